// Examples come in pairs: what was asked and what was answered, one file per operation in openapi/examples/.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CONTRACT_FOLDER } from '../read/files.ts';
import { flatOperations, resolveResponse } from '../read/flat-operations.ts';
import type { Contract, Json, MediaType, Response } from '../read/schema.ts';

/** A request and its answer. */
export interface ExamplePair {
  /** What the pair shows, in a few words. */
  summary: string;
  /** Parameters by place and name; every path parameter is there. */
  parameters?: Partial<Record<'path' | 'query' | 'header', Record<string, string>>>;
  /** Body of the request, where the operation has one. */
  request?: Json;
  /** Status of the answer. */
  status: number;
  /** Body of the answer. */
  response: Json;
}

/** All pairs: by operation, then by name. */
export type Examples = Record<string, Record<string, ExamplePair>>;

/** Reads openapi/examples/. */
export async function readExamples(): Promise<Examples> {
  const folder = join(CONTRACT_FOLDER, 'examples');
  const files = (await readdir(folder)).filter((file) => file.endsWith('.json')).sort();
  const examples: Examples = {};
  for (const file of files)
    examples[file.slice(0, -'.json'.length)] = JSON.parse(await readFile(join(folder, file), 'utf8'));
  return examples;
}

function attach(media: MediaType | undefined, name: string, reference: string): void {
  if (media === undefined) return;
  media.examples = { ...media.examples, [name]: { $ref: reference } };
}

/** A response of one operation that may carry examples of its own. */
function ownResponse(
  document: Contract,
  responses: Record<string, Response>,
  status: string,
): Response | undefined {
  const declared = responses[status];
  if (declared === undefined) return undefined;
  const own = structuredClone(resolveResponse(document, declared));
  responses[status] = own;
  return own;
}

/** Writes the pairs into the document; request and answer of one pair have the same name. */
export function attachExamples(document: Contract, examples: Examples): void {
  const operations = new Map(
    flatOperations(document).map(({ operation }) => [operation.operationId, operation]),
  );
  for (const [id, pairs] of Object.entries(examples)) {
    const operation = operations.get(id);
    if (operation === undefined)
      throw new Error(`examples/${id}.json: there is no operation of this name; rename the file`);
    for (const [name, pair] of Object.entries(pairs)) {
      const base = `${id}.${name}`;
      // What is refused is no example of what to send: it stands beside the refusal.
      const isRefused = pair.status >= 400;
      if (pair.request !== undefined && !isRefused) {
        document.components.examples[`${base}.request`] = { summary: pair.summary, value: pair.request };
        attach(
          Object.values(operation.requestBody?.content ?? {})[0],
          name,
          `#/components/examples/${base}.request`,
        );
      }
      document.components.examples[`${base}.response`] = {
        summary: pair.summary,
        value: pair.response,
        ...(isRefused && pair.request !== undefined ? { 'x-hikube-request': pair.request } : {}),
      };
      const response = ownResponse(document, operation.responses, String(pair.status));
      if (response === undefined)
        throw new Error(`examples/${id}.json: ${name} answers ${pair.status}, which ${id} never does`);
      attach(Object.values(response.content ?? {})[0], name, `#/components/examples/${base}.response`);
    }
  }
}
