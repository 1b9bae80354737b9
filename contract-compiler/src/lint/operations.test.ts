import { expect, test } from 'vitest';
import { operations } from './operations.ts';
import { fixture, operationOf } from './testing/fixture.ts';

function findingsWith(operationId: string, change: object): string[] {
  const contract = fixture();
  Object.assign(operationOf(contract, operationId), change);
  return operations.check(contract).map(({ where, detail }) => `${where}: ${detail}`);
}

const SUMMARY = 'listPools: needs a summary of at most 60 letters without a full stop; write one';

test.each([undefined, '', 'List the pools.', 'a'.repeat(61)])('the summary %j', (summary) => {
  expect(findingsWith('listPools', { summary })).toEqual([SUMMARY]);
});

test.each([[[]], [['pools', 'machines']], [['machines']]])('the tags %j', (tags) => {
  expect(findingsWith('listPools', { tags })).toEqual([
    'listPools: needs exactly one of the tags of openapi.yaml; correct tags',
  ]);
});

test('an operation without a scope', () => {
  expect(findingsWith('createPool', { 'x-hikube-scope': undefined })).toEqual([
    'createPool: needs the scope of the token; add x-hikube-scope: read or write or admin',
  ]);
});

test('a read that needs a token that may write', () => {
  expect(findingsWith('listPools', { 'x-hikube-scope': 'write' })).toEqual([
    'listPools: is a GET with the scope write; reading needs read or admin, everything else write or admin',
  ]);
});

test('the same id twice', () => {
  expect(findingsWith('createPool', { operationId: 'listPools' })).toEqual([
    'listPools: is the id of two operations; rename one',
  ]);
});

test('no id', () => {
  expect(findingsWith('createPool', { operationId: undefined })).toEqual([
    'post /pools: has no operationId; add one',
  ]);
});

test('path parameters that the path does not have', () => {
  const contract = fixture();
  const item = contract.document.paths['/pools/{pool}'];
  contract.document.paths = { '/pools/{name}': item ?? {} };
  expect(operations.check(contract)).toEqual([
    {
      where: 'updatePool',
      detail: 'has the path /pools/{name} but the path parameters pool; make them agree',
    },
  ]);
});

test('a read with a body', () => {
  expect(findingsWith('listPools', { requestBody: { content: {} } })).toEqual([
    'listPools: reads with a body; use parameters',
  ]);
});
