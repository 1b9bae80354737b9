// The clusters of a tenant, page by page: those that were ordered and those that somebody made by hand.
import type { FoundCluster, FoundPage } from '@hikube/service/platform';
import type { Keeper } from './keeper.ts';
import type { World } from './world/world.ts';
import { placeOf } from './worlds/worlds.ts';

const CLUSTERS_PER_PAGE = 50;

/** @param cursor where an earlier page ended */
export async function foundPage(
  keeper: Keeper,
  tenant: string,
  cursor: string | undefined,
): Promise<FoundPage> {
  const worlds = await keeper.page(tenant, cursor, CLUSTERS_PER_PAGE);
  const last = worlds.at(-1);
  const clusters = worlds.map(foundOf);
  return worlds.length < CLUSTERS_PER_PAGE || last === undefined
    ? { clusters }
    : { clusters, next: placeOf(last.ref) };
}

/** Also what somebody made by hand has uids and generations: those that it was made with. */
function foundOf({ ref, createdAt, desired, byHand }: World): FoundCluster {
  return { ref, managed: byHand !== true, createdAt, desired };
}
