import { expect, test } from 'vitest';
import { placesIn } from './places.ts';

const boundaries = [
  'PlanResourceChange received',
  'PlanResourceChange handled',
  'PlanResourceChange received',
  'ApplyResourceChange received',
  'ApplyResourceChange handled',
  'PlanResourceChange handled',
];

test('every place once, and what was done without being told first', () => {
  expect(placesIn(boundaries)).toEqual([5, 1, 4, 2, 3, 6]);
});

test('another turn begins elsewhere, and leaves nothing out', () => {
  const places = placesIn(boundaries, 1);
  expect(places[1]).not.toBe(placesIn(boundaries)[1]);
  expect([...places].sort()).toEqual([1, 2, 3, 4, 5, 6]);
});

test('nothing happens where nothing was called', () => {
  expect(placesIn([])).toEqual([]);
});
