// Which shard a cluster belongs to, on which all replicas must agree, now and in later versions; and how many shards a
// replica keeps and which ones it tries to get, which is pure arithmetic over what replicas tell.
import type { ClusterName } from '../reconcile.ts';
import type { Member } from './members.ts';

/**
 * How many shards the work is split into. Two replicas that counted differently would both believe that they own a
 * cluster, so that a change of this number needs all replicas to be stopped first.
 */
export const SHARD_COUNT = 16;

/** A number from 0 up to, but not including, `SHARD_COUNT`. */
export function shardOf({ tenant, name }: ClusterName): number {
  return fnv1a(`${tenant}/${name}`) % SHARD_COUNT;
}

/** The name of the lease that stands for a shard. */
export function shardLease(shard: number): string {
  return `reconciler-shard-${shard}`;
}

/** FNV-1a over UTF-16 units: spreads names evenly, and never changes. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  // The low bits of FNV alone follow the last letter too closely.
  return (hash ^ (hash >>> 16)) >>> 0;
}

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
