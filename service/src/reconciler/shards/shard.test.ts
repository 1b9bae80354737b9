import { describe, expect, it } from 'vitest';
import { SHARD_COUNT, shardOf } from './shard.ts';

describe('shardOf', () => {
  it('never changes: replicas of two versions must agree', () => {
    const names = ['prod', 'test', 'a', 'cluster-1', 'cluster-2'];
    expect(names.map((name) => shardOf({ tenant: 'demo', name }))).toEqual([2, 7, 4, 7, 14]);
    expect(SHARD_COUNT).toBe(16);
  });

  it('spreads clusters evenly', () => {
    const counts = new Array<number>(SHARD_COUNT).fill(0);
    for (let index = 0; index < 16_000; index += 1)
      counts[shardOf({ tenant: 'demo', name: `c${index}` })]! += 1;
    expect(Math.min(...counts)).toBeGreaterThan(800);
    expect(Math.max(...counts)).toBeLessThan(1_200);
  });
});
