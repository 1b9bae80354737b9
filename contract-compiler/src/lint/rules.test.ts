// The whole set: the small contract keeps every rule, and so does ours.
import { describe, expect, test } from 'vitest';
import { loadContract } from '../contract.ts';
import { lintContract, rules } from './index.ts';
import { fixture } from './testing/fixture.ts';

describe.each(rules.map((rule) => [rule.name, rule] as const))('%s', (_name, rule) => {
  test('accepts the small contract', () => {
    expect(rule.check(fixture())).toEqual([]);
  });

  test('says its law in one sentence', () => {
    expect(rule.law).toMatch(/^[A-Z].*\.$/);
  });
});

test('the contract keeps every rule', async () => {
  expect(lintContract(await loadContract())).toEqual([]);
});

test('a finding is one line with place, remedy and rule', () => {
  const contract = fixture();
  delete contract.document.paths['/pools']?.get?.summary;
  expect(lintContract(contract)).toEqual([
    'openapi: listPools needs a summary of at most 60 letters without a full stop; write one (operations)',
  ]);
});
