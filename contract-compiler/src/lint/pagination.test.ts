import { expect, test } from 'vitest';
import { pagination } from './pagination.ts';
import { fixture, operationOf } from './testing/fixture.ts';

function findingsWith(operationId: string, change: object): string[] {
  const contract = fixture();
  Object.assign(operationOf(contract, operationId), change);
  return pagination.check(contract).map(({ where, detail }) => `${where}: ${detail}`);
}

test.each([
  ['cursor', 'limit'],
  ['limit', 'cursor'],
])('a list with %s but without %s', (present, absent) => {
  expect(findingsWith('listPools', { parameters: [{ $ref: `#/components/parameters/${present}` }] })).toEqual(
    [`listPools: is a list without the parameter ${absent}; add it`],
  );
});

test('a list that answers something else', () => {
  expect(findingsWith('listPools', { responses: {} })).toEqual([
    'listPools: is a list but does not answer a page; derive its answer with as: list',
  ]);
});

test('a page from something that is not called a list', () => {
  expect(findingsWith('listPools', { operationId: 'getPools' })).toEqual([
    'getPools: answers a page; call it list…',
    'getPools: takes cursor but is no list; remove it',
    'getPools: takes limit but is no list; remove it',
  ]);
});
