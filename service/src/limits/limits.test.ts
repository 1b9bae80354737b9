// How many, how often, and how soon again.
import { describe, expect, test } from 'vitest';
import { createVirtualClock } from '../clock.ts';
import { Buckets } from './buckets.ts';
import { Guesses } from './guesses.ts';
import { Places } from './places.ts';

describe('buckets', () => {
  test('are emptied each by itself, and filled by the clock up to the brim', async () => {
    const clock = createVirtualClock(0);
    const buckets = new Buckets(clock, { burst: 3, perSecond: 2 });
    expect([1, 2, 3, 4].map(() => buckets.take('a'))).toEqual([0, 0, 0, 500]);
    expect(buckets.take('b')).toBe(0);
    await clock.advance(500);
    expect([buckets.waitFor('a'), buckets.take('a'), buckets.take('a')]).toEqual([0, 0, 500]);
    await clock.advance(60_000);
    expect([1, 2, 3, 4].map(() => buckets.take('a'))).toEqual([0, 0, 0, 500]);
  });

  test('of ever new names are forgotten once they are full again', async () => {
    const clock = createVirtualClock(0);
    const buckets = new Buckets(clock, { burst: 1, perSecond: 1 });
    for (let index = 0; index < 25_000; index += 1) buckets.take(`name-${index}`);
    expect(buckets.take('name-0')).toBe(1000);
    await clock.advance(1000);
    expect(buckets.take('name-0')).toBe(0);
  });
});

describe('places', () => {
  test('are counted by token and by tenant, and given back once', () => {
    const places = new Places({ perToken: 2, perTenant: 3 });
    const take = (token: string, tenant = 'demo') => places.take({ tenant, token });
    const first = take('a');
    take('a');
    expect(take('a')).toEqual({ free: false, whose: 'token', held: 2, most: 2 });
    expect(take('b').free).toBe(true);
    expect(take('b')).toEqual({ free: false, whose: 'tenant', held: 3, most: 3 });
    expect(take('b', 'other').free).toBe(true);
    if (first.free) {
      first.release();
      first.release();
    }
    expect(places.taken).toBe(3);
    expect(take('b').free).toBe(true);
    expect(take('b').free).toBe(false);
  });
});

describe('guesses', () => {
  const limit = { burst: 2, perSecond: 1 };
  const wrong = (guesses: Guesses, address: string) => guesses.note(address, 'wrong', false);

  test('slow down the address, and only it', async () => {
    const clock = createVirtualClock(0);
    const guesses = new Guesses(clock, limit);
    wrong(guesses, '192.0.2.1');
    wrong(guesses, '192.0.2.1');
    expect(guesses.waitFor('192.0.2.1', 'next')).toBe(1000);
    expect(guesses.waitFor('::ffff:192.0.2.1', 'next')).toBe(1000);
    expect(guesses.waitFor('192.0.2.2', 'next')).toBe(0);
    await clock.advance(1000);
    expect(guesses.waitFor('192.0.2.1', 'next')).toBe(0);
  });

  test('that were begun before any had ended are counted when they end', () => {
    const guesses = new Guesses(createVirtualClock(0), limit);
    const waits = Array.from({ length: 50 }, () => guesses.waitFor('192.0.2.1', 'wrong'));
    expect(waits.every((wait) => wait === 0)).toBe(true);
    const ends = waits.map(() => guesses.note('192.0.2.1', 'wrong', false));
    expect(ends.filter((wait) => wait === 0)).toHaveLength(limit.burst);
  });

  test('do not slow down a token that was right, until it is wrong', () => {
    const guesses = new Guesses(createVirtualClock(0), limit);
    guesses.note('192.0.2.1', 'right', true);
    wrong(guesses, '192.0.2.1');
    wrong(guesses, '192.0.2.1');
    expect(guesses.waitFor('192.0.2.1', 'right')).toBe(0);
    guesses.note('192.0.2.1', 'right', false);
    expect(guesses.waitFor('192.0.2.1', 'right')).toBe(1000);
  });

  test.each([
    ['2001:db8::1', '2001:db8:0:0:ffff::2', true],
    ['2001:db8:0:1::1', '2001:db8::1', false],
    ['::1', '::2', true],
    ['fe80::1%eth0', 'fe80::2', true],
  ])('%s and %s are one network: %j', (one, other, same) => {
    const guesses = new Guesses(createVirtualClock(0), limit);
    wrong(guesses, one);
    wrong(guesses, one);
    expect(guesses.waitFor(other, 'next') > 0).toBe(same);
  });

  test('without an address, or without a limit, are not counted', () => {
    const guesses = new Guesses(createVirtualClock(0), limit);
    const unlimited = new Guesses(createVirtualClock(0), undefined);
    for (let index = 0; index < 5; index += 1) {
      wrong(guesses, '');
      wrong(unlimited, '192.0.2.1');
    }
    expect([guesses.waitFor('', 'next'), unlimited.waitFor('192.0.2.1', 'next')]).toEqual([0, 0]);
  });
});
