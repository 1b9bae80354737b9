// What Flux writes into the status of a release.
import type { Condition } from '../applications/conditions.ts';

export interface Told {
  readonly status: 'True' | 'False' | 'Unknown';
  readonly reason: string;
  readonly message: string;
}

/** The conditions of a release with some of them told anew; one keeps its time unless its status changes. */
export function withConditions(
  before: readonly Condition[],
  told: Readonly<Record<string, Told | undefined>>,
  time: string,
): Condition[] {
  const kept = before.filter(({ type }) => !Object.hasOwn(told, type));
  const next = Object.entries(told).flatMap(([type, condition]) => {
    if (condition === undefined) return [];
    const old = before.find((one) => one.type === type);
    const lastTransitionTime = old?.status === condition.status ? old.lastTransitionTime : time;
    return [{ type, ...condition, lastTransitionTime }];
  });
  return [...kept, ...next];
}
