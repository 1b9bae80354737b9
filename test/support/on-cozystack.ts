// The API on the double of a Cozystack, for stories that were written for any platform: through a service, or in this process
// over the kubeconfig of a tenant.
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
import {
  type Cozystack,
  createRunningClock,
  type Release,
  startCozystack,
  TIMINGS,
  type Timings,
} from '../doubles/cozystack/index.ts';
import type { Hand } from './hand.ts';
import { handOnCozystack } from './hand-on-cozystack.ts';

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
}

/** Tenants of the platform, and the names under which a service knows them. */
const TENANTS = { acme: BOOTSTRAP_TENANT, other: 'rival' } as const;

/** Faster, a deadline of the driver or a lease of the service would end while a busy machine does something else. */
const SPEED = 60;

/** The platform is that much faster than its like beside that; more, and one moment would look like the next. */
const timings: Partial<Timings> = Object.fromEntries(
  Object.entries(TIMINGS).map(([what, ms]) => [what, Math.max(500, ms / 3)]),
);

export async function startOnCozystack(
  { way, profile }: Place,
  { speed = SPEED, quota }: OnCozystackOptions = {},
): Promise<Api> {
  const running = createRunningClock(speed);
  const names = Object.keys(TENANTS) as (keyof typeof TENANTS)[];
  const double = await startCozystack({ profile, clock: running, tenants: names, timings });
  const began = running.now();
  const clock: Clock = {
    ...running,
    now: () => Math.floor(running.now()),
    monotonic: () => running.now() - began,
  };
  const { namespace, kubeconfig, token: ofTenant } = double.tenant('acme');
  const reach = double.connect(kubeconfig);
  const connect = (of: string) => double.connect(of);
  if (way === 'direct') {
    const direct = createDirect({
      namespace,
      clock,
      random: systemRandom,
      reach: async () => ({ fetch: reach }),
      connect,
    });
    const hand = handOnCozystack({ double, credential: ofTenant });
    const answered = handled(hand, direct.fetch);
    return {
      double,
      hand,
      clock,
      environment: {
        HIKUBE_KUBECONFIG: 'tenant.yaml',
        HIKUBE_CONTEXT: namespace,
        HIKUBE_NAMESPACE: namespace,
      },
      client: {
        endpoint: direct.endpoint,
        fetch: (input, init) => answered(new Request(input, init)),
        token: 'direct',
      },
      async dispose() {
        await direct.close();
        await double.close();
      },
    };
  }
  const shape = await fetchShape(reach, clock);
  const tenants = new Map(
    names.map((name) => {
      const tenant = double.tenant(name);
      const fetch = double.connect(tenant.kubeconfig);
      return [TENANTS[name], { namespace: tenant.namespace, reach: async () => ({ fetch, shape }) }];
    }),
  );
  const platform = createCozystackPlatform({ clock, tenants, connect });
  const store = createMemoryStore({ clock });
  const config = {
    bootstrapToken: TOKEN,
    rateLimit: 'off' as const,
    guessLimit: 'off' as const,
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
  const client = { endpoint: `${socket.url}/v1`, token: TOKEN };
  return {
    double,
    hand,
    clock,
    environment: { HIKUBE_ENDPOINT: client.endpoint, HIKUBE_TOKEN: TOKEN },
    client,
    async dispose() {
      await Promise.all([service.stop(), socket.close(0)]);
      await platform.close();
      await store.close();
      await double.close();
    },
  };
}

/** Whatever the hand answers is not asked of the API. */
function handled(hand: Hand, fetch: (request: Request) => Promise<Response>) {
  return async (request: Request): Promise<Response> => (await hand.before?.(request)) ?? fetch(request);
}
