// What `npm run check contract` says of a contract that has changed since its release.
import { publishedForms } from '@hikube/contract-compiler';
import { loadContract } from '@hikube/contract-compiler/contract';
import type { Contract } from '@hikube/contract-compiler/schema';
import { beforeAll, expect, test } from 'vitest';
import { growthFindings } from './growth.ts';

const TODAY = '2027-01-31';

let contract: Contract;
beforeAll(async () => {
  contract = publishedForms((await loadContract()).document).published;
});

/** Findings when the contract was released as `from`, and lost an operation on the way to `to`. */
function findings(from: string, to: string): string[] {
  const next = structuredClone(contract);
  next.info.version = to;
  delete next.paths['/operations/{operation}/cancel'];
  return growthFindings({ version: from, document: contract }, next, TODAY);
}

test('before the first release nothing is fixed', () => {
  expect(growthFindings(undefined, contract, TODAY)).toEqual([]);
});

test('a break is named, with what to do about it', () => {
  expect(findings('1.0.0', '1.1.0')).toEqual([
    'openapi: cancelOperation is gone; clients of 1.0.0 would break: keep it and add beside it, because within a major version nothing breaks (operation-removed)',
  ]);
});

test('before 1.0 it needs a higher minor version', () => {
  expect(findings('0.1.0', '0.1.1')).toEqual([
    'openapi: cancelOperation is gone; clients of 0.1.0 would break: keep it, or raise the minor version; while nobody has 0.1.0, npm run release:contract cuts it again (operation-removed)',
  ]);
  expect(findings('0.1.0', '0.2.0')).toEqual([]);
});

test('a new major version may break, which is another path of the API', () => {
  expect(findings('1.4.0', '2.0.0')).toEqual([]);
});
