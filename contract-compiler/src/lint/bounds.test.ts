import { expect, test } from 'vitest';
import { bounds } from './bounds.ts';
import { finished, fixture } from './testing/fixture.ts';

function findingsWithout(path: string, keyword: string, more: object = {}): string[] {
  const contract = fixture();
  const property = finished(contract, path);
  delete (property as Record<string, unknown>)[keyword];
  Object.assign(property, more);
  return bounds.check(contract).map(({ where, detail }) => `${where}: ${detail}`);
}

test.each([
  ['Name', 'maxLength', 'Name: is a string without a limit; add maxLength'],
  ['Pool.tags', 'maxItems', 'Pool.tags: is an array without a limit; add maxItems'],
  ['Pool.tags', 'items', 'Pool.tags: is an array of anything; add items'],
  ['Pool.size', 'maximum', 'Pool.size: is a number without limits; add minimum and maximum'],
  ['Pool.labels', 'maxProperties', 'Pool.labels: is a map without a limit; add maxProperties'],
  ['Pool.labels', 'propertyNames', 'Pool.labels: is a map whose keys are not limited; add propertyNames'],
  [
    'Impact',
    'additionalProperties',
    'Impact: is an object that does not say what else it may hold; add additionalProperties',
  ],
])('%s without %s', (path, keyword, finding) => {
  expect(findingsWithout(path, keyword)).toEqual([finding]);
});

test('keys of any length', () => {
  expect(findingsWithout('Pool.labels', 'propertyNames', { propertyNames: { pattern: '^a' } })).toEqual([
    'Pool.labels{key}: has keys without a limit; add maxLength',
  ]);
});

test('a string that may also be null', () => {
  expect(findingsWithout('Name', 'maxLength', { type: ['string', 'null'] })).toEqual([
    'Name: is a string without a limit; add maxLength',
  ]);
});

test('a parameter', () => {
  const contract = fixture();
  Object.assign(contract.document.components.parameters.cursor ?? {}, { schema: { type: 'string' } });
  expect(bounds.check(contract)).toEqual([
    { where: 'parameter cursor', detail: 'is a string without a limit; add maxLength' },
  ]);
});
