// The service in this process, over a real socket and in real time, for tests that also need the hand of god: what the
// autoscaler sees, what goes wrong on purpose, and tokens of other tenants.
import { createSimulatedPlatform, type Fault, type SimulationControls } from '@hikube/platform-simulated';
import { listen } from '@hikube/server';
import {
  createMemoryStore,
  createService,
  issueToken,
  type Platform,
  type QuotaLimits,
  systemClock,
  systemRandom,
  type TokenOrder,
} from '@hikube/service';

export interface ServiceInsideOptions {
  /** How much faster than life the simulated platform works. */
  readonly speed?: number;
  /** What each tenant may have; the service's own default otherwise. */
  readonly quota?: QuotaLimits;
}

/** A running service, as a stack uses it, with everything that a process of its own would hide. */
export interface ServiceInside {
  /** Base URL with `/v1`. */
  readonly endpoint: string;
  /** Of an administrator of the tenant `demo`. */
  readonly token: string;
  readonly port: number;
  readonly controls: SimulationControls;
  /** What goes wrong from now on; change it in place. */
  readonly faults: Fault[];
  /** While it is true, the platform shows each cluster as it was: what is asked for begins and does not get on. */
  standsStill: boolean;
  /** Called before each request; what it resolves to, if anything, is answered in place of the service. */
  before: ((request: Request) => Promise<Response | undefined>) | undefined;
  /** The Helm values that the platform was told last of an add-on, secret ones among them. */
  valuesOf(cluster: string, addon: string): Readonly<Record<string, unknown>> | undefined;
  /** Everything that the platform was told last of a cluster. */
  wishOf(cluster: string): Parameters<Platform['apply']>[0] | undefined;
  /** Issues a token, for any tenant. */
  issue(order: TokenOrder): Promise<string>;
  stop(): Promise<void>;
}

/** Fast enough that a cluster is up before terraform asks for the second time. */
export const FULL_SPEED = 20_000;

/** Starts the service and resolves when it listens. */
export async function startServiceInside(options: ServiceInsideOptions = {}): Promise<ServiceInside> {
  const clock = systemClock;
  const random = systemRandom;
  const faults: Fault[] = [];
  const token = `inside-${crypto.randomUUID()}`;
  const store = createMemoryStore({ clock });
  const platform = createSimulatedPlatform({
    clock,
    speed: options.speed ?? FULL_SPEED,
    faults: () => [...faults],
  });
  const config = {
    bootstrapToken: token,
    rateLimit: 'off' as const,
    guessLimit: 'off' as const,
    ...(options.quota === undefined ? {} : { quota: options.quota }),
  };
  const wishes = new Map<string, Parameters<Platform['apply']>[0]>();
  const shown = new Map<string, Awaited<ReturnType<Platform['observe']>>>();
  const looked = new Map<string, Parameters<Platform['observe']>[0]>();
  const listeners = new Set<Parameters<Platform['watch']>[0]>();
  let standsStill = false;
  const told: Platform = {
    ...platform,
    async apply(desired) {
      wishes.set(desired.name, desired);
      const isNew = shown.get(desired.uid) === undefined;
      if (!standsStill || !isNew) await platform.apply(desired);
    },
    async observe(ref) {
      looked.set(ref.uid, ref);
      if (!standsStill) shown.set(ref.uid, await platform.observe(ref));
      return shown.get(ref.uid);
    },
    watch(listener) {
      listeners.add(listener);
      const stop = platform.watch(listener);
      return () => {
        listeners.delete(listener);
        stop();
      };
    },
  };
  const service = createService({ store, platform: told, clock, random, config });
  const answering = {
    ...service,
    fetch: async (request: Request) => (await inside.before?.(request)) ?? service.fetch(request),
  };
  const listening = await listen(answering, { host: '127.0.0.1', port: 0, random, clock });
  await service.start();
  const inside: ServiceInside = {
    endpoint: `${listening.url}/v1`,
    token,
    port: listening.port,
    controls: platform.controls,
    faults,
    valuesOf: (cluster, addon) => wishes.get(cluster)?.addons.find(({ id }) => id === addon)?.values,
    wishOf: (cluster) => wishes.get(cluster),
    issue: async (order) => (await issueToken({ store, random, now: clock.now() }, order)).token,
    stop: async () => {
      await service.stop();
      await listening.close(0);
      await platform.close();
      await store.close();
    },
    get standsStill() {
      return standsStill;
    },
    set standsStill(value) {
      standsStill = value;
      // What it would have told meanwhile.
      if (!value) for (const ref of looked.values()) for (const listener of listeners) listener(ref);
    },
    before: undefined,
  };
  return inside;
}
