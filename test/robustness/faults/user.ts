// A user with a client that asks again, under the same key, until somebody answers.
import type { IssuedKubeconfig, Operation, Problem } from '@hikube/openapi/types';
import { type Stage, TENANT, TOKEN } from './stage.ts';

const BASE = 'http://faults.test/v1';
const RETRY_MS = 500;
const TRIES_MOST = 600;

/** An answer that is one. */
export interface Answer<Body> {
  readonly status: number;
  readonly body: Body;
}

/** See the top of the file. */
export class User {
  readonly stage: Stage;
  #keys = 0;
  /** Answers in which the service took the blame. */
  mistakes = 0;

  constructor(stage: Stage) {
    this.stage = stage;
  }

  /** Asks until there is an answer, and expects that it is not a refusal. */
  async ask<Body = Operation>(method: string, path: string, body?: object): Promise<Body> {
    const answer = await this.answer<Body>(method, path, body);
    if (answer.status < 300) return answer.body;
    throw new Error(`${method} ${path} was answered with ${answer.status} ${JSON.stringify(answer.body)}`);
  }

  /** Asks until there is an answer. */
  async answer<Body>(method: string, path: string, body?: object): Promise<Answer<Body>> {
    this.#keys += 1;
    const key = `key-${this.#keys}`;
    for (let tries = 0; tries < TRIES_MOST; tries += 1) {
      const response = await this.stage.send(requestOf(method, path, key, body));
      const text = response === undefined ? '' : await response.text();
      // Who has just made a thing and does not find it looks again.
      const isMissed = method === 'GET' && response?.status === 404;
      if (response !== undefined && response.status !== 503 && !isMissed) {
        const body = (text === '' ? undefined : JSON.parse(text)) as Body;
        if (response.status < 500) return { status: response.status, body };
        this.mistakes += 1;
        if (!(body as Problem).retryable) throw new Error(`${method} ${path} was answered with ${text}`);
      }
      await this.stage.sleep(RETRY_MS);
    }
    throw new Error(`${method} ${path} was never answered.`);
  }

  /** Asks for something and waits until its operation has ended. */
  async finish(method: string, path: string, body?: object): Promise<void> {
    const { id } = await this.ask<Operation>(method, path, body);
    await this.ended(id);
  }

  /** Waits until an operation has ended. */
  ended(id: string): Promise<void> {
    return this.stage.until(`the end of ${id}`, async () => {
      const found = await this.stage.rawStore.get<Operation>({ tenant: TENANT, kind: 'operation', id });
      return found !== undefined && found.body.endedAt !== null;
    });
  }

  /**
   * Issues a kubeconfig. An answer that was lost is not given again, because it held a secret: what it made is revoked,
   * and another one is asked for.
   */
  async kubeconfig(cluster: string): Promise<string> {
    const path = `/clusters/${cluster}/kubeconfigs`;
    for (;;) {
      const answer = await this.answer<IssuedKubeconfig & Problem>('POST', path, { role: 'view' });
      if (answer.status === 201) return answer.body.id;
      const made = /the kubeconfig (kc-\w+)/.exec(answer.body.detail ?? '')?.[1];
      if (answer.body.code !== 'secret_not_repeatable' || made === undefined) {
        throw new Error(`No kubeconfig was issued: ${JSON.stringify(answer.body)}`);
      }
      await this.ask('DELETE', `${path}/${made}`);
    }
  }
}

function requestOf(method: string, path: string, key: string, body: object | undefined): Request {
  const type = method === 'PATCH' ? 'application/merge-patch+json' : 'application/json';
  return new Request(BASE + path, {
    method,
    headers: {
      authorization: `Bearer ${TOKEN}`,
      ...(method === 'GET' ? {} : { 'idempotency-key': key }),
      ...(body === undefined ? {} : { 'content-type': type }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}
