// Asks a server what a recording asked, and makes the answers comparable.
import { handleRaw } from '@hikube/kubernetes-api/node';
import { type ManualClock, settle } from '../manual-clock.ts';
import { Normaliser } from './normalise.ts';
import { isObject, pointer } from './pointer.ts';
import type { Json, JsonObject, Poll, RecordedRequest, Step } from './recording.ts';
import { collectWatch, type Watched } from './watched.ts';

export const HOST = '127.0.0.1:6443';

/** What is asked, set up as the recorded server was. */
export interface Subject {
  readonly fetch: (request: Request) => Promise<Response>;
  /** The server behind the one in front, for requests that were made to it. */
  readonly direct?: (request: Request) => Promise<Response>;
  readonly clock: ManualClock;
  /** Of a cluster administrator. */
  readonly token: string;
  readonly settled: () => Promise<void>;
  readonly stop: () => void;
  /** Mistakes of the server itself. */
  readonly failures: readonly unknown[];
}

const HEADERS = [
  'content-type',
  'warning',
  'retry-after',
  'location',
  'allow',
  'www-authenticate',
  'content-encoding',
];
const SPELLED: Readonly<Record<string, string>> = {
  'content-type': 'Content-Type',
  warning: 'Warning',
  'retry-after': 'Retry-After',
  location: 'Location',
  allow: 'Allow',
  'www-authenticate': 'Www-Authenticate',
  'content-encoding': 'Content-Encoding',
};
const UNTOLD = ['date', 'connection', 'keep-alive', 'content-length', 'transfer-encoding'];

/** What came of a step, in the form in which it was recorded. */
export interface Outcome {
  readonly response?: JsonObject;
  readonly during?: readonly Outcome[];
  readonly events?: Json[];
  readonly end?: Json;
}

function bodyOf(request: RecordedRequest, expand: (value: Json) => Json): string | undefined {
  const { body } = request;
  if (body === undefined) return undefined;
  if (!isObject(body) || !('$text' in body)) return JSON.stringify(expand(body));
  const fill = 'x'.repeat(Number(body['$fill'] ?? 0));
  return String(expand(body['$text']!)).replace('%FILL%', () => fill);
}

/** The values of a header, each on its own. */
function valuesOf(name: string, value: string): string[] {
  if (name === 'warning') return [...value.matchAll(/299 - "(?:\\.|[^"\\])*"/g)].map(([one]) => one);
  return name === 'vary' ? value.split(', ') : [value];
}

function sortAt(document: Json | undefined, pointers: readonly string[]): void {
  for (const path of pointers) {
    const list = pointer(document, path);
    if (Array.isArray(list)) list.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  }
}

function contains(wanted: Json, found: Json | undefined): boolean {
  if (typeof wanted !== 'object' || wanted === null) return wanted === found;
  if (typeof found !== 'object' || found === null) return false;
  return Object.entries(wanted).every(([key, item]) => contains(item as Json, (found as JsonObject)[key]));
}

function holds({ until = {} }: Poll, status: number, body: Json | undefined): boolean {
  const { match = {}, contains: within = {}, absent = [], count } = until;
  if (until.status !== undefined && until.status !== status) return false;
  if (!Object.entries(match).every(([path, wanted]) => contains(wanted, pointer(body, path)))) return false;
  const inList = ([path, wanted]: [string, Json]): boolean => {
    const list = pointer(body, path);
    return Array.isArray(list) && list.some((item) => contains(wanted, item));
  };
  if (!Object.entries(within).every(inList)) return false;
  if (absent.some((path) => pointer(body, path) !== undefined)) return false;
  const counted = count === undefined ? undefined : pointer(body, count.at);
  return count === undefined || (Array.isArray(counted) && counted.length === count.n);
}

function withoutDescriptions(value: Json): Json {
  if (Array.isArray(value)) return value.map(withoutDescriptions);
  if (!isObject(value)) return value;
  const kept = Object.entries(value).filter(
    ([key, item]) => !(key === 'description' && typeof item === 'string'),
  );
  return Object.fromEntries(kept.map(([key, item]) => [key, withoutDescriptions(item)]));
}

/** Only the parts of a body that were recorded. */
function viewed(body: Json | undefined, view: Step['view']): Json | undefined {
  if (view === undefined || typeof body !== 'object' || body === null) return body;
  const out: JsonObject = {};
  for (const path of view.pick ?? []) {
    const found = pointer(body, path);
    out[path] = found === undefined ? '<absent>' : withoutDescriptions(found);
  }
  for (const path of view.keys ?? []) {
    const found = pointer(body, path);
    out[`keys ${path}`] =
      found === undefined ? '<absent>' : isObject(found) ? Object.keys(found).sort() : found;
  }
  return { $view: out };
}

function decoded(text: string, contentType: string): Json | undefined {
  if (text === '') return undefined;
  if (/json/.test(contentType) || /^[{[]/.test(text)) {
    try {
      return JSON.parse(text) as Json;
    } catch {
      // Not JSON: shown as text.
    }
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what no text contains marks bytes
  return /[\u0000-\u0008\ufffd]/.test(text) ? { $binary: true } : { $text: text };
}

/** One recording against one server. */
export class Session {
  readonly #subject: Subject;
  readonly #normaliser: Normaliser;

  constructor(subject: Subject, steps: readonly Step[]) {
    this.#subject = subject;
    this.#normaliser = new Normaliser(HOST, steps);
  }

  async step(step: Step): Promise<Outcome> {
    if (step.sleep !== undefined) {
      await this.#subject.clock.advance(step.sleep);
      return {};
    }
    // What follows from the steps before has happened by now, as between two requests to a real server.
    await this.#subject.settled();
    return step.watch === undefined ? { response: await this.#answer(step) } : this.#watch(step);
  }

  #ask(request: RecordedRequest, signal?: AbortSignal): Promise<Response> {
    const headers = new Headers({ authorization: `Bearer ${this.#subject.token}` });
    for (const [name, value] of Object.entries(request.headers ?? {})) {
      headers.delete(name);
      if (value === null) continue;
      for (const one of typeof value === 'string' ? [value] : value)
        headers.append(name, this.#normaliser.expand(one));
    }
    const body = bodyOf(request, (value) => this.#normaliser.expandAll(value));
    if (body !== undefined && !headers.has('content-type')) headers.set('content-type', 'application/json');
    if (headers.get('content-type') === '') headers.delete('content-type');
    const { fetch, direct = fetch } = this.#subject;
    return handleRaw(request.direct === true ? direct : fetch, {
      method: request.method ?? 'GET',
      target: this.#normaliser.expand(request.path, true),
      headers,
      // As bytes: a text would bring a Content-Type of its own.
      ...(body !== undefined && { body: new TextEncoder().encode(body) }),
      ...(signal !== undefined && { signal }),
      origin: `http://${HOST}`,
    });
  }

  #headers(headers: Headers, extra: readonly string[] = []): JsonObject {
    const all = [...headers.keys()].filter((name) => !UNTOLD.includes(name)).sort();
    const names = extra.includes('*') ? all : [...HEADERS, ...extra.map((name) => name.toLowerCase())];
    const out: JsonObject = {};
    for (const name of names) {
      const value = headers.get(name);
      if (value === null) continue;
      const shown = valuesOf(name, value).map((one) => this.#normaliser.text(one, name));
      out[SPELLED[name] ?? name] = shown.length === 1 ? shown[0]! : shown;
    }
    return out;
  }

  async #body(step: Step, response: Response, hangUp: () => void): Promise<Json | undefined> {
    const recorded = step.response.body;
    if (isObject(recorded) && '$stream' in recorded) {
      // The server keeps this answer open: only what comes at once is compared.
      const stream = await collectWatch(response, (recorded['$stream'] as Json[]).length);
      hangUp();
      return { $stream: [...stream.lines] };
    }
    const bytes = new Uint8Array(await response.arrayBuffer());
    return decoded(new TextDecoder().decode(bytes), response.headers.get('content-type') ?? '');
  }

  async #answer(step: Step): Promise<JsonObject> {
    let response: Response;
    let body: Json | undefined;
    for (let attempt = 0; ; attempt += 1) {
      const gone = new AbortController();
      response = await this.#ask(step.request, gone.signal);
      body = await this.#body(step, response, () => gone.abort());
      if (step.poll === undefined || holds(step.poll, response.status, body) || attempt >= 50) break;
      await this.#subject.settled();
      await this.#subject.clock.advance(200);
    }
    const shown = viewed(body, step.view);
    const isList = isObject(body) && (Array.isArray(body['items']) || Array.isArray(body['rows']));
    const exact = /continue=|resourceVersionMatch=Exact/.test(step.request.path);
    const out: JsonObject = {
      status: response.status,
      headers: this.#headers(response.headers, step.recordHeaders),
      ...(shown !== undefined && { body: this.#normaliser.value(shown, '', { exact, list: isList }) }),
    };
    if (step.sort !== undefined) sortAt(out, step.sort);
    if (step.unordered && isObject(out['body'])) sortUnordered(out['body']);
    this.#save(step, body, response.headers);
    return out;
  }

  #save({ save }: Step, body: Json | undefined, headers: Headers): void {
    const isList = isObject(body) && (Array.isArray(body['items']) || Array.isArray(body['rows']));
    for (const [name, path] of Object.entries(save ?? {})) {
      const value = path.startsWith('header:')
        ? headers.get(path.slice('header:'.length))
        : pointer(body, path);
      this.#normaliser.save(
        name,
        String(value ?? '<unset>'),
        isList && /^\/metadata\//.test(path) ? 'list' : 'object',
      );
    }
  }

  async #watch(step: Step): Promise<Outcome> {
    const { path, headers, during = [] } = step.watch!;
    const gone = new AbortController();
    const response = await this.#ask({ path, ...(headers !== undefined && { headers }) }, gone.signal);
    if (response.status !== 200) {
      const body = decoded(await response.text(), response.headers.get('content-type') ?? '');
      return {
        during: [],
        events: [],
        end: { status: response.status, ...(body !== undefined && { body: this.#normaliser.value(body) }) },
      };
    }
    const outcomes: Outcome[] = [];
    const watched = collectWatch(response, step.events?.length ?? 0, async () => {
      for (const inner of during) outcomes.push(await this.step(inner));
      await this.#subject.settled();
      // What the recorded server ended by itself ends here when its time is over.
      if (step.end === 'timeout') await this.#subject.clock.advance(70_000);
    });
    const { lines, ended } = await watched;
    gone.abort();
    await settle();
    this.#saveEvents(step, lines);
    return { during: outcomes, events: this.#events(step, lines), end: ended ? 'timeout' : 'closed' };
  }

  #saveEvents({ save }: Step, lines: readonly Json[]): void {
    for (const [name, path] of Object.entries(save ?? {}))
      this.#normaliser.save(name, String(pointer([...lines], path) ?? '<unset>'), 'object');
  }

  #events(step: Step, lines: Watched['lines']): Json[] {
    const shown = lines.filter(isComparable).map((line): Json => {
      if (!isObject(line) || !('type' in line) || !('object' in line))
        return { $notAnEvent: this.#normaliser.value(line) };
      const bookmark = line['type'] === 'BOOKMARK';
      return { type: line['type']!, object: this.#normaliser.value(line['object']!, '', { bookmark }) };
    });
    return step.watch?.unordered ? shown.sort((a, b) => (eventKey(a) < eventKey(b) ? -1 : 1)) : shown;
  }
}

/** When bookmarks come is a matter of time, except the one that ends the initial events. */
function isComparable(line: Json): boolean {
  if (!isObject(line) || line['type'] !== 'BOOKMARK') return true;
  const mark = '/metadata/annotations/k8s.io~1initial-events-end';
  const { object } = line;
  return pointer(object, mark) !== undefined || pointer(object, `/rows/0/object${mark}`) !== undefined;
}

function eventKey(event: Json): string {
  return JSON.stringify([pointer(event, '/type'), pointer(event, '/object/metadata/name')]);
}

function sortUnordered(body: JsonObject): void {
  if (typeof body['message'] === 'string')
    body['message'] = body['message'].replace(
      /\[(.*)\]/s,
      (_, list: string) => `[${list.split(', ').sort().join(', ')}]`,
    );
  sortAt(body, ['/details/causes']);
}
