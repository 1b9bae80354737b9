// Which requests use something that goes.
import { type OperationFacts, operations } from '@hikube/openapi/operations';
import { expect, test } from 'vitest';
import { usedDeprecations } from './deprecation.ts';

const WHEN = { since: '2027-02-01T00:00:00Z', sunset: '2028-02-01T23:59:59Z' };
const part = (...path: string[]) => ({ ...WHEN, path });

const FACTS: OperationFacts = {
  ...operations.createCluster,
  deprecatedParts: [
    part('query', 'old'),
    part('header', 'x-old'),
    part('body', 'groups', '*', 'disk', 'old'),
  ],
};
const NOTHING = { query: new URLSearchParams(), headers: new Headers(), body: undefined };

test('an operation that goes is used by every request', () => {
  const facts = { ...operations.getTenant, deprecated: WHEN };
  expect(usedDeprecations(facts, NOTHING)).toEqual([WHEN]);
});

test.each([
  ['a query parameter', { ...NOTHING, query: new URLSearchParams('old=1') }, ['query', 'old']],
  ['a header', { ...NOTHING, headers: new Headers({ 'X-Old': '1' }) }, ['header', 'x-old']],
  [
    'a field in any entry of a map, also as null',
    { ...NOTHING, body: { groups: { web: {}, batch: { disk: { old: null } } } } },
    ['body', 'groups', '*', 'disk', 'old'],
  ],
])('%s', (_name, request, path) => {
  expect(usedDeprecations(FACTS, request)).toEqual([{ ...WHEN, path }]);
});

test.each([
  ['nothing', undefined],
  ['the name as a value', { groups: { web: { disk: 'old' } } }],
  ['nothing where an object is expected', { groups: null }],
  ['a name of a prototype', { groups: { web: { disk: Object.create({ old: 1 }) } } }],
  ['a text', 'old'],
])('nothing of %s', (_name, body) => {
  expect(usedDeprecations(FACTS, { ...NOTHING, query: new URLSearchParams('new=old'), body })).toEqual([]);
});
