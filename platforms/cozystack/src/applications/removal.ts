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

/** Whether Flux has been there since the last write. A tenant is not shown the finalizer itself. */
function hasLooked(application: KubernetesApplication, memory: Memory): boolean {
  const record = recordOf(application);
  if (record?.written === undefined) return true;
  const { readyBefore, uid, written } = record;
  const mark = readyMark(application);
  // What is said of the release is about the last write.
  return written.moved && mark !== (readyBefore ?? '') && mark !== memory.marks.get(uid);
}

/** A write that was met, and since when it is known here, by a clock that never jumps. */
interface Met {
  readonly at: number;
  readonly since: number;
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

  const met = new Map<string, Met>();

  /** Milliseconds until it can be deleted. */
  function waitFor(application: KubernetesApplication, tenant: Tenant, key: string): number {
    const at = recordOf(application)?.written?.at;
    if (at === undefined || hasLooked(application, tenant.memory)) return 0;
    const now = clock.monotonic();
    const known = met.get(key);
    const last = known?.at === at ? known : { at, since: now };
    met.set(key, last);
    // Whatever time somebody wrote down: since it is known here, no less has passed.
    const passed = Math.max(tenant.client.serverNow() - at, now - last.since);
    return Math.max(FLUX_LOOKS_MS - passed, 0);
  }

  async function remove(tenant: Tenant, ref: ClusterRef): Promise<void> {
    const application = await tenant.applicationOf(ref);
    if (application === undefined || application.metadata.deletionTimestamp !== undefined) return;
    const key = `${ref.tenant}/${ref.uid}`;
    const waitMs = waitFor(application, tenant, key);
    if (waitMs === 0) {
      await tenant.applications.remove(application);
      met.delete(key);
      return;
    }
    if (waiting.has(key)) return;
    // Whoever asked for it asks again; this is for those who do not.
    const again = (): void => {
      waiting.delete(key);
      void alone(ref, (found) => remove(found, ref)).catch(() => undefined);
    };
    waiting.set(key, clock.schedule(clock.now() + waitMs, again));
  }

  return {
    remove,
    close() {
      for (const cancel of waiting.values()) cancel();
      waiting.clear();
    },
  };
}
