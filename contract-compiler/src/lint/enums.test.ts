import { expect, test } from 'vitest';
import { enums } from './enums.ts';
import { finished, fixture } from './testing/fixture.ts';

function findingsWith(change: object): string[] {
  const contract = fixture();
  Object.assign(finished(contract, 'OperationKind'), change);
  return enums.check(contract).map(({ where, detail }) => `${where}: ${detail}`);
}

test.each([undefined, 'maybe'])('an enum whose openness is %s', (openness) => {
  expect(findingsWith({ 'x-hikube-enum': openness })).toEqual([
    'OperationKind: does not say whether it may grow; add x-hikube-enum: open or closed',
  ]);
});

test('openness without an enum', () => {
  expect(findingsWith({ enum: undefined })).toEqual([
    'OperationKind: says whether its enum may grow but has none; remove x-hikube-enum',
  ]);
});

test('one value alone is a constant', () => {
  expect(findingsWith({ enum: ['Pool.create'], 'x-hikube-enum': undefined })).toEqual([]);
});
