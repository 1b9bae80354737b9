// Takes the records of a cluster away that is not on the platform any more. Its operations and events stay as its history.
import { NO_DEMAND } from '@hikube/domain';
import type { ClusterAggregate } from '../model/aggregate.ts';
import { childKey, clusterKey, existingKey } from '../model/keys.ts';
import { endedOperation, endingWrites } from '../model/operation.ts';
import { addDemand, demandOf, differenceOfDemands } from '../model/records.ts';
import { readLedger } from '../plan/quota.ts';
import type { Write } from '../store/store.ts';
import type { AdoptionTools } from './take-in.ts';

export async function letGo(
  { store, clock }: Pick<AdoptionTools, 'store' | 'clock'>,
  aggregate: ClusterAggregate,
): Promise<void> {
  const { state } = aggregate;
  const { tenant, name } = state.ref;
  const booked = (await readLedger(store, tenant, name)).book(NO_DEMAND, {});
  const keys = [
    clusterKey(tenant, 'Cluster', name),
    clusterKey(tenant, 'clusterStatus', name),
    clusterKey(tenant, 'clusterNodes', name),
    ...state.nodeGroups.map((group) => childKey(tenant, 'NodeGroup', name, group.name)),
    ...state.addons.map((addon) => childKey(tenant, 'Addon', name, addon.name)),
    ...state.upgrades.map(({ id }) => childKey(tenant, 'VersionUpgrade', name, id)),
  ];
  const ended = state.operations.map((operation) =>
    endedOperation(operation, 'superseded', 'The cluster is gone: somebody else deleted it', clock.now()),
  );
  await store.commit({
    writes: [
      ...keys.map((key): Write => ({ key, delete: true, expect: 'any' })),
      ...ended.flatMap((operation) => endingWrites(operation, aggregate)),
      ...addDemand(existingKey(tenant), differenceOfDemands(demandOf(state.nodes?.existing), NO_DEMAND)),
      ...booked.writes,
    ],
    guards: booked.guards,
  });
}
