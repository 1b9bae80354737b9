// A server for a test, with the few words in which tests talk to it.
import { createKubernetesApi, type KubernetesApi, type KubernetesApiOptions } from '../api.ts';
import type { JsonObject } from '../json/json.ts';

/** An answer, read. */
export interface Answer {
  readonly status: number;
  readonly body: JsonObject;
  readonly headers: Headers;
}

export interface Cluster {
  readonly api: KubernetesApi;
  /** Mistakes of the server itself; a test that finds some has failed. */
  readonly failures: unknown[];
  ask(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  get(path: string): Promise<JsonObject>;
  /** Creates an object, and settles. @throws Error when it is refused */
  create(path: string, body: object): Promise<JsonObject>;
  patch(path: string, body: object, type?: string): Promise<Answer>;
  apply(path: string, manager: string, body: object, force?: boolean): Promise<Answer>;
  remove(path: string, options?: object): Promise<Answer>;
}

export const CONFIG_MAPS = '/api/v1/namespaces/default/configmaps';
const ORIGIN = 'http://cluster';

export function createCluster(options: KubernetesApiOptions = {}): Cluster {
  const failures: unknown[] = [];
  const api = createKubernetesApi({ onFailure: (error) => failures.push(error), ...options });
  const ask: Cluster['ask'] = async (method, path, body, headers = {}) => {
    const response = await api.fetch(
      new Request(`${ORIGIN}${path}`, {
        method,
        headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
    );
    const text = await response.text();
    return {
      status: response.status,
      body: (text.startsWith('{') ? JSON.parse(text) : { text }) as JsonObject,
      headers: response.headers,
    };
  };
  return {
    api,
    failures,
    ask,
    get: async (path) => (await ask('GET', path)).body,
    async create(path, body) {
      const answer = await ask('POST', path, body);
      if (answer.status !== 201) throw new Error(`${answer.status}: ${String(answer.body['message'])}`);
      await api.settled();
      return answer.body;
    },
    patch: (path, body, type = 'application/merge-patch+json') =>
      ask('PATCH', path, body, { 'content-type': type }),
    apply: (path, manager, body, force = false) =>
      ask('PATCH', `${path}?fieldManager=${manager}&force=${force}`, body, {
        'content-type': 'application/apply-patch+yaml',
      }),
    async remove(path, deleteOptions) {
      const answer = await ask('DELETE', path, deleteOptions);
      await api.settled();
      return answer;
    },
  };
}

/** Reads a watch line by line. */
export class Watch {
  readonly #reader: ReadableStreamDefaultReader<string>;
  readonly #gone = new AbortController();
  #rest = '';
  #lines: JsonObject[] = [];

  private constructor(response: Response, gone: AbortController) {
    this.#gone = gone;
    this.#reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  }

  static async open({ api }: Cluster, path: string): Promise<Watch> {
    const gone = new AbortController();
    return new Watch(await api.fetch(new Request(`${ORIGIN}${path}`, { signal: gone.signal })), gone);
  }

  /** The next event; undefined when the server has ended the watch. */
  async next(): Promise<JsonObject | undefined> {
    while (this.#lines.length === 0) {
      const { done, value } = await this.#reader.read();
      if (done) return undefined;
      const parts = (this.#rest + value).split('\n');
      this.#rest = parts.pop() ?? '';
      this.#lines = parts.filter((part) => part !== '').map((part) => JSON.parse(part) as JsonObject);
    }
    return this.#lines.shift();
  }

  close(): void {
    this.#gone.abort();
  }
}
