// The sorted map against a plain map that is sorted for every question.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SortedMap } from './sorted-map.ts';

const keys = fc.string({ maxLength: 2, unit: fc.constantFrom('a', 'b', '\u00ff') });

describe('SortedMap', () => {
  it('answers like a sorted plain map', () => {
    const step = fc.record({ key: keys, remove: fc.boolean(), value: fc.nat() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), keys, fc.option(keys), (steps, low, high) => {
        const map = new SortedMap<number>();
        const plain = new Map<string, number>();
        for (const { key, remove, value } of steps) {
          if (remove) expect(map.delete(key)).toBe(plain.delete(key));
          else {
            map.set(key, value);
            plain.set(key, value);
          }
        }
        const inside = [...plain.keys()].filter((key) => key >= low && (high === null || key < high)).sort();
        const values = inside.map((key) => plain.get(key));
        const range = { low, high: high ?? undefined };
        expect([...map.ascending(range)]).toEqual(values);
        expect([...map.descending(range)]).toEqual(values.reverse());
        for (const [key, value] of plain) expect(map.get(key)).toBe(value);
      }),
    );
  });

  it('stays in order over many chunks, filled in any order and emptied again', () => {
    const map = new SortedMap<number>();
    // 7919 is prime to 5000, so that every number comes once, in a scattered order.
    for (let n = 0; n < 5000; n += 1) map.set(name((n * 7919) % 5000), (n * 7919) % 5000);
    expect([...map.ascending({ low: '' })]).toEqual(Array.from({ length: 5000 }, (_, n) => n));
    expect([...map.descending({ low: name(1020), high: name(1030) })]).toEqual([
      1029, 1028, 1027, 1026, 1025, 1024, 1023, 1022, 1021, 1020,
    ]);
    for (let n = 0; n < 5000; n += 1) expect(map.delete(name(n))).toBe(true);
    expect([...map.ascending({ low: '' })]).toEqual([]);
    expect([...map.descending({ low: '' })]).toEqual([]);
  });
});

function name(n: number): string {
  return String(n).padStart(4, '0');
}
