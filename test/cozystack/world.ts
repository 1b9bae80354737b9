// A tenant of the double of Cozystack, managed through the service or in direct mode, and every call that this makes.
import { createDirect } from '@hikube/direct';
import { createCozystackPlatform, type Fetch, fetchShape } from '@hikube/platform-cozystack';
import {
  BOOTSTRAP_TENANT,
  createMemoryStore,
  createSeededRandom,
  createService,
  createVirtualClock,
  type VirtualClock,
} from '@hikube/service';
import { type Cozystack, type Release, type Strike, startCozystack } from '../doubles/cozystack/index.ts';
import { appOf, PATH } from '../doubles/cozystack/testing.ts';

/** How clusters of a tenant are managed. */
export type Way = 'direct' | 'service';

/** Calls that something took: to the platform, as reads and writes, and to the API servers of clusters. */
export interface Calls {
  reads: number;
  writes: number;
  inClusters: number;
}

export interface World {
  /** Lets time pass. */
  pass(ms: number): Promise<void>;
  /** Asks the API; throws what is refused. */
  ask<Body = unknown>(method: string, path: string, body?: object): Promise<Body>;
  /** Calls since the last time that this was asked, or since somebody began to manage the tenant. */
  taken(): Calls;
  readonly double: Cozystack;
  readonly clock: VirtualClock;
  /** Answers as the API does. */
  readonly fetch: (request: Request) => Promise<Response>;
  close(): Promise<void>;
}

const START = Date.parse('2026-11-28T09:00:00Z');
/** Of somebody who may do everything. */
export const TOKEN = 'a-token-of-the-tenant-acme';
/** After which a cluster of the double runs. */
const LIFE_MS = 600_000;

/** @param names of clusters that somebody made with kubectl, and that run */
export async function openWorld(
  {
    way,
    profile,
    faults = [],
  }: {
    readonly way: Way;
    readonly profile: Release;
    /** Of the platform, since before somebody began to manage the tenant. */
    readonly faults?: readonly Strike[];
  },
  names: readonly string[],
): Promise<World> {
  const clock = createVirtualClock(START);
  const random = createSeededRandom('calls');
  const double = await startCozystack({ profile, clock });
  const { namespace, kubeconfig, ask } = double.tenant('acme');
  for (const name of names) {
    const { status } = await ask('POST', PATH, appOf(profile, name));
    if (status !== 201) throw new Error(`The platform answered ${status}`);
  }
  await double.advance(LIFE_MS);
  for (const strike of faults) double.faults.strike(strike);
  const calls: Calls = { reads: 0, writes: 0, inClusters: 0 };
  const toPlatform = counted(double.connect(kubeconfig), ({ method }) => {
    calls[method === 'GET' ? 'reads' : 'writes'] += 1;
  });
  const toCluster = (of: string): Fetch =>
    counted(double.connect(of), () => {
      calls.inClusters += 1;
    });
  const manage = way === 'direct' ? inDirectMode : throughService;
  const managed = await manage(toPlatform, toCluster);

  async function inDirectMode(reach: Fetch, connect: (of: string) => Fetch) {
    const direct = createDirect({
      namespace,
      clock,
      random,
      reach: async () => ({ fetch: reach, server: double.url }),
      connect,
    });
    return { fetch: (request: Request) => direct.fetch(request), close: () => direct.close() };
  }

  async function throughService(reach: Fetch, connect: (of: string) => Fetch) {
    const store = createMemoryStore({ clock });
    const shape = await fetchShape(reach, clock);
    const access = { namespace, reach: async () => ({ fetch: reach, shape }) };
    const tenants = new Map([[BOOTSTRAP_TENANT, access]]);
    const platform = createCozystackPlatform({ clock, tenants, connect });
    const config = { bootstrapToken: TOKEN, takeIn: [BOOTSTRAP_TENANT], rateLimit: 'off' as const };
    const service = createService({ store, platform, clock, random, config });
    await service.start();
    const close = async () => {
      await service.stop();
      await platform.close();
      await store.close();
    };
    return { fetch: (request: Request) => service.fetch(request), close };
  }

  return {
    double,
    clock,
    fetch: managed.fetch,
    pass: (ms) => double.advance(ms),
    async ask<Body>(method: string, path: string, body?: object) {
      const answer = await managed.fetch(requestOf(method, path, body));
      const text = await answer.text();
      if (!answer.ok) throw new Error(`${method} ${path} was answered with ${answer.status} ${text}`);
      return JSON.parse(text) as Body;
    },
    taken() {
      const { reads, writes, inClusters } = calls;
      Object.assign(calls, { reads: 0, writes: 0, inClusters: 0 });
      return { reads, writes, inClusters };
    },
    async close() {
      await closed(double, managed.close());
      await double.close();
    },
  };
}

function counted(fetch: Fetch, count: (request: Request) => void): Fetch {
  return (request) => {
    count(request);
    return fetch(request);
  };
}

function requestOf(method: string, path: string, body?: object): Request {
  return new Request(`https://hikube.test/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
}

/** Calls that are open end on the clock. */
async function closed(double: Cozystack, closing: Promise<unknown>): Promise<void> {
  let isOver = false;
  const over = closing.finally(() => {
    isOver = true;
  });
  for (let moment = 0; moment < 100 && !isOver; moment += 1) await double.advance(1_000);
  await over;
}
