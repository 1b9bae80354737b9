// How many shards a replica keeps, and which ones it tries to get: pure arithmetic over what replicas tell.
import type { Member } from './members.ts';
import { SHARD_COUNT } from './shard.ts';

/** What a replica should do about its share. */
export interface Share {
  /** Shards to give back, because others have too few. */
  readonly release: readonly number[];
  /** Shards to try, in this order, until `wanted` of them are got. */
  readonly candidates: readonly number[];
  readonly wanted: number;
}

/**
 * Each of n living replicas holds at most its part, rounded up; so nothing moves while all have about the same, and
 * every shard finds room. Shards that a living replica says it holds are left alone. One that has been silent for
 * longer than `suspectMs` counts as gone: should it live after all, its leases say so when they are tried.
 * @param offset where to begin trying, different for each replica, so that they do not all try the same one first
 */
export function shareOf(
  held: readonly number[],
  others: readonly Member[],
  suspectMs: number,
  offset: number,
): Share {
  const alive = others.filter(({ silentMs }) => silentMs <= suspectMs);
  const most = Math.ceil(SHARD_COUNT / (alive.length + 1));
  const taken = new Set([...held, ...alive.flatMap(({ shards }) => shards)]);
  const all = Array.from({ length: SHARD_COUNT }, (_, index) => (index + offset) % SHARD_COUNT);
  return {
    release: held.slice(most),
    candidates: all.filter((shard) => !taken.has(shard)),
    wanted: Math.max(0, most - held.length),
  };
}
