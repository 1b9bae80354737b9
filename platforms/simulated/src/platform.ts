// A platform that exists only in numbers: clusters come to life, change and die as they would on the real one.
import type { Access, Clock, ClusterRef, Random, Retained } from '@hikube/service/platform';
import type { Envelope } from '@hikube/service/secrets';
import type { Store } from '@hikube/service/store';
import type { NewAuthority } from './access/certificates.ts';
import { assign } from './assign.ts';
import { createCallFaults, type Guard } from './call-faults.ts';
import { catalogueOf, DEFAULT_PROFILE, liveCatalogue, type ProfileName } from './catalogue.ts';
import { createControls } from './controls.ts';
import { createFaultControls } from './fault-controls.ts';
import { foundPage } from './found.ts';
import { Keeper } from './keeper.ts';
import type { KubernetesApiSettings } from './kubernetes/api.ts';
import { apply, look, remove } from './life.ts';
import { movedClusters } from './moved.ts';
import { simulatedRoutes } from './routes/routes.ts';
import { SEALED_PLACES } from './sealed-places.ts';
import { createServing } from './serving.ts';
import type { SimulatedPlatform } from './simulation.ts';
import { createWatchers, type Watchers } from './watchers.ts';
import { sitesDown } from './world/environment.ts';
import type { Fault } from './world/faults.ts';
import { DEFAULT_STOCK } from './world/nodes/stock.ts';
import { withPatches } from './world/releases.ts';
import type { Rules } from './world/rules.ts';
import { createMemoryWorlds } from './worlds/memory-worlds.ts';
import { createStoreWorlds } from './worlds/store-worlds.ts';
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
  /** Lets time pass on `clock` until a moment, for whoever may move it. Default: it passes by itself alone. */
  readonly advanceTo?: (atMs: number) => Promise<void>;
  /** Default `hikube-1.1.2`. */
  readonly profile?: ProfileName;
  /** Where clusters are kept. Default: in `store`, or in memory, for as long as the platform lives. */
  readonly worlds?: WorldStore;
  /** Chance for secrets: keys and tokens. Default: the system's. */
  readonly random?: Random;
  /** Where authorities and tokens of clusters are kept, and clusters themselves. Default: in memory, for as long as the platform lives. */
  readonly store?: Store;
  /** Seals the keys of authorities; by default with a key that ends with the process. */
  readonly envelope?: Envelope;
  /** Makes the authority of a cluster. Default: from keys of the system, so that no two are ever alike. */
  readonly newAuthority?: NewAuthority;
  /** Of the Kubernetes API of all clusters. */
  readonly kubernetes?: KubernetesApiSettings;
  /**
   * Where the Kubernetes API of a cluster is reached; it is stored with the cluster, so that the same cluster must always
   * get the same answer. Default: its host, where nothing answers.
   */
  readonly endpointOf?: (ref: ClusterRef) => string;
  /** GPUs that exist at the beginning, by device name; `controls.setStock` changes them. */
  readonly stock?: Readonly<Record<string, number>>;
  /** What goes wrong on purpose; asked whenever something could. Default: nothing. */
  readonly faults?: () => readonly Fault[];
  /** Calls that each fault of calls could have struck, by its JSON; for whoever keeps them. Default: none yet. */
  readonly faultCounts?: Map<string, number>;
}

/** @throws RangeError when the speed is not a finite number greater than zero */
export function createSimulatedPlatform(options: SimulatedPlatformOptions): SimulatedPlatform {
  const { clock, seed = 'hikube', speed = 1, profile = DEFAULT_PROFILE, faults = () => [] } = options;
  checkSpeed(speed);
  const worlds = options.worlds ?? worldsIn(options);
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
  const guard = createCallFaults(clock, faults, options.faultCounts);
  const controls = createControls(keeper, rules, watchers.notify);
  const serving = createServing(keeper, worlds, options);
  const { access, authorities } = serving;
  const present = async () => {
    const environment = await keeper.environment();
    return liveCatalogue(withPatches(catalogue, environment.patches), sitesDown(environment));
  };
  const context = {
    controls,
    faults: createFaultControls(keeper),
    clock: { now: () => clock.now(), speed, advanceTo: options.advanceTo },
    catalogue: present,
  };

  return {
    controls,
    routes: { ...simulatedRoutes(context), raw: serving.raw },
    sealed: SEALED_PLACES,
    moved: async () => (endpointOf === undefined ? undefined : movedClusters(worlds, endpointOf)),
    catalogue: () => guard('catalogue', present),
    capabilities: async () => new Set(catalogue.capabilities),
    assign: (ref, wanted) =>
      guard('assign', async () => {
        await authorities.prepare(ref);
        return assign(ref, wanted, { seed, catalogue, endpointOf });
      }),
    apply: (desired) =>
      guard('apply', async () => {
        await apply(keeper, rules(), desired);
        const { tenant, name, uid } = desired;
        await authorities.certificateOf({ tenant, name, uid });
      }),
    observe: (ref) =>
      guard('observe', async () => {
        const seen = await look(keeper, rules(), ref);
        if (seen === 'gone') await serving.forget(ref);
        if (seen === 'gone' || seen === 'never') return undefined;
        return { ...seen, certificateAuthority: await authorities.certificateOf(ref) };
      }),
    remove: (ref, leaving) =>
      guard('remove', async () => {
        if (await remove(keeper, rules(), ref, leaving)) await serving.forget(ref);
      }),
    retained: retainedIn(keeper, guard),
    list: (tenant, cursor) => guard('list', () => foundPage(keeper, tenant, cursor)),
    access: guardedAccess(access, guard),
    watch: (listener) => watchers.add(listener),
    async close() {
      watchers.close();
      serving.raw.stop();
    },
  };
}

function guardedAccess(access: Access, guard: Guard): Access {
  return {
    issue: (ref, order) => guard('issue', () => access.issue(ref, order)),
    renew: (ref, id, expiresAt) => guard('renew', () => access.renew(ref, id, expiresAt)),
    revoke: (ref, id) => guard('revoke', () => access.revoke(ref, id)),
  };
}

function retainedIn(keeper: Keeper, guard: Guard): Retained {
  return {
    list: (tenant) => guard('retained', () => keeper.retained(tenant)),
    remove: (tenant, uid) => guard('retained', () => keeper.removeRetained(tenant, uid)),
  };
}

function checkSpeed(speed: number): void {
  if (!Number.isFinite(speed) || speed <= 0) {
    throw new RangeError(
      `The speed of the simulation must be a finite number greater than zero, not ${speed}.`,
    );
  }
}

function worldsIn({ store, clock }: SimulatedPlatformOptions): WorldStore {
  return store === undefined ? createMemoryWorlds(clock) : createStoreWorlds(store);
}
