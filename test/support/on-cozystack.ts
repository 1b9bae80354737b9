// The API on the double of a Cozystack, for stories that were written for any platform: through a service, or in this process
// over the kubeconfig of a tenant.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDirect } from '@hikube/direct';
import { createCozystackPlatform, fetchShape } from '@hikube/platform-cozystack';
import { listen } from '@hikube/server';
import {
  BOOTSTRAP_TENANT,
  type Clock,
  createMemoryStore,
  createService,
  issueToken,
  type QuotaLimits,
  systemRandom,
} from '@hikube/service';
import { paceText } from '../../terraform-provider/src/testing/clock-at-pace.ts';
import {
  type Cozystack,
  createRunningClock,
  type Release,
  startCozystack,
  TIMINGS,
  type Timings,
} from '../doubles/cozystack/index.ts';
import { freePort } from './free-port.ts';
import type { Hand } from './hand.ts';
import { handOnCozystack } from './hand-on-cozystack.ts';
import { ALONE } from './service.ts';
import { startServiceProcess } from './service-process.ts';

/** Which way leads to which release. */
export interface Place {
  readonly way: 'service' | 'direct';
  readonly profile: Release;
}

/** The API, as a stack uses it. */
export interface Api {
  readonly double: Cozystack;
  readonly hand: Hand;
  /** Of the platform and the API. */
  readonly clock: Clock;
  /** What a provider is told in its environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** What a client is made with. */
  readonly client: { readonly endpoint: string; readonly token: string; readonly fetch?: typeof fetch };
  /** Takes away at once what answers: a service that `isKilled` means, or in direct mode the platform itself. */
  kill(): Promise<void>;
  /** It answers again at the same address, and has what it had acknowledged. */
  restart(): Promise<void>;
  dispose(): Promise<void>;
}

const TOKEN = 'on-cozystack-token';

/** @returns undefined where nothing is said, so that the simulated platform is meant */
export function placeOf(text: string | undefined): Place | undefined {
  const [way, profile] = text?.split(' ') ?? [];
  if (way !== 'service' && way !== 'direct') return undefined;
  return { way, profile: profile as Release };
}

export interface OnCozystackOptions {
  /** How much faster than life the platform and the API are. */
  readonly speed?: number;
  /** What each tenant of a service may have. */
  readonly quota?: QuotaLimits;
  /** A service is a process of its own, with what it knows on a disk, so that it can be killed; then nobody is its hand. */
  readonly isKilled?: boolean;
  /** Other processes ask as well: a platform that is reached directly listens. */
  readonly isShared?: boolean;
}

/** Tenants of the platform, and the names under which a service knows them. */
const TENANTS = { acme: BOOTSTRAP_TENANT, other: 'rival' } as const;

/** Faster, a deadline of the driver or a lease of the service would end while a busy machine does something else. */
const SPEED = 60;

/** The platform is that much faster than its like beside that; more, and one moment would look like the next. */
const timings: Partial<Timings> = Object.fromEntries(
  Object.entries(TIMINGS).map(([what, ms]) => [what, Math.max(500, ms / 3)]),
);

export async function startOnCozystack(place: Place, options: OnCozystackOptions = {}): Promise<Api> {
  const { speed = SPEED, isKilled = false, isShared = false } = options;
  const { way, profile } = place;
  const pace = { times: speed, since: Date.now() };
  const running = createRunningClock(speed, pace.since);
  const began = running.now();
  const clock: Clock = {
    ...running,
    now: () => Math.floor(running.now()),
    monotonic: () => running.now() - began,
  };
  const double = await startCozystack({
    profile,
    clock: running,
    tenants: Object.keys(TENANTS),
    timings,
    sockets: way === 'direct' ? isShared : isKilled,
  });
  const folder = await mkdtemp(join(tmpdir(), 'hikube-on-cozystack-'));
  const kubeconfig = join(folder, 'tenant.yaml');
  await writeFile(kubeconfig, double.kubeconfig, { mode: 0o600 });
  const { namespace } = double.tenant('acme');
  const directly = {
    HIKUBE_KUBECONFIG: kubeconfig,
    HIKUBE_CONTEXT: namespace,
    HIKUBE_NAMESPACE: namespace,
  };
  const world = { double, clock, options, directly };
  const start = way === 'direct' ? startDirect : isKilled ? startServiceApart : startService;
  const api = await start({ ...world, folder, pace: paceText(pace) });
  return {
    ...api,
    double,
    clock,
    async dispose() {
      await api.end();
      await double.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

interface World extends Pick<Api, 'double' | 'clock'> {
  readonly options: OnCozystackOptions;
  /** Leads a process to the tenant. */
  readonly directly: Readonly<Record<string, string>>;
  /** For what a process keeps. */
  readonly folder: string;
  readonly pace: string;
}

type Started = Omit<Api, 'double' | 'clock' | 'dispose'> & { end(): Promise<void> };

async function startDirect({ double, clock, directly, pace }: World): Promise<Started> {
  const { namespace, kubeconfig, token } = double.tenant('acme');
  const reach = double.connect(kubeconfig);
  const direct = createDirect({
    namespace,
    clock,
    random: systemRandom,
    reach: async () => ({ fetch: reach, server: double.url }),
    connect: (of) => double.connect(of),
  });
  const hand = handOnCozystack({ double, credential: token });
  const writes = new Set<Promise<unknown>>();
  const answered = handled(hand, (request) => {
    const answer = direct.fetch(request);
    if (request.method === 'GET') return answer;
    const write = answer.finally(() => writes.delete(write));
    writes.add(write);
    return write;
  });
  return {
    hand,
    environment: { ...directly, HIKUBE_TEST_PACE: pace },
    client: {
      endpoint: direct.endpoint,
      fetch: (input, init) => answered(new Request(input, init)),
      token: 'direct',
    },
    async kill() {
      // A service has answered a write when it shows what comes of it; here both wait for the platform.
      await Promise.allSettled(writes);
      double.faults.away();
    },
    restart: async () => double.faults.away(false),
    end: () => direct.close(),
  };
}

async function startService({ double, clock, options: { quota } }: World): Promise<Started> {
  const connect = (of: string) => double.connect(of);
  const shape = await fetchShape(double.connect(double.kubeconfig), clock);
  const tenants = new Map(
    Object.entries(TENANTS).map(([name, known]) => {
      const { namespace, kubeconfig } = double.tenant(name);
      return [known, { namespace, reach: async () => ({ fetch: double.connect(kubeconfig), shape }) }];
    }),
  );
  const platform = createCozystackPlatform({ clock, tenants, connect });
  const store = createMemoryStore({ clock });
  const config = {
    bootstrapToken: TOKEN,
    rateLimit: 'off' as const,
    guessLimit: 'off' as const,
    ...ALONE,
    takeIn: [BOOTSTRAP_TENANT],
    ...(quota === undefined ? {} : { quota }),
  };
  const service = createService({ store, platform, clock, random: systemRandom, config });
  const hand = handOnCozystack({
    double,
    credential: TOKEN,
    issue: async (order) =>
      (await issueToken({ store, random: systemRandom, now: clock.now() }, order)).token,
  });
  await service.start();
  const answering = { ...service, fetch: handled(hand, service.fetch) };
  const socket = await listen(answering, { host: '127.0.0.1', port: 0, clock, random: systemRandom });
  return {
    hand,
    ...reachedAt(`${socket.url}/v1`),
    kill: notKilled,
    restart: notKilled,
    async end() {
      await Promise.all([service.stop(), socket.close(0)]);
      await platform.close();
      await store.close();
    },
  };
}

async function startServiceApart({ double, directly, folder, pace }: World): Promise<Started> {
  const settings = {
    start: join(import.meta.dirname, 'service-at-pace.ts'),
    dataDirectory: join(folder, 'data'),
    token: TOKEN,
    // One to come back on after it was killed: any other could be a client's by then.
    port: await freePort(),
    environment: { HIKUBE_PLATFORM: 'cozystack', HIKUBE_TEST_PACE: pace, ...directly },
  };
  let service = await startServiceProcess(settings);
  return {
    hand: handOnCozystack({ double, credential: TOKEN }),
    ...reachedAt(service.endpoint),
    kill: () => service.kill(),
    restart: async () => {
      service = await startServiceProcess(settings);
    },
    end: () => service.kill(),
  };
}

const reachedAt = (endpoint: string) => ({
  environment: { HIKUBE_ENDPOINT: endpoint, HIKUBE_TOKEN: TOKEN },
  client: { endpoint, token: TOKEN },
});

async function notKilled(): Promise<never> {
  throw new Error('This service runs in the process of the test: ask for one that is killed.');
}

/** Whatever the hand answers is not asked of the API. */
function handled(hand: Hand, fetch: (request: Request) => Promise<Response>) {
  return async (request: Request): Promise<Response> => (await hand.before?.(request)) ?? fetch(request);
}
