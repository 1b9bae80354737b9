// Groups and add-ons that nobody wants any more, and the identity that they had: they are known by it until they are gone.
import type { DesiredCluster } from '@hikube/service/platform';
import type { OwnRecord, Reached } from './record.ts';

/** Uids, of groups by name and of add-ons by id. */
export interface Leaving {
  readonly nodeGroups: Readonly<Record<string, string>>;
  readonly addons: Readonly<Record<string, string>>;
}

export const NOTHING_LEAVES: Leaving = { nodeGroups: {}, addons: {} };

type Parts = Pick<DesiredCluster, 'nodeGroups' | 'addons'>;

/**
 * What leaves with the next write, and what left before and was still there at the last look.
 * @param seen by the last look; undefined when there was none here
 */
export function leavingAfter(
  before: { readonly wish: Parts; readonly record: Pick<OwnRecord, 'leaving'> | undefined },
  desired: Parts,
  seen: Reached | undefined,
): Leaving {
  const stays = new Set([...desired.nodeGroups, ...desired.addons].map(({ uid }) => uid));
  const isThere = (uid: string): boolean => seen === undefined || Object.hasOwn(seen.parts, uid);
  const next = (known: Readonly<Record<string, string>>, own: readonly (readonly [string, string])[]) =>
    Object.fromEntries([
      ...Object.entries(known).filter(([, uid]) => isThere(uid)),
      ...own.filter(([, uid]) => !stays.has(uid)),
    ]);
  const { nodeGroups, addons } = before.record?.leaving ?? NOTHING_LEAVES;
  return {
    nodeGroups: next(
      nodeGroups,
      before.wish.nodeGroups.map(({ name, uid }) => [name, uid]),
    ),
    addons: next(
      addons,
      before.wish.addons.map(({ id, uid }) => [id, uid]),
    ),
  };
}
