// A platform that exists only in numbers: clusters come to life, change and die as they would on the real one.
import {
  type Clock,
  type ClusterRef,
  type DesiredCluster,
  type ObservedCluster,
  PlatformError,
} from '@hikube/service/platform';
import { assign } from './assign.ts';
import { createCallFaults } from './call-faults.ts';
import { catalogueOf, DEFAULT_PROFILE, liveCatalogue, type ProfileName } from './catalogue.ts';
import { createControls } from './controls.ts';
import { Keeper } from './keeper.ts';
import { simulatedRoutes } from './routes/routes.ts';
import type { SimulatedPlatform } from './simulation.ts';
import { DEFAULT_STOCK } from './stock.ts';
import { createWatchers, type Watchers } from './watchers.ts';
import { advance, change } from './world/advance.ts';
import { type Answer, createWorld, followWish } from './world/create.ts';
import { sitesDown } from './world/environment.ts';
import type { Fault } from './world/faults.ts';
import { observe } from './world/observe.ts';
import { withPatches } from './world/releases.ts';
import type { Rules } from './world/rules.ts';
import { beginTeardown } from './world/teardown.ts';
import type { World } from './world/world.ts';
import { createMemoryWorlds } from './worlds/memory-worlds.ts';
import type { WorldStore } from './worlds/worlds.ts';

export type { SimulatedPlatform };

/** Choices for a simulated platform. */
export interface SimulatedPlatformOptions {
  /** The service clock. It is never scaled; only durations are. */
  readonly clock: Clock;
  /** The same seed and the same calls at the same times make the same worlds. Default `hikube`. */
  readonly seed?: string;
  /** Durations are divided by it. Default 1, which is real time. */
  readonly speed?: number;
  /** Default `hikube-1.1.2`. */
  readonly profile?: ProfileName;
  /** Where clusters are kept. Default: in memory, for as long as the platform lives. */
  readonly worlds?: WorldStore;
  /**
   * Where the Kubernetes API of a cluster is reached; it is stored with the cluster, so that the same cluster must always
   * get the same answer. Default: its host, where nothing answers.
   */
  readonly endpointOf?: (ref: ClusterRef) => string;
  /** GPUs that exist at the beginning, by device name; `controls.setStock` changes them. */
  readonly stock?: Readonly<Record<string, number>>;
  /** What goes wrong on purpose; asked whenever something could. Default: nothing. */
  readonly faults?: () => readonly Fault[];
}

/** @throws RangeError when the speed is not a finite number greater than zero */
export function createSimulatedPlatform(options: SimulatedPlatformOptions): SimulatedPlatform {
  const { clock, seed = 'hikube', speed = 1, profile = DEFAULT_PROFILE, faults = () => [] } = options;
  if (!Number.isFinite(speed) || speed <= 0) {
    throw new RangeError(
      `The speed of the simulation must be a finite number greater than zero, not ${speed}.`,
    );
  }
  const worlds = options.worlds ?? createMemoryWorlds(clock);
  const { endpointOf } = options;
  const catalogue = catalogueOf(profile);
  const watchers: Watchers = createWatchers(clock, () =>
    worlds.watch((ref) => {
      if (ref !== undefined) watchers.notify(ref);
      // A hint that is lost costs nothing: whoever relies on it looks from time to time.
      else void keeper.environmentChanged().catch(() => undefined);
    }),
  );
  const keeper = new Keeper(clock, worlds, watchers, options.stock ?? DEFAULT_STOCK);
  const rules = (): Rules => ({ seed, speed, catalogue, faults: faults() });
  const guard = createCallFaults(clock, faults);

  const controls = createControls(keeper, rules, watchers.notify);
  const present = async () => {
    const environment = await keeper.environment();
    return liveCatalogue(withPatches(catalogue, environment.patches), sitesDown(environment));
  };

  return {
    controls,
    routes: simulatedRoutes({ controls, catalogue: present }),
    catalogue: () => guard('catalogue', present),
    assign: (ref, wanted) =>
      guard('assign', async () => assign(ref, wanted, { seed, catalogue, endpointOf })),
    apply: (desired) => guard('apply', () => apply(keeper, rules(), desired)),
    observe: (ref) => guard('observe', () => look(keeper, rules(), ref)),
    remove: (ref) => guard('remove', () => remove(keeper, rules(), ref)),
    watch: (listener) => watchers.add(listener),
    async close() {
      watchers.close();
    },
  };
}

async function apply(keeper: Keeper, rules: Rules, desired: DesiredCluster): Promise<void> {
  // A copy, as a platform on the other side of a network has one: nobody can change it afterwards.
  const wish = JSON.parse(JSON.stringify(withoutValues(desired))) as DesiredCluster;
  const ref = { tenant: wish.tenant, name: wish.name, uid: wish.uid };
  await keeper.update(ref, ({ world, environment, now }) => {
    if (world === 'removed') throw removed(ref);
    return accepted(
      world === undefined
        ? createWorld(wish, now, rules, environment)
        : followWish(advance(world, now, rules, environment), wish, now, rules, environment),
    );
  });
}

/** No chart reads them here, secrets are among them, and a change of them shows in the generation. */
function withoutValues(desired: DesiredCluster): DesiredCluster {
  return { ...desired, addons: desired.addons.map(({ values: _values, ...addon }) => addon) };
}

function accepted(answer: Answer): World {
  if ('world' in answer) return answer.world;
  const { reason, message } = answer.refused;
  throw new PlatformError(reason, message, { retryable: false });
}

function removed({ name, uid }: ClusterRef): PlatformError {
  const message = `The cluster ${name} with the uid ${uid} was removed; a new one needs a uid of its own.`;
  return new PlatformError('Removed', message, { retryable: false });
}

async function look(keeper: Keeper, rules: Rules, ref: ClusterRef): Promise<ObservedCluster | undefined> {
  const seen = await keeper.update(ref, ({ world, environment, now }) =>
    world === undefined || world === 'removed' ? undefined : advance(world, now, rules, environment),
  );
  return seen === undefined ? undefined : observe(seen.world, seen.environment);
}

async function remove(keeper: Keeper, rules: Rules, ref: ClusterRef): Promise<void> {
  await keeper.update(ref, ({ world, environment, now }) => {
    if (world === undefined || world === 'removed') return undefined;
    const present = advance(world, now, rules, environment);
    return present.deleting ? present : change(present, now, rules, environment, beginTeardown);
  });
}
