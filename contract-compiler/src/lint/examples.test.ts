import { expect, test } from 'vitest';
import { examples } from './examples.ts';
import { fixture } from './testing/fixture.ts';

function findingsOf(change: (pairs: ReturnType<typeof fixture>['examples']) => void): string[] {
  const contract = fixture();
  change(contract.examples);
  return examples.check(contract).map(({ where, detail }) => `${where}: ${detail}`);
}

test('an operation without examples', () => {
  expect(findingsOf((pairs) => delete pairs.listPools)).toEqual([
    'listPools: has no example that answers 200; add one to examples/listPools.json',
  ]);
});

test('a success status without an example', () => {
  expect(findingsOf((pairs) => delete pairs.previewCreatePool)).toEqual([
    'previewCreatePool: has no example that answers 200; add one to examples/previewCreatePool.json',
  ]);
});

test('a path parameter without a value', () => {
  expect(findingsOf((pairs) => delete pairs.updatePool?.one?.parameters)).toEqual([
    'updatePool one: leaves out {pool}; name a value',
  ]);
});

test('a write without its body', () => {
  expect(findingsOf((pairs) => delete pairs.createPool?.one?.request)).toEqual([
    'createPool one: has no request; add the body',
  ]);
});

test('a read with a body', () => {
  expect(findingsOf((pairs) => Object.assign(pairs.listPools?.all ?? {}, { request: {} }))).toEqual([
    'listPools all: has a request but the operation takes no body; remove it',
  ]);
});
