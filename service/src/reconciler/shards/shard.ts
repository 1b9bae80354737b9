// Which shard a cluster belongs to. All replicas must agree on it, now and in later versions.
import type { ClusterName } from '../reconcile.ts';

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
