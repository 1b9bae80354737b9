// Looks at everything the replicas ask of the store, and knows the rules that hold there whatever anybody does: a fence
// is obeyed, what is stored about one object never goes back to an older version, and only what is over is ever forgotten.
import type { Store } from '@hikube/service';
import type { History } from './history.ts';

type Batch = Parameters<Store['commit']>[0];

interface Versioned {
  readonly uid?: string;
  readonly generation?: number;
  readonly observedGeneration?: number;
}

interface Ending {
  readonly endedAt?: string | null;
  readonly committed?: boolean;
  readonly status?: { readonly endedAt?: string | null };
}

/** The same store, watched. */
export function observe(store: Store, history: History): Store {
  const holders = new Map<string, number>();
  const generations = new Map<string, number>();

  function isStale({ fence }: Batch): boolean {
    return fence !== undefined && holders.get(fence.lease) !== fence.token;
  }

  function checkVersions({ writes }: Batch): void {
    for (const write of writes) {
      if (!('body' in write)) continue;
      const { uid, generation } = write.body as Versioned;
      if (uid === undefined || generation === undefined) continue;
      const key = `${write.key.kind}/${uid}`;
      const before = generations.get(key) ?? 0;
      if (generation < before) history.violate(`${key} went back from generation ${before} to ${generation}`);
      generations.set(key, generation);
    }
  }

  /** What is under way has no end, what is over has one, and what moved a cluster stays with it. */
  function checkRetention({ writes }: Batch): void {
    for (const write of writes) {
      const { kind, id } = write.key;
      if (!('body' in write) || (kind !== 'operation' && kind !== 'versionUpgrade')) continue;
      const { endedAt, committed = false, status } = write.body as Ending;
      const isOver = (kind === 'operation' ? endedAt : status?.endedAt) !== null;
      if ((write.expiresAt !== undefined) === (isOver && !committed)) continue;
      history.violate(
        `the ${kind} ${id} ${isOver ? 'would be kept for ever' : 'would be forgotten unfinished'}`,
      );
    }
  }

  const leases: Store['leases'] = {
    async acquire(name, owner, ttlMs) {
      const lease = await store.leases.acquire(name, owner, ttlMs);
      if (lease !== undefined) holders.set(name, lease.token);
      return lease;
    },
    renew: (lease, ttlMs) => store.leases.renew(lease, ttlMs),
    release: (lease) => store.leases.release(lease),
  };
  return new Proxy(store, {
    get(target, name) {
      if (name === 'leases') return leases;
      if (name !== 'commit') {
        const member: unknown = Reflect.get(target, name);
        return typeof member === 'function' ? member.bind(target) : member;
      }
      return async (batch: Batch) => {
        const wasStale = isStale(batch);
        const result = await target.commit(batch);
        if (wasStale && (result.ok || result.conflict !== 'fence')) {
          history.violate(`the old token ${batch.fence?.token} of ${batch.fence?.lease} was not refused`);
        }
        if (result.ok) {
          checkVersions(batch);
          checkRetention(batch);
          history.stored(batch);
        }
        return result;
      };
    },
  });
}
