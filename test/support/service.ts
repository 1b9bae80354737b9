// The service in this process, on a virtual clock and the simulated platform: over any transport and on any store.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Operation } from '@hikube/openapi/types';
import { createMemoryWorlds, createSimulatedPlatform } from '@hikube/platform-simulated';
import { listen } from '@hikube/server';
import {
  createMemoryStore,
  createSeededRandom,
  createService,
  createVirtualClock,
  issueToken,
  type Platform,
  type Random,
  type Service,
  type ServiceConfig,
  type Store,
  type TokenOrder,
  type VirtualClock,
} from '@hikube/service';
import { openSqliteStore } from '@hikube/service/sqlite';
import { http } from 'msw';
import { setupServer } from 'msw/node';
import { describe } from 'vitest';
import { type Api, createApi, type Send } from './api.ts';

/** How requests reach the service. */
export type Transport = 'fetch' | 'socket' | 'msw';

/** What keeps its documents. */
export type StoreKind = 'memory' | 'sqlite';

/** A way to run the service. */
export interface Variant {
  readonly transport: Transport;
  readonly store: StoreKind;
}

/** Choices for a service under test. */
export interface TestServiceOptions extends Partial<Variant> {
  readonly config?: ServiceConfig;
  readonly seed?: string;
  /** Where its clock begins: 2026-03-02 by default. */
  readonly startsAt?: string;
  /** Puts something in front of the store, such as faults. */
  readonly wrapStore?: (store: Store) => Store;
  readonly wrapPlatform?: (platform: Platform) => Platform;
  /** Puts something in front of the socket, such as a proxy that validates. */
  readonly through?: (url: string) => Promise<Connected>;
}

/** A service under test. */
export interface TestService {
  /** As the administrator of the tenant `demo`. */
  readonly api: Api;
  readonly service: Service;
  readonly store: Store;
  readonly clock: VirtualClock;
  readonly random: Random;
  /** Issues a token. */
  token(order: TokenOrder): Promise<string>;
  /** Lets time pass until the operation has ended. */
  finish(operation: Pick<Operation, 'id'>): Promise<Operation>;
  dispose(): Promise<void>;
}

const TOKEN = 'an-administrator-of-demo';
const START = '2026-03-02T08:00:00Z';
const STEP_MS = 30_000;
const LONGEST_MS = 4 * 3_600_000;

/** For a test that lets days pass and has one service on its store: three quarters of a quiet week would be heartbeats. */
export const ALONE: ServiceConfig = { leaseTtlMs: 86_400_000 };

/** Starts a service. */
export async function startTestService(options: TestServiceOptions = {}): Promise<TestService> {
  const clock = createVirtualClock(Date.parse(options.startsAt ?? START));
  const random = createSeededRandom(options.seed ?? 'contract');
  const opened = await openStore(options.store ?? 'memory', clock);
  const store = options.wrapStore?.(opened.store) ?? opened.store;
  const simulated = createSimulatedPlatform({
    clock,
    random: random.fork('access'),
    store,
    worlds: createMemoryWorlds(clock),
  });
  const platform = options.wrapPlatform?.(simulated) ?? simulated;
  const config = {
    bootstrapToken: TOKEN,
    rateLimit: 'off' as const,
    guessLimit: 'off' as const,
    ...options.config,
  };
  const service = createService({ store, platform, clock, random, config });
  await service.start();
  const reached = await connect(options.transport ?? 'fetch', service, clock, random);
  const transport = (await options.through?.(reached.url)) ?? reached;
  const api = createApi(transport.send, `${transport.url}/v1`, TOKEN);
  return {
    api,
    service,
    store,
    clock,
    random,
    token: async (order) => (await issueToken({ store, random, now: clock.now() }, order)).token,
    finish: ({ id }) => finish(api, clock, id),
    async dispose() {
      await service.stop();
      await transport.close();
      if (transport !== reached) await reached.close();
      await simulated.close();
      await opened.close();
    },
  };
}

async function finish(api: Api, clock: VirtualClock, id: string): Promise<Operation> {
  for (let passed = 0; passed < LONGEST_MS; passed += STEP_MS) {
    const { body } = await api<Operation>('GET', `/operations/${id}`);
    if (body.endedAt !== null) return body;
    await clock.advance(STEP_MS);
  }
  throw new Error(`The operation ${id} has not ended after four hours.`);
}

async function openStore(
  kind: StoreKind,
  clock: VirtualClock,
): Promise<{ readonly store: Store; close(): Promise<void> }> {
  if (kind === 'memory') {
    const store = createMemoryStore({ clock });
    return { store, close: () => store.close() };
  }
  const directory = await mkdtemp(join(tmpdir(), 'hikube-contract-'));
  const store = await openSqliteStore({ directory, clock });
  const close = async () => {
    await store.close();
    await rm(directory, { recursive: true, force: true });
  };
  return { store, close };
}

/** A way to a service. */
export interface Connected {
  /** Without `/v1`. */
  readonly url: string;
  readonly send: Send;
  close(): Promise<void>;
}

async function connect(
  transport: Transport,
  service: Service,
  clock: VirtualClock,
  random: Random,
): Promise<Connected> {
  if (transport === 'fetch') {
    return { url: 'http://127.0.0.1:8642', send: (request) => service.fetch(request), close: async () => {} };
  }
  if (transport === 'socket') {
    const listening = await listen(service, { host: '127.0.0.1', port: 0, random, clock });
    return { url: listening.url, send: (request) => fetch(request), close: () => listening.close(0) };
  }
  const url = 'https://api.hikube.test';
  const server = setupServer(http.all(`${url}/*`, ({ request }) => service.fetch(request)));
  server.listen({ onUnhandledFrame: 'error' });
  return { url, send: (request) => fetch(request), close: async () => server.close() };
}

const VARIANTS: readonly Variant[] = (['memory', 'sqlite'] as const).flatMap((store) =>
  (['fetch', 'socket', 'msw'] as const).map((transport) => ({ transport, store })),
);

/** Describes the same tests for every transport and store. */
export function describeEachVariant(name: string, tests: (variant: Variant) => void): void {
  describe.each(VARIANTS)(`${name}, $transport on $store`, tests);
}
