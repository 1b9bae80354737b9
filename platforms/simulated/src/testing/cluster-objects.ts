// The objects of a cluster in any store, without a cluster.
import { createVirtualClock, type VirtualClock } from '@hikube/service/platform';
import { createTransientEnvelope, type Envelope } from '@hikube/service/secrets';
import type { Store } from '@hikube/service/store';
import { CLUSTER_UID, START } from '@hikube/service/testing';
import { ClusterObjects, type ClusterObjectsOptions } from '../kubernetes/objects/cluster-objects.ts';
import { Feed } from '../kubernetes/objects/feed.ts';
import type { Shown } from '../kubernetes/objects/shown.ts';

/** The cluster. */
export const REF = { tenant: 'demo', name: 'prod', uid: CLUSTER_UID } as const;

/** A document that a cluster has as long as it is there. */
export const GUARD = { tenant: '-', kind: 'guard', id: REF.uid } as const;

/** Replicas of one cluster on one store. */
export interface ObjectsUnderTest {
  readonly clock: VirtualClock;
  readonly envelope: Envelope;
  /** Opens it as another process does. */
  open(options?: Partial<ClusterObjectsOptions>): Promise<ClusterObjects>;
  /** Makes something that the cluster shows by itself, at the present moment. */
  shown(objects: Partial<Omit<Shown, 'revision'>>): Promise<Shown>;
}

/** @param clock of the store */
export async function objectsOn(store: Store, clock = createVirtualClock(START)): Promise<ObjectsUnderTest> {
  const envelope = createTransientEnvelope();
  await store.commit({ writes: [{ key: GUARD, body: {}, expect: 'any' }] });
  return {
    clock,
    envelope,
    async open(options = {}) {
      const feed = new Feed(store);
      const limits = { objects: 1_000, bytes: 10_000_000 };
      const all = { store, feed, envelope, clock, ref: REF, guard: GUARD, limits, ...options };
      const opened = await ClusterObjects.open(all);
      if (opened === undefined) throw new Error('there is no such cluster');
      return opened;
    },
    async shown({ fixed = [], initial = [] }) {
      const world = { tenant: 'demo', kind: 'shownWorld', id: REF.uid };
      const result = await store.commit({ writes: [{ key: world, body: {}, expect: 'any' }] });
      if (!result.ok) throw new Error('the commit was refused');
      return { revision: result.sequence, fixed, initial };
    },
  };
}
