// When an application can be deleted so that what it made is uninstalled. Every write takes away the finalizer by which Flux does
// that, and Flux puts it back when it looks at the release again: at once after another spec, and else within its interval. An
// application that goes without it is gone in that moment, and its machines stay for ever.
import type { Clock, ClusterRef } from '@hikube/service/platform';
import type { KubernetesApplication } from '../kind.ts';
import type { Memory } from '../memory.ts';
import type { Tenant } from '../tenants.ts';
import { readyMark } from './readiness.ts';
import { recordOf } from './record.ts';

/** The interval of a release is five minutes; half a minute more for a controller that has much to do. */
const FLUX_LOOKS_MS = 330_000;

/** @returns milliseconds since the epoch; 0 for at once. A tenant is not shown the finalizer itself */
function deletableAt(application: KubernetesApplication, memory: Memory, now: number): number {
  const record = recordOf(application);
  if (record?.written === undefined) return 0;
  const { readyBefore, uid, written } = record;
  const mark = readyMark(application);
  // What is said of the release is about the last write, so that Flux has been there since.
  const hasLooked = written.moved && mark !== (readyBefore ?? '') && mark !== memory.marks.get(uid);
  return hasLooked ? 0 : Math.min(written.at, now) + FLUX_LOOKS_MS;
}

export interface Removals {
  /** Deletes it, now or as soon as that can be done. Saying it again changes nothing. @throws KubernetesError */
  remove(tenant: Tenant, ref: ClusterRef): Promise<void>;
  close(): void;
}

/** @param alone runs something as the only writer of a cluster */
export function createRemovals(
  clock: Clock,
  alone: (ref: ClusterRef, work: (tenant: Tenant) => Promise<void>) => Promise<void>,
): Removals {
  const waiting = new Map<string, () => void>();

  async function remove(tenant: Tenant, ref: ClusterRef): Promise<void> {
    const application = await tenant.applicationOf(ref);
    if (application === undefined || application.metadata.deletionTimestamp !== undefined) return;
    const at = deletableAt(application, tenant.memory, clock.now());
    if (at <= clock.now()) return tenant.applications.remove(application);
    const key = `${ref.tenant}/${ref.uid}`;
    if (waiting.has(key)) return;
    // Whoever asked for it asks again; this is for those who do not.
    const again = (): void => {
      waiting.delete(key);
      void alone(ref, (found) => remove(found, ref)).catch(() => undefined);
    };
    waiting.set(key, clock.schedule(at, again));
  }

  return {
    remove,
    close() {
      for (const cancel of waiting.values()) cancel();
      waiting.clear();
    },
  };
}
