// Looks for clusters that nobody ordered here, for as long as the service runs: at its start, soon after the platform tells
// of one, and again and again, because what it tells may get lost.
import type { Clock } from '../clock.ts';
import { errorFields, type Log } from '../log.ts';
import { clusterKey } from '../model/keys.ts';
import type { ClusterRecord } from '../model/records.ts';
import type { ClusterRef } from '../platform/platform.ts';
import { type AdoptionTools, takeInAll } from './take-in.ts';

const EVERY_MS = 60_000;
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

/** Resolves after the first look, whether it succeeded or not. Any number of replicas may do this at once. */
export async function startAdoption(options: AdoptionOptions): Promise<Adoption> {
  const { store, platform, clock, tenants } = options;
  if (tenants.length === 0) return { stop: async () => undefined };
  let stopped = false;
  let running: Promise<void> = Promise.resolve();
  let cancel = (): void => {};
  let dueAt = Number.POSITIVE_INFINITY;

  function schedule(at: number): void {
    if (stopped || at >= dueAt) return;
    cancel();
    dueAt = at;
    cancel = clock.schedule(at, () => {
      dueAt = Number.POSITIVE_INFINITY;
      running = running.then(() => look(options)).then(() => schedule(clock.now() + EVERY_MS));
    });
  }

  async function hear({ tenant, name, uid }: ClusterRef): Promise<void> {
    if (!tenants.includes(tenant)) return;
    const known = (await store.get<ClusterRecord>(clusterKey(tenant, 'Cluster', name)))?.body;
    if (known?.uid !== uid || known.found !== undefined) schedule(clock.now() + SOON_MS);
  }

  const unwatch = platform.watch((ref) => void hear(ref).catch(() => schedule(clock.now() + SOON_MS)));
  await look(options);
  schedule(clock.now() + EVERY_MS);
  return {
    async stop() {
      stopped = true;
      unwatch();
      cancel();
      await running;
    },
  };
}

async function look({ log, tenants, ...tools }: AdoptionOptions & { readonly clock: Clock }): Promise<void> {
  for (const tenant of tenants) {
    try {
      for (const cluster of await takeInAll(tools, tenant)) log('info', 'cluster_found', { tenant, cluster });
    } catch (error) {
      log('warn', 'adoption_failed', { tenant, ...errorFields(error) });
    }
  }
}
