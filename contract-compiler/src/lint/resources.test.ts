import { expect, test } from 'vitest';
import type { LoadedContract } from '../contract.ts';
import { resources } from './resources.ts';
import { fixture, operationOf, written } from './testing/fixture.ts';

function findingsOf(change: (contract: LoadedContract) => void): string[] {
  const contract = fixture();
  change(contract);
  return resources.check(contract).map(({ where, detail }) => `${where}: ${detail}`);
}

test('a resource that does not say since when it is there', () => {
  const message = 'Pool: does not always say since when it is there; require createdAt';
  expect(findingsOf((contract) => delete written(contract, 'Pool').properties!['createdAt'])).toEqual([
    message,
  ]);
  const optional = (contract: LoadedContract) => {
    const pool = written(contract, 'Pool');
    pool.required = pool.required!.filter((name) => name !== 'createdAt');
  };
  expect(findingsOf(optional)).toEqual([message]);
});

test('what can be ordered was made by nobody', () => {
  const change = (contract: LoadedContract) => {
    delete written(contract, 'Pool').properties!['createdAt'];
    operationOf(contract, 'listPools').tags = ['catalogue'];
  };
  expect(findingsOf(change)).toEqual([]);
});

test('a phase beside the rest', () => {
  const change = (contract: LoadedContract) => {
    written(contract, 'Pool').properties!['phase'] = { type: 'string' };
  };
  expect(findingsOf(change)).toEqual(['Pool.phase: is observed; put it into status']);
});

test.each(['phase', 'conditions'])('a status without %s', (property) => {
  const change = (contract: LoadedContract) => delete written(contract, 'PoolStatus').properties![property];
  expect(findingsOf(change)).toEqual([`Pool.status: has no ${property}, which every status has; add it`]);
});

test('no status at all', () => {
  expect(findingsOf((contract) => delete written(contract, 'Pool').properties!['status'])).toEqual([
    'Pool.status: has no phase, which every status has; add it',
    'Pool.status: has no conditions, which every status has; add it',
  ]);
});

test('what has no identity needs no status', () => {
  const change = (contract: LoadedContract) => {
    const pool = written(contract, 'Pool');
    delete pool.properties!['uid'];
    delete pool.properties!['status'];
  };
  expect(findingsOf(change)).toEqual([]);
});
