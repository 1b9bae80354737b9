import { expect, test } from 'vitest';
import { terraformCollection } from './terraform-collection.ts';
import { fixture, written } from './testing/fixture.ts';

function findingsWith(path: string, facts: object, more: object = {}): string[] {
  const contract = fixture();
  const property = written(contract, path);
  Object.assign(property, more, { 'x-hikube-terraform': { class: 'input', ...facts } });
  return terraformCollection.check(contract).map(({ where, detail }) => `${where}: ${detail}`);
}

test('an array that does not say whether order counts', () => {
  expect(findingsWith('Pool.tags', {})).toEqual([
    'Pool.tags: is an array; declare collection set or ordered',
  ]);
});

test('an array that claims to be a map', () => {
  expect(findingsWith('Pool.tags', { collection: 'map' })).toEqual([
    'Pool.tags: is an array; declare collection set or ordered',
  ]);
});

test('a set that may hold a value twice', () => {
  expect(findingsWith('Pool.tags', { collection: 'set' }, { uniqueItems: false })).toEqual([
    'Pool.tags: is a set that may hold a value twice; add uniqueItems: true',
  ]);
});

test('a map that does not say so', () => {
  expect(findingsWith('Pool.labels', {})).toEqual(['Pool.labels: is a map; declare collection map']);
});

test('a scalar that claims to be a collection', () => {
  expect(findingsWith('Pool.size', { collection: 'set' })).toEqual([
    'Pool.size: declares collection set but is neither array nor map; remove it',
  ]);
});

test('an equality that nobody implements', () => {
  expect(findingsWith('Pool.cards', { collection: 'ordered', equality: 'fuzzy' })).toEqual([
    'Pool.cards: has the equality fuzzy; use one of multiset, values',
  ]);
});

test.each([
  ['Pool.tags', { collection: 'set', equality: 'multiset' }],
  ['Pool.size', { equality: 'values' }],
])('an equality of something else: %s %j', (path, facts) => {
  expect(findingsWith(path, facts)).toEqual([
    `${path}: has an equality that is for ordered arrays (multiset) or JSON texts (values); remove it`,
  ]);
});
