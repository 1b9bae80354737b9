// How fast the nodes of a group are exchanged: counts of nodes, of which not both can be zero.
import { fields } from '@hikube/openapi/fields';
import type { Finding } from '../finding.ts';
import { checkPace } from '../upgrade/version-upgrade.ts';
import { checkObject, isInteger, isObject, type JsonObject } from '../values/read.ts';

/** How many nodes may be too many, and how many too few, while some are exchanged. */
export interface Pace {
  readonly maxSurge: number;
  readonly maxUnavailable: number;
}

/** Checks the rollout of a group; an absent count has its default. */
export function checkRollout(rollout: unknown, pointer = '/rollout'): readonly Finding[] {
  return checkObject(rollout, pointer, 'rollout', (written) =>
    checkPace({ ...fields.NodeGroup.rollout.default, ...withoutNull(written) }, pointer),
  );
}

function withoutNull(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== null));
}

/** The pace of a group, with its defaults where it has none. */
export function paceOf(group: JsonObject): Pace {
  const { maxSurge, maxUnavailable } = fields.NodeGroup.rollout.default;
  const { rollout } = group;
  if (!isObject(rollout)) return { maxSurge, maxUnavailable };
  const count = (value: unknown, fallback: number) => (isInteger(value) ? value : fallback);
  return {
    maxSurge: count(rollout['maxSurge'], maxSurge),
    maxUnavailable: count(rollout['maxUnavailable'], maxUnavailable),
  };
}

/** The pace in words, such as `at most 1 extra node and 2 missing nodes at once`. */
export function paceText({ maxSurge, maxUnavailable }: Pace): string {
  if (maxSurge + maxUnavailable <= 1) return 'one after the other';
  const parts = [nodes(maxSurge, 'extra'), nodes(maxUnavailable, 'missing')];
  return `at most ${parts.filter((part) => part !== undefined).join(' and ')} at once`;
}

function nodes(count: number, which: string): string | undefined {
  return count === 0 ? undefined : `${count} ${which} ${count === 1 ? 'node' : 'nodes'}`;
}
