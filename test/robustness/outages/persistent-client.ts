// A client that tries again with the same key until it is answered, and remembers every answer that it got in between.
import type { Problem } from '@hikube/openapi/types';

const PAUSE_MS = 50;
/** Longer than anything the service waits for. */
const GIVE_UP_MS = 120_000;

/** A request that succeeds sooner or later. */
export interface Call {
  readonly method: string;
  readonly path: string;
  readonly body?: object;
  /** For writes: what makes trying again safe. */
  readonly key?: string;
}

/** How often the service answered what. */
export interface Tally {
  succeeded: number;
  /** Of these, repeats of an answer that never arrived: the write had been done by then. */
  replayed: number;
  /** Documented refusals for now: 503, a problem document, code `unavailable`. */
  unavailable: number;
  /** Everything else: none is allowed. */
  readonly wrong: string[];
}

export class PersistentClient {
  readonly #endpoint: string;
  readonly #token: string;
  readonly tally: Tally = { succeeded: 0, replayed: 0, unavailable: 0, wrong: [] };

  constructor(endpoint: string, token: string) {
    this.#endpoint = endpoint;
    this.#token = token;
  }

  /** @throws Error when two minutes were not enough */
  async call<Body>(call: Call): Promise<Body> {
    const deadline = performance.now() + GIVE_UP_MS;
    while (performance.now() < deadline) {
      const body = await this.once<Body>(call);
      if (body !== undefined) return body;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
    throw new Error(`${call.method} ${call.path} did not succeed in two minutes: ${this.tally.wrong.at(-1)}`);
  }

  /** @returns undefined when the service asks to try again, or answered what it must not */
  async once<Body>({ method, path, body, key }: Call): Promise<Body | undefined> {
    const type = method === 'PATCH' ? 'application/merge-patch+json' : 'application/json';
    const answer = await fetch(this.#endpoint + path, {
      method,
      headers: {
        authorization: `Bearer ${this.#token}`,
        ...(body === undefined ? {} : { 'content-type': type }),
        ...(key === undefined ? {} : { 'idempotency-key': key }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (answer.ok) {
      this.tally.succeeded += 1;
      if (answer.headers.get('idempotency-replayed') === 'true') this.tally.replayed += 1;
      return JSON.parse(text) as Body;
    }
    if (isUnavailable(answer, text)) this.tally.unavailable += 1;
    else this.tally.wrong.push(`${method} ${path}: ${answer.status} ${text.slice(0, 300)}`);
    return undefined;
  }
}

function isUnavailable(answer: Response, text: string): boolean {
  if (answer.status !== 503) return false;
  if (!answer.headers.get('content-type')?.startsWith('application/problem+json')) return false;
  return (JSON.parse(text) as Problem).code === 'unavailable';
}
