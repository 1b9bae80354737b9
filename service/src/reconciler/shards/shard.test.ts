import { describe, expect, it } from 'vitest';
import type { Member } from './members.ts';
import { SHARD_COUNT, shardOf, shareOf } from './shard.ts';

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

const SUSPECT_MS = 7_500;
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index);
const member = (owner: string, shards: readonly number[], silentMs = 0): Member => ({
  owner,
  shards,
  silentMs,
});
const of = (held: readonly number[], others: readonly Member[], offset = 0) =>
  shareOf(held, others, SUSPECT_MS, offset);

describe('shareOf', () => {
  it('alone is everything', () => {
    expect(of([], [])).toEqual({ release: [], candidates: range(0, 16), wanted: 16 });
  });

  it('beside a living replica is half', () => {
    expect(of(range(0, 16), [member('b', [])])).toEqual({ release: range(8, 16), candidates: [], wanted: 0 });
    expect(of([], [member('b', range(0, 8))])).toEqual({ release: [], candidates: range(8, 16), wanted: 8 });
  });

  it('stays as it is while all have about the same', () => {
    const others = [member('b', range(6, 12)), member('c', range(12, 16))];
    expect(of(range(0, 6), others)).toEqual({ release: [], candidates: [], wanted: 0 });
    expect(of(range(12, 16), [member('a', range(0, 6)), member('b', range(6, 12))])).toMatchObject({
      release: [],
      candidates: [],
    });
  });

  it('begins elsewhere for each replica', () => {
    expect(of([], [], 14).candidates.slice(0, 4)).toEqual([14, 15, 0, 1]);
  });

  it.each([
    ['silent: its shards are tried', 7_501, { candidates: range(8, 16), wanted: 8 }],
    [
      'a document that never moved: perhaps left behind',
      Number.POSITIVE_INFINITY,
      { candidates: range(8, 16), wanted: 8 },
    ],
    ['alive: it is left alone', 7_500, { candidates: [], wanted: 0 }],
  ])('beside one that is %s', (_, silentMs, expected) => {
    expect(of(range(0, 8), [member('b', range(8, 16), silentMs)])).toMatchObject({
      release: [],
      ...expected,
    });
  });

  it('has room for every shard whatever the number of replicas', () => {
    for (let count = 1; count <= 40; count += 1) {
      const others = range(1, count).map((index) => member(`r${index}`, []));
      expect(of([], others).wanted * count).toBeGreaterThanOrEqual(16);
    }
  });
});
