// When a contract may be kept as a release.
import { publishedForms } from '@hikube/contract-compiler';
import { loadContract } from '@hikube/contract-compiler/contract';
import type { Contract } from '@hikube/contract-compiler/schema';
import { beforeAll, expect, test } from 'vitest';
import { obstacles } from './release-contract.ts';

const TODAY = '2027-01-31';

let contract: Contract;
beforeAll(async () => {
  contract = publishedForms((await loadContract()).document).published;
});

function changed(version: string): Contract {
  const next = structuredClone(contract);
  next.info.version = version;
  delete next.paths['/operations/{operation}/cancel'];
  return next;
}

test('the first one, and one that only grows', () => {
  expect(obstacles(undefined, changed('1.0.0'), TODAY)).toEqual([]);
  const grown = { ...contract, info: { ...contract.info, version: '1.1.0' } };
  expect(obstacles({ version: '1.0.0', document: contract }, grown, TODAY)).toEqual([]);
});

test('not one that breaks the one before', () => {
  expect(obstacles({ version: '1.0.0', document: contract }, changed('1.1.0'), TODAY)).toHaveLength(1);
});

test('never twice from 1.0 on', () => {
  expect(obstacles({ version: '1.0.0', document: contract }, changed('1.0.0'), TODAY)).toEqual([
    'openapi/released/1.0.0.json is released and differs: raise the version in openapi/openapi.yaml and every package.json',
  ]);
});

test('again before 1.0, while nobody has it', () => {
  expect(obstacles({ version: '0.1.0', document: contract }, changed('0.1.0'), TODAY)).toEqual([]);
});
