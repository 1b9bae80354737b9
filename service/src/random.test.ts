// Seeded randomness repeats and spreads; system randomness is what it says.
import { describe, expect, it } from 'vitest';
import { createSeededRandom, type Random, systemRandom, uuid } from './random.ts';

function draw(random: Random): unknown[] {
  return [random.next(), random.int(1000), random.hex(9), [...random.bytes(3)]];
}

describe('seeded random', () => {
  it('repeats for the same seed and differs for another', () => {
    expect(draw(createSeededRandom(42))).toEqual(draw(createSeededRandom('42')));
    expect(draw(createSeededRandom(42))).not.toEqual(draw(createSeededRandom(43)));
  });

  it('keeps its values from version to version, so that old seeds stay reproducible', () => {
    const random = createSeededRandom(1);
    expect([random.int(1000), random.int(1000), random.hex(8)]).toEqual([362, 189, 'fa010cf8']);
  });

  it('forks by label, whatever was drawn before and elsewhere', () => {
    const quiet = createSeededRandom(7);
    const busy = createSeededRandom(7);
    draw(busy);
    draw(busy.fork('other'));
    expect(draw(busy.fork('faults'))).toEqual(draw(quiet.fork('faults')));
    expect(draw(quiet.fork('faults'))).not.toEqual(draw(quiet.fork('clients')));
    expect(draw(quiet.fork('a').fork('b'))).not.toEqual(draw(quiet.fork('b').fork('a')));
  });

  it('spreads evenly', () => {
    const random = createSeededRandom('spread');
    const counts = Array.from({ length: 10 }, () => 0);
    for (let n = 0; n < 100_000; n += 1) counts[random.int(10)]! += 1;
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(500);
    let sum = 0;
    for (let n = 0; n < 100_000; n += 1) sum += random.next();
    expect(Math.abs(sum / 100_000 - 0.5)).toBeLessThan(0.01);
  });
});

describe.each([
  ['seeded', createSeededRandom(5)],
  ['system', systemRandom.fork('any')],
])('%s random', (_, random) => {
  it('stays inside its ranges', () => {
    for (let n = 0; n < 1000; n += 1) {
      const value = random.next();
      expect(value >= 0 && value < 1).toBe(true);
      expect([0, 1, 2]).toContain(random.int(3));
    }
    expect(random.int(1)).toBe(0);
    expect(random.int(2 ** 32)).toBeLessThan(2 ** 32);
    expect(random.hex(7)).toMatch(/^[0-9a-f]{7}$/);
    expect(random.hex(0)).toBe('');
    expect(random.bytes(16)).toHaveLength(16);
  });

  it('refuses ranges it cannot draw from', () => {
    for (const max of [0, -1, 1.5, Number.NaN, 2 ** 32 + 1])
      expect(() => random.int(max)).toThrow(RangeError);
  });

  it('makes UUIDs of version 4 that differ', () => {
    const made = Array.from({ length: 100 }, () => uuid(random));
    for (const id of made) {
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    }
    expect(new Set(made).size).toBe(100);
  });
});

it('the system never gives the same words twice, however many are drawn', () => {
  const drawn = Array.from({ length: 2000 }, () => systemRandom.hex(32));
  expect(new Set(drawn).size).toBe(drawn.length);
  expect(drawn).not.toContain('0'.repeat(32));
});
