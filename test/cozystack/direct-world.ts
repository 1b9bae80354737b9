// A platform with clusters that kubectl made, and processes that reach it with the kubeconfig of a tenant. Vitest ends all of them.
import { createDirect, type Direct } from '@hikube/direct';
import { type Clock, createVirtualClock, systemRandom, type VirtualClock } from '@hikube/service';
import { afterEach } from 'vitest';
import { type Cozystack, type Release, startCozystack } from '../doubles/cozystack/index.ts';
import { type App, appOf, PATH } from '../doubles/cozystack/testing.ts';

export interface Answered<Body> {
  readonly status: number;
  readonly body: Body;
}

export interface Process {
  readonly direct: Direct;
  ask<Body>(method: string, path: string, body?: object, headers?: object): Promise<Answered<Body>>;
  until<Body>(path: string, isDone: (body: Body) => boolean): Promise<Body>;
}

export interface World {
  readonly double: Cozystack;
  readonly clock: VirtualClock;
  /**
   * Another process with the same kubeconfig.
   * @param own by default the clock of the platform
   * @param before is awaited before each of its calls
   */
  start(tenant?: string, own?: Clock, before?: (request: Request) => Promise<void>): Process;
  kubectl<Body>(method: string, path: string, body?: object): Promise<Body>;
  stored(name: string): Promise<App>;
}

const open: { close(): Promise<unknown> }[] = [];
let pass: (ms: number) => Promise<void> = async () => undefined;
afterEach(async () => {
  for (const each of open.splice(0).reverse()) {
    let isClosed = false;
    const closing = each.close().finally(() => {
      isClosed = true;
    });
    // Calls that get no answer end on the clock.
    for (let moment = 0; moment < 100 && !isClosed; moment += 1) await pass(1_000);
    await closing;
  }
});

export async function world(profile: Release, names: readonly string[] = []): Promise<World> {
  const clock = createVirtualClock(Date.parse('2026-11-28T09:00:00Z'));
  const double = await startCozystack({ profile, clock, tenants: ['acme', 'other'] });
  open.push(double);
  pass = (ms) => double.advance(ms);
  const kubectl = async <Body>(method: string, path: string, body?: object): Promise<Body> => {
    const answer = await double.tenant('acme').ask(method, `${PATH}${path}`, body);
    if (answer.status >= 300) throw new Error(`the platform answered ${answer.status}`);
    return answer.body as Body;
  };
  for (const name of names) await kubectl('POST', '', appOf(profile, name));
  if (names.length > 0) await double.advance(300_000);
  return {
    double,
    clock,
    kubectl,
    stored: (name) => kubectl<App>('GET', `/${name}`),
    start(tenant = 'acme', own = clock, before = async () => undefined) {
      const { namespace, kubeconfig } = double.tenant(tenant);
      const fetch = double.connect(kubeconfig);
      const direct = createDirect({
        namespace,
        clock: own,
        random: systemRandom,
        reach: async () => ({
          fetch: async (request) => {
            await before(request);
            return fetch(request);
          },
          server: double.url,
        }),
        connect: (of) => double.connect(of),
      });
      open.push(direct);
      const process: Process = {
        direct,
        async ask<Body>(method: string, path: string, body?: object, headers: object = {}) {
          const answer = await direct.fetch(`${direct.endpoint}${path}`, {
            method,
            headers: { 'content-type': 'application/json', ...headers },
            ...(body && { body: JSON.stringify(body) }),
          });
          return { status: answer.status, body: (await answer.json()) as Body };
        },
        async until<Body>(path: string, isDone: (body: Body) => boolean) {
          for (let moment = 0; moment < 300; moment += 1) {
            const { body } = await process.ask<Body>('GET', path);
            if (isDone(body)) return body;
            await double.advance(5_000);
          }
          throw new Error(`Not reached in time: ${JSON.stringify((await process.ask('GET', path)).body)}`);
        },
      };
      return process;
    },
  };
}
