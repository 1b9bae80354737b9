// One commit for everything that was found of a cluster, in the place of what was there.
import type { ClusterAggregate } from '../model/aggregate.ts';
import { childKey, clusterKey } from '../model/keys.ts';
import { endedOperation, endingWrites, operationWrites } from '../model/operation.ts';
import type { DocumentKey, Write } from '../store/store.ts';
import type { FoundRecords } from './records.ts';

/** @param before as it was read; undefined where nothing of that name is there */
export function foundWrites(
  { cluster, nodeGroups, addons, operations }: FoundRecords,
  tenant: string,
  before: ClusterAggregate | undefined,
  now: number,
): readonly Write[] {
  const { name } = cluster;
  const put = (key: DocumentKey, body: object): Write => ({
    key,
    body,
    expect: before?.revisions.of(key) ?? 'absent',
  });
  const groupKey = (group: string) => childKey(tenant, 'NodeGroup', name, group);
  const addonKey = (addon: string) => childKey(tenant, 'Addon', name, addon);
  const { state } = before ?? {};
  return [
    put(clusterKey(tenant, 'Cluster', name), cluster),
    ...nodeGroups.map((group) => put(groupKey(group.name), group)),
    ...addons.map((addon) => put(addonKey(addon.name), addon)),
    ...[
      ...missing(state?.nodeGroups, nodeGroups).map(groupKey),
      ...missing(state?.addons, addons).map(addonKey),
    ].map((key): Write => ({ key, delete: true, expect: 'any' })),
    ...operations
      .filter(({ id }) => state?.operations.every((known) => known.id !== id) ?? true)
      .flatMap((operation) => operationWrites(undefined, operation)),
    ...(before === undefined ? [] : overtaken(before, operations, now)),
  ];
}

/** Work that the platform knows nothing of any more: somebody else has written over it. */
function overtaken(
  before: ClusterAggregate,
  operations: FoundRecords['operations'],
  now: number,
): readonly Write[] {
  return before.state.operations
    .filter(({ id }) => operations.every((each) => each.id !== id))
    .map((lost) => endedOperation(lost, 'superseded', 'Somebody else changed the cluster meanwhile', now))
    .flatMap((ended) => endingWrites(ended, before));
}

function missing(before: readonly Named[] = [], after: readonly Named[]): readonly string[] {
  return before.map(({ name }) => name).filter((name) => after.every((each) => each.name !== name));
}

interface Named {
  readonly name: string;
}
