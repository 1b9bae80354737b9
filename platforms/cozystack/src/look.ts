// One look at one cluster: what is asked of the platform and of the cluster itself.
import { type Clock, type ClusterRef, type ObservedCluster, PlatformError } from '@hikube/service/platform';
import { NOTHING_LEAVES } from './applications/leaving.ts';
import { readinessOf } from './applications/readiness.ts';
import { NOTHING_REACHED, recordOf } from './applications/record.ts';
import { ADDON_NAMESPACES } from './clusters/addons.ts';
import { type Door, enter } from './clusters/door.ts';
import { type Inside, lookInside } from './clusters/inside.ts';
import { monitorsOf } from './clusters/monitors.ts';
import { observedCluster, reachedOf } from './clusters/observe.ts';
import { reading } from './clusters/unreadable.ts';
import { wishOf } from './found.ts';
import { hangingDeletion, machinesLeft } from './leftovers.ts';
import { takeRead } from './memory.ts';
import type { Tenant } from './tenants.ts';

/** @returns undefined when the platform has nothing under that uid @throws KubernetesError */
export async function look(
  tenant: Tenant,
  ref: ClusterRef,
  clock: Clock,
): Promise<ObservedCluster | undefined> {
  const { shape, catalogue } = await tenant.offer();
  const { client, namespace, doors, memory } = tenant;
  const application = takeRead(memory, ref.uid, clock.now()) ?? (await tenant.applicationOf(ref));
  if (application === undefined) {
    memory.reached.delete(ref.uid);
    memory.nodes.delete(ref.uid);
    memory.marks.delete(ref.uid);
    return undefined;
  }
  const record = recordOf(application);
  const deleting = application.metadata.deletionTimestamp !== undefined;
  const { applied, failure } = readinessOf(application, [record?.readyBefore, memory.marks.get(ref.uid)]);
  const [monitors, known] = await Promise.all([monitorsOf(client, namespace, ref.name), doors.open(ref)]);
  // What the platform says of a cluster that goes, or that it failed to make, is not held up by what the cluster says.
  const isToldAnyway = deleting || failure !== undefined;
  const { door, inside } = known === undefined ? NOT_THERE : await insideOf(tenant, ref, known, isToldAnyway);
  let told = failure;
  if (deleting && failure !== undefined) {
    const machines = await machinesLeft(client, namespace, ref.name);
    told = hangingDeletion(application, failure, { monitors, machines });
  }
  const observed = observedCluster({
    wish: wishOf(application, ref, shape),
    uid: ref.uid,
    reached: memory.reached.get(ref.uid) ?? record?.reached ?? NOTHING_REACHED,
    carried: record?.carried ?? {},
    leaving: record?.leaving ?? NOTHING_LEAVES,
    readiness: { applied, ...(told !== undefined && { failure: told }) },
    door,
    inside,
    monitors,
    catalogue,
    deleting,
    now: clock.now(),
  });
  memory.reached.set(ref.uid, reachedOf(observed));
  if (inside !== undefined)
    memory.nodes.set(
      ref.uid,
      new Map(observed.nodeGroups.map(({ name, nodes }) => [name, nodes.map(({ uid }) => uid)])),
    );
  return observed;
}

const NOT_THERE = { door: undefined, inside: undefined };

/** @throws PlatformError for a cluster that answers and cannot be read, unless that is passed over */
async function insideOf(
  { doors }: Tenant,
  ref: ClusterRef,
  known: Door,
  isPassedOver: boolean,
): Promise<{ readonly door: Door; readonly inside: Inside | undefined }> {
  try {
    const { door, result } = await enter(doors, ref, known, (at) =>
      reading(ref.name, () => lookInside(at, ADDON_NAMESPACES)),
    );
    return { door, inside: result };
  } catch (error) {
    if (isPassedOver && error instanceof PlatformError) return { door: known, inside: undefined };
    throw error;
  }
}
