import { expect, test } from 'vitest';
import { deprecations } from './deprecations.ts';
import { finished, fixture, operationOf } from './testing/fixture.ts';

const GOOD = { since: '2027-02-01', sunset: '2028-02-01', instead: '`listPools`.' };

function findingsWith(change: object): string[] {
  const contract = fixture();
  Object.assign(operationOf(contract, 'createPool'), change);
  return deprecations.check(contract).map(({ where, detail }) => `${where}: ${detail}`);
}

test('accepts a year', () => {
  expect(findingsWith({ deprecated: true, 'x-hikube-deprecated': GOOD })).toEqual([]);
});

test.each([
  [{ ...GOOD, sunset: '2028-01-31' }, 'goes less than a year after 2027-02-01; let it work until 2028-02-01'],
  [
    { ...GOOD, since: 'soon' },
    'says since and sunset of its deprecation as days, such as 2027-01-31; write both',
  ],
  [
    { ...GOOD, instead: '' },
    'does not say what to use in its place; write instead, the end of a sentence that begins with "Use"',
  ],
])('names what is wrong with %j', (marker, detail) => {
  expect(findingsWith({ deprecated: true, 'x-hikube-deprecated': marker })).toEqual([
    `createPool: ${detail}`,
  ]);
});

test('names a field that only says that it is deprecated', () => {
  const contract = fixture();
  Object.assign(finished(contract, 'Pool.mode'), { deprecated: true });
  expect(deprecations.check(contract)).toEqual([
    {
      where: 'Pool.mode',
      detail:
        'is deprecated without saying until when; write x-hikube-deprecated: { since, sunset, instead }',
    },
  ]);
});
