// The operation that already brings what a request asks for again: the caller follows it instead of a new one.
import type { OperationKind } from '@hikube/openapi/types';
import type { OperationRecord } from '../model/records.ts';
import type { Changes } from './changes.ts';
import type { UpdateOrder } from './order.ts';

const BRINGING: ReadonlySet<OperationKind> = new Set<OperationKind>([
  'cluster.create',
  'cluster.update',
  'nodeGroup.create',
  'nodeGroup.update',
  'addon.enable',
  'addon.update',
]);

/** The newest open operation that is about everything that the request mentions; undefined when there is none. */
export function operationUnderWay(
  { aggregate, mentioned }: UpdateOrder,
  { target }: Pick<Changes, 'target'>,
): OperationRecord | undefined {
  const { nodeGroups, addons, operations } = aggregate.state;
  const named = [
    ...nodeGroups.filter(({ name }) => mentioned.nodeGroups.includes(name)),
    ...addons.filter(({ name }) => mentioned.addons.includes(name)),
  ].map(({ uid }) => uid);
  const uids = named.length > 0 ? named : [target.uid];
  return operations.findLast((operation) => {
    const about = new Set([operation.target.uid, ...operation.children]);
    return BRINGING.has(operation.kind) && uids.every((uid) => about.has(uid));
  });
}
