// One request of a client, tried again under the same key while nobody knows what became of it.
import type { Operation, Problem } from '@hikube/openapi/types';
import type { Random } from '@hikube/service';
import { sleep } from './faults.ts';
import { CONNECTION_LOST } from './replica.ts';
import type { World } from './world.ts';

/** What a client asks for. */
export interface Question {
  readonly method: string;
  readonly path: string;
  readonly body?: object;
  readonly key?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What it learns. `unknown`: it may have happened, and nobody can say. */
export type Answer =
  | { readonly outcome: 'ok'; readonly body: unknown; readonly headers: Headers }
  | { readonly outcome: 'refused'; readonly status: number; readonly problem: Problem }
  | { readonly outcome: 'unknown' };

const BASE = 'http://simulated.test/v1';

/** Somebody with a token, who talks to whichever replica comes first. */
export class Asker {
  readonly world: World;
  readonly tenant: string;
  readonly name: string;
  readonly random: Random;

  constructor(world: World, tenant: string, name: string) {
    this.world = world;
    this.tenant = tenant;
    this.name = name;
    this.random = world.random.fork(`asker ${tenant}/${name}`);
  }

  /** Asks once. */
  async once(question: Question): Promise<Answer> {
    const { replicas } = this.world;
    const alive = replicas.filter((replica) => replica.isAlive);
    const replica = alive[this.random.int(Math.max(1, alive.length))];
    const response = await replica?.send(this.#request(question));
    const answer = await read(response);
    this.#tell(question, answer);
    if (answer.outcome === 'refused' && answer.status >= 500) {
      this.world.history.violate(`${question.method} ${question.path} was answered with ${answer.status}`);
    }
    return answer;
  }

  /** Reads until somebody answers. */
  async read(path: string): Promise<Exclude<Answer, { outcome: 'unknown' }>> {
    for (;;) {
      const answer = await this.once({ method: 'GET', path });
      if (answer.outcome !== 'unknown') return answer;
      await sleep(this.world.clock, 500 + this.random.int(2000));
    }
  }

  /** Writes, with up to `tries` attempts under one key; without a key there is only one. */
  async write(question: Question, tries: number): Promise<Answer> {
    let isNew = true;
    for (let tried = 1; ; tried += 1) {
      const answer = await this.once(question);
      if (answer.outcome === 'ok') this.#acknowledged(answer, isNew);
      if (isNew && answer.outcome === 'refused' && answer.problem.code === 'idempotency_key_reused') {
        this.world.history.violate(`the new key ${question.key} of ${this.tenant} was known already`);
      }
      if (answer.outcome !== 'unknown') return answer;
      isNew = false;
      if (question.key === undefined || tried >= tries) {
        this.world.history.unknown(this.tenant);
        return answer;
      }
      await sleep(this.world.clock, 200 + this.random.int(5000));
    }
  }

  /** Asks the same again and expects the same answer. */
  async repeat(question: Question, first: Answer & { outcome: 'ok' }): Promise<void> {
    const again = await this.once(question);
    if (again.outcome === 'unknown') return;
    const { id } = first.body as Operation;
    const { violate } = this.world.history;
    if (again.outcome === 'refused') {
      violate.call(
        this.world.history,
        `the key ${question.key} was answered with ${again.problem.code} later`,
      );
    } else if ((again.body as Operation).id !== id || again.headers.get('idempotency-replayed') !== 'true') {
      violate.call(this.world.history, `the key ${question.key} was carried out twice`);
    }
  }

  #acknowledged({ body, headers }: Answer & { outcome: 'ok' }, isNew: boolean): void {
    const { id, kind } = body as Operation;
    this.world.history.acknowledge(this.tenant, id, kind);
    if (isNew && headers.get('idempotency-replayed') !== null) {
      this.world.history.violate(
        `the first request of ${this.tenant}/${this.name} with its key was a replay`,
      );
    }
  }

  #request({ method, path, body, key, headers }: Question): Request {
    const type = method === 'PATCH' ? 'application/merge-patch+json' : 'application/json';
    return new Request(BASE + path, {
      method,
      headers: {
        authorization: `Bearer ${this.world.tokens.get(this.tenant)}`,
        ...(body === undefined ? {} : { 'content-type': type }),
        ...(key === undefined ? {} : { 'idempotency-key': key }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  #tell({ method, path, body, key = '-' }: Question, answer: Answer): void {
    const said =
      answer.outcome === 'refused'
        ? `${answer.status} ${answer.problem.code}`
        : answer.outcome === 'ok'
          ? `ok ${idOf(answer.body)}`
          : 'unknown';
    const sent = body === undefined ? '' : ` ${JSON.stringify(body)}`;
    this.world.tell(`${this.tenant}/${this.name} ${method} ${path}${sent} key=${key}: ${said}`);
  }
}

function idOf(body: unknown): string {
  const { id, uid, generation } = body as { id?: string; uid?: string; generation?: number };
  return `${id ?? uid ?? ''} ${generation ?? ''}`.trim();
}

/** A failing service may have carried out what it was asked. */
async function read(response: Response | typeof CONNECTION_LOST | undefined): Promise<Answer> {
  if (response === undefined || response === CONNECTION_LOST) return { outcome: 'unknown' };
  const text = await response.text();
  if (response.ok) {
    return { outcome: 'ok', body: text === '' ? {} : JSON.parse(text), headers: response.headers };
  }
  if (response.status === 503) return { outcome: 'unknown' };
  return { outcome: 'refused', status: response.status, problem: JSON.parse(text) };
}
