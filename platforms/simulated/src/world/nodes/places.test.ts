import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fewerPlaces } from './places.ts';

const SITES = ['geneva', 'gland', 'lucerne'];

/** The same, one place after the other. */
function plainly(places: readonly string[], wanted: number): string[] {
  const left = [...places];
  const count = (site: string) => left.filter((each) => each === site).length;
  while (left.length > wanted) {
    const fullest = left.reduce((most, site) => (count(site) > count(most) ? site : most));
    left.splice(left.lastIndexOf(fullest), 1);
  }
  return left;
}

test('of the places the last of the fullest site goes each time', () => {
  const places = fc.array(fc.constantFrom(...SITES), { maxLength: 30 });
  fc.assert(
    fc.property(places, fc.nat(30), (all, wanted) => {
      expect(fewerPlaces(all, wanted)).toEqual(plainly(all, wanted));
    }),
    { numRuns: 2000 },
  );
});

test('each of 1,000 places is looked at a few times, however many go', () => {
  let looks = 0;
  const all = Array.from({ length: 1000 }, (_, index) => SITES[index % 3]!);
  const watched = new Proxy(all, {
    get(target, name) {
      if (typeof name === 'string' && /^\d+$/.test(name)) looks += 1;
      return Reflect.get(target, name) as unknown;
    },
  });
  expect(fewerPlaces(watched, 1)).toHaveLength(1);
  expect(looks).toBeLessThanOrEqual(3 * all.length);
});
