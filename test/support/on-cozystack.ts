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

/** Which way leads to which release. */
export interface Place {
  readonly way: 'service' | 'direct';
  readonly profile: Release;
}

/** The API, as a stack uses it. */
export interface Api {
  readonly double: Cozystack;
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

/** Faster, a deadline of the driver or a lease of the service would end while a busy machine does something else. */
const SPEED = 60;

/** The platform is that much faster than its like beside that; more, and one moment would look like the next. */
const timings: Partial<Timings> = Object.fromEntries(
  Object.entries(TIMINGS).map(([what, ms]) => [what, Math.max(500, ms / 3)]),
);

export async function startOnCozystack({ way, profile }: Place): Promise<Api> {
  const running = createRunningClock(SPEED);
  const double = await startCozystack({ profile, clock: running, tenants: ['acme'], timings });
  const began = running.now();
  const clock: Clock = {
    ...running,
    now: () => Math.floor(running.now()),
    monotonic: () => running.now() - began,
  };
  const { namespace, kubeconfig } = double.tenant('acme');
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
    return {
      double,
      environment: {
        HIKUBE_KUBECONFIG: 'tenant.yaml',
        HIKUBE_CONTEXT: namespace,
        HIKUBE_NAMESPACE: namespace,
      },
      client: { endpoint: direct.endpoint, fetch: direct.fetch, token: 'direct' },
      async dispose() {
        await direct.close();
        await double.close();
      },
    };
  }
  const tenants = new Map([[BOOTSTRAP_TENANT, { fetch: reach, namespace }]]);
  const shape = await fetchShape(reach, clock);
  const platform = createCozystackPlatform({ clock, tenants, shape, connect });
  const store = createMemoryStore({ clock });
  const config = {
    bootstrapToken: TOKEN,
    rateLimit: 'off' as const,
    guessLimit: 'off' as const,
    takeIn: [BOOTSTRAP_TENANT],
  };
  const service = createService({ store, platform, clock, random: systemRandom, config });
  await service.start();
  const socket = await listen(service, { host: '127.0.0.1', port: 0, clock, random: systemRandom });
  const client = { endpoint: `${socket.url}/v1`, token: TOKEN };
  return {
    double,
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
