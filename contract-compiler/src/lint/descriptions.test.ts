import { expect, test } from 'vitest';
import { descriptions } from './descriptions.ts';
import { finished, fixture, operationOf } from './testing/fixture.ts';

function findingsWith(description: string | undefined): string[] {
  const contract = fixture();
  const property = finished(contract, 'Pool.size');
  if (description === undefined) delete property.description;
  else property.description = description;
  return descriptions.check(contract).map(({ where, detail }) => `${where}: ${detail}`);
}

test.each([
  [undefined, 'has no description; say what it means'],
  ['Size.', 'has the description "Size.", which says nothing; write a sentence'],
  ['How large the pool is', 'has a description that does not end as a sentence; add a full stop'],
  ['how large the pool is.', 'has a description that begins in lower case; begin with a capital'],
])('a property with the description %j', (description, detail) => {
  expect(findingsWith(description)).toEqual([`Pool.size: ${detail}`]);
});

test('a description may begin with a name in code', () => {
  expect(findingsWith('`size` is how large the pool is.')).toEqual([]);
});

test('a reference is explained by what it refers to', () => {
  expect(finished(fixture(), 'Pool.uid').description).toBeUndefined();
  expect(findingsWith('How large the pool is.')).toEqual([]);
});

test('parameters, headers and operations', () => {
  const contract = fixture();
  delete contract.document.components.parameters.cursor?.description;
  delete contract.document.components.headers.Location?.description;
  delete operationOf(contract, 'listPools').description;
  expect(descriptions.check(contract).map(({ where }) => where)).toEqual([
    'parameter cursor',
    'header Location',
    'listPools',
  ]);
});
