import { expect, test } from 'vitest';
import type { LoadedContract } from '../contract.ts';
import { presentation } from './presentation.ts';
import { fixture, operationOf } from './testing/fixture.ts';

function findingsOf(change: (contract: LoadedContract) => void): string[] {
  const contract = fixture();
  change(contract);
  return presentation.check(contract).map(({ where, detail }) => `${where} ${detail}`);
}

test('a tag without a name for people, in no group', () => {
  const change = ({ document }: LoadedContract) => document.tags.push({ name: 'boxes', description: 'B.' });
  expect(findingsOf(change)).toEqual([
    'tag boxes needs x-displayName',
    'tag boxes needs one place in x-tagGroups',
  ]);
});

test.each([
  ['listPools', 'curl, SDK, CLI'],
  ['createPool', 'curl, SDK, CLI, Terraform, Constructs'],
  ['previewCreatePool', 'curl'],
])('%s without samples', (id, missing) => {
  expect(findingsOf((contract) => delete operationOf(contract, id)['x-codeSamples'])).toEqual([
    `${id} has no sample for ${missing}; add one to examples/calls`,
  ]);
});
