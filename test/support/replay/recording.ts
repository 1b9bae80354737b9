// What a recording is: steps in order, each a request with the answer that a real server gave.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

export type Json = null | boolean | number | string | Json[] | JsonObject;
export interface JsonObject {
  [key: string]: Json;
}

export interface RecordedRequest {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string | readonly string[] | null>>;
  readonly body?: Json;
  /** Asked of the server behind the one in front. */
  readonly direct?: boolean;
}

export interface RecordedResponse {
  readonly status: number;
  readonly headers: JsonObject;
  readonly body?: Json;
}

/** Repeats a request until something holds. */
export interface Poll {
  readonly until?: {
    readonly status?: number;
    readonly match?: Readonly<Record<string, Json>>;
    readonly contains?: Readonly<Record<string, Json>>;
    readonly absent?: readonly string[];
    readonly count?: { readonly at: string; readonly n: number };
  };
}

export interface Step {
  readonly name: string;
  readonly request: RecordedRequest;
  readonly response: RecordedResponse;
  readonly sleep?: number;
  readonly watch?: {
    readonly path: string;
    readonly headers?: RecordedRequest['headers'];
    readonly during?: readonly Step[];
    readonly expect?: number;
    readonly unordered?: boolean;
    readonly untilClosed?: boolean;
  };
  readonly headers?: JsonObject;
  readonly events?: readonly Json[];
  readonly end?: Json;
  readonly view?: { readonly pick?: readonly string[]; readonly keys?: readonly string[] };
  readonly save?: Readonly<Record<string, string>>;
  readonly poll?: Poll;
  readonly sort?: readonly string[];
  readonly unordered?: boolean;
  readonly recordHeaders?: readonly string[];
  /** Shows something of the server that was recorded, or of its set-up. */
  readonly quirk?: string;
}

export interface Recording {
  /** Such as `02-create`. */
  readonly name: string;
  readonly title: string;
  readonly steps: readonly Step[];
}

/** All recordings, by name. */
export async function readRecordings(folder: string): Promise<Recording[]> {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.json.gz')).sort();
  return Promise.all(
    files.map(async (file) => {
      const text = gunzipSync(await readFile(join(folder, file))).toString('utf8');
      return { name: file.slice(0, -'.json.gz'.length), ...(JSON.parse(text) as Omit<Recording, 'name'>) };
    }),
  );
}
