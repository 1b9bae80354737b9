// The status of a cluster that nobody has been able to look at yet. It may run well: that nothing is known of it, and why, is
// all that can be said.
import type { Condition } from '@hikube/openapi/types';
import { type Aspect, conditionsOf, unknown } from '../../model/conditions.ts';
import type { ClusterStatusRecord } from '../../model/records.ts';
import type { Unreachable } from '../pass.ts';

/** Those that are read first; the others send their reader to them. */
const FIRST = new Set(['Ready', 'Healthy']);
const ELSEWHERE = 'It is not known: the condition Ready says why.';

/** Every look that found something out says whether it is ready. */
export function isUnseen({ cluster }: ClusterStatusRecord): boolean {
  return cluster.conditions.some(({ type, status }) => type === 'Ready' && status === 'Unknown');
}

/** The same, with nothing in it but why it is not known. @param status with the conditions that there are */
export function unseen(status: ClusterStatusRecord, view: Unreachable): ClusterStatusRecord {
  const { cluster, nodeGroups, addons } = status;
  const without = <Part extends { readonly conditions: Condition[] }>(part: Part): Part => ({
    ...part,
    conditions: conditionsOf(
      part.conditions,
      part.conditions.map(({ type }) => unknownNow(type, view)),
      view.now,
    ),
  });
  const each = <Part extends { readonly conditions: Condition[] }>(parts: Readonly<Record<string, Part>>) =>
    Object.fromEntries(Object.entries(parts).map(([uid, part]) => [uid, without(part)]));
  return { ...status, cluster: without(cluster), nodeGroups: each(nodeGroups), addons: each(addons) };
}

function unknownNow(type: string, { reason, message }: Unreachable): Aspect {
  return unknown(type, reason, FIRST.has(type) ? message : ELSEWHERE);
}
