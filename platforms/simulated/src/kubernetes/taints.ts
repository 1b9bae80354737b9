// Which nodes are for which pods: taints keep off whoever does not tolerate them.
import type { ClusterNode } from './snapshot.ts';

/** As a pod says it. */
export interface Toleration {
  /** Any when absent. */
  readonly key?: string;
  readonly operator: 'Exists';
  /** Any when absent. */
  readonly effect?: string;
}

/** Of what runs on every node. */
export const EVERYTHING: readonly Toleration[] = [{ operator: 'Exists' }];

/** Whether new pods can come to a node. One that they should rather not come to takes them, too. */
export function isFor(node: ClusterNode, tolerations: readonly Toleration[]): boolean {
  return node.taints.every(
    ({ key, effect }) =>
      effect === 'PreferNoSchedule' ||
      tolerations.some((each) => (each.key ?? key) === key && (each.effect ?? effect) === effect),
  );
}
