// Looks for clusters that nobody ordered here, for as long as the service runs: at its start, soon after the platform tells
// of one, and again and again, because what it tells may get lost.
import { errorFields, type Log } from '../log.ts';
import { clusterKey } from '../model/keys.ts';
import type { ClusterRecord } from '../model/records.ts';
import type { ClusterRef } from '../platform/platform.ts';
import { type AdoptionTools, takeInAll } from './take-in.ts';

// What the platform tells is made up for at once where it can list; this is for what nobody told at all.
const EVERY_MS = 300_000;
// What failed is tried again sooner.
const AGAIN_MS = 60_000;
// A service whose platform is away for somebody begins to work for the others.
const FIRST_LOOK_MS = 10_000;
// Who makes many at once is looked at once.
const SOON_MS = 1_000;

export interface Adoption {
  /** Ends it; resolves when nothing of it runs any more. */
  stop(): Promise<void>;
}

export interface AdoptionOptions extends AdoptionTools {
  readonly log: Log;
  /** Whose clusters are taken in; of nobody, nothing is looked for. */
  readonly tenants: readonly string[];
}

/**
 * Resolves after the first look at everybody, whether it succeeded or not, and without those for whom it takes long. Any
 * number of replicas may do this at once.
 */
export async function startAdoption(options: AdoptionOptions): Promise<Adoption> {
  const { platform, clock, tenants } = options;
  if (tenants.length === 0) return { stop: async () => undefined };
  const followed = new Map(tenants.map((tenant) => [tenant, followTenant(options, tenant)]));
  const all = [...followed.values()];
  const unwatch = platform.watch((ref) => followed.get(ref.tenant)?.hear(ref));
  let cancel = (): void => {};
  const tooLong = new Promise<void>((resolve) => {
    cancel = clock.schedule(clock.now() + FIRST_LOOK_MS, resolve);
  });
  await Promise.race([Promise.all(all.map(({ first }) => first)), tooLong]);
  cancel();
  return {
    async stop() {
      unwatch();
      await Promise.all(all.map((each) => each.stop()));
    },
  };
}

interface Followed extends Adoption {
  /** Resolves after the first look. */
  readonly first: Promise<void>;
  hear(ref: ClusterRef): void;
}

/** By himself: a platform that does not answer for one tenant holds no other up. */
function followTenant(options: AdoptionOptions, tenant: string): Followed {
  const { store, clock } = options;
  let stopped = false;
  let cancel = (): void => {};
  let dueAt = Number.POSITIVE_INFINITY;

  async function lookNow(): Promise<void> {
    const hasLooked = await look(options, tenant);
    schedule(clock.now() + (hasLooked ? EVERY_MS : AGAIN_MS));
  }

  function schedule(at: number): void {
    if (stopped || at >= dueAt) return;
    cancel();
    dueAt = at;
    cancel = clock.schedule(at, () => {
      dueAt = Number.POSITIVE_INFINITY;
      running = running.then(lookNow);
    });
  }

  function soon(): void {
    schedule(clock.now() + SOON_MS);
  }

  async function isNews({ name, uid }: ClusterRef): Promise<boolean> {
    const known = (await store.get<ClusterRecord>(clusterKey(tenant, 'Cluster', name)))?.body;
    return known?.uid !== uid || known.found !== undefined;
  }

  const first = lookNow();
  let running: Promise<void> = first;
  return {
    first,
    hear(ref) {
      void isNews(ref).then((isSo) => {
        if (isSo) soon();
      }, soon);
    },
    async stop() {
      stopped = true;
      cancel();
      await running;
    },
  };
}

/** @returns whether the platform told what there is */
async function look({ log, tenants: _, ...tools }: AdoptionOptions, tenant: string): Promise<boolean> {
  try {
    for (const cluster of await takeInAll(tools, tenant)) log('info', 'cluster_found', { tenant, cluster });
    return true;
  } catch (error) {
    log('warn', 'adoption_failed', { tenant, ...errorFields(error) });
    return false;
  }
}
