// Access to clusters, as the seam wants it: issued where an API server answers, ended at its time, revoked for good.
import { type Access, type Clock, type ClusterRef, PlatformError } from '@hikube/service/platform';
import { issueAccess, notReady, revokeAccess } from './clusters/access.ts';
import { type Door, enter } from './clusters/door.ts';
import { reading } from './clusters/unreadable.ts';
import { inWords } from './refusals.ts';
import type { Tenant } from './tenants.ts';

export interface Granting extends Access {
  /** Ends nothing that was issued: what has ended meanwhile is swept at the next issue. */
  close(): void;
}

export function createGranting(tenantOf: (ref: ClusterRef) => Tenant, clock: Clock): Granting {
  const endings = new Map<string, () => void>();

  /** @returns undefined when there is no cluster @throws PlatformError when there is no way into it now */
  async function within<Result>(
    ref: ClusterRef,
    work: (door: Door) => Promise<Result>,
  ): Promise<Result | undefined> {
    const tenant = tenantOf(ref);
    if ((await tenant.applicationOf(ref)) === undefined) return undefined;
    const door = await tenant.doors.open(ref);
    if (door === undefined) throw notReady(ref);
    return (await enter(tenant.doors, ref, door, work)).result;
  }

  async function revoke(ref: ClusterRef, id: string): Promise<void> {
    // With the cluster everything has gone that anybody could be let into.
    await within(ref, async (door) => {
      await revokeAccess(door, id);
      return true;
    });
    endings.get(id)?.();
    endings.delete(id);
  }

  return {
    issue: (ref, order) =>
      inWords(async () => {
        const credential = await within(ref, async (door) => {
          if (!(await reading(ref.name, () => door.client.isWell('/readyz')))) throw notReady(ref);
          return issueAccess(door, order, clock);
        });
        if (credential === undefined) throw notReady(ref);
        // Tokens of Kubernetes live for ten minutes at least: what is to end sooner ends with its account.
        const end = (): void => void revoke(ref, order.id).catch(() => undefined);
        endings.set(order.id, clock.schedule(order.expiresAt, end));
        return credential;
      }),
    async renew() {
      const sentence = 'A token of Kubernetes cannot be made to live longer: issue another kubeconfig.';
      throw new PlatformError('NotRenewable', sentence, { retryable: false });
    },
    revoke: (ref, id) => inWords(() => revoke(ref, id)),
    close() {
      for (const end of endings.values()) end();
      endings.clear();
    },
  };
}
