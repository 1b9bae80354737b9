import { expect, test } from 'vitest';
import type { TerraformFacts } from '../read/schema.ts';
import { terraformClass } from './terraform-class.ts';
import { fixture, written } from './testing/fixture.ts';

function findingsWith(path: string, facts: object | undefined, more: object = {}): string[] {
  const contract = fixture();
  const property = written(contract, path);
  if (facts === undefined) delete property['x-hikube-terraform'];
  else property['x-hikube-terraform'] = facts as TerraformFacts;
  Object.assign(property, more);
  return terraformClass.check(contract).map(({ where, detail }) => `${where}: ${detail}`);
}

test('a property without a class', () => {
  expect(findingsWith('Pool.size', undefined)).toEqual([
    'Pool.size: has no x-hikube-terraform; give it one class of input, output, constant-default, derived-default, volatile',
  ]);
});

test('a class that does not exist', () => {
  expect(findingsWith('Pool.size', { class: 'computed' })).toEqual([
    'Pool.size: has the class computed; use one of input, output, constant-default, derived-default, volatile',
  ]);
});

test('volatile outside status and generation', () => {
  expect(findingsWith('Pool.size', { class: 'volatile' })).toEqual([
    'Pool.size: is volatile, which only status and generation may be; move it to status',
  ]);
});

test('a status that is not volatile', () => {
  expect(findingsWith('Pool.status', { class: 'output' })[0]).toBe(
    'Pool.status: changes by itself; give it the class volatile',
  );
});

test('a constant default without its value', () => {
  expect(findingsWith('Pool.uid', { class: 'constant-default' })).toEqual([
    'Pool.uid: has a constant default but no `default`; write the value',
  ]);
});

test('a default on something that is no constant default', () => {
  expect(findingsWith('Pool.uid', { class: 'output' }, { default: 'x' })).toEqual([
    'Pool.uid: has a `default` but the class output; make it constant-default or remove the value',
  ]);
});

test('a derived default that does not say from what', () => {
  expect(findingsWith('Pool.size', { class: 'derived-default' })).toEqual([
    'Pool.size: has a derived default but no dependsOn; list the properties that it follows from, or none',
  ]);
});

test.each(['size', 'colour'])('a derived default that follows from %s', (dependency) => {
  expect(findingsWith('Pool.size', { class: 'derived-default', dependsOn: [dependency] })).toEqual([
    `Pool.size: depends on ${dependency}, which is no other property beside or above it; correct the name`,
  ]);
});

test('an output that follows from an input, and stays as it is while that does', () => {
  expect(findingsWith('Pool.uid', { class: 'output', dependsOn: ['mode'] })).toEqual([]);
  expect(findingsWith('Pool.uid', { class: 'output', dependsOn: ['colour'] })).toEqual([
    'Pool.uid: depends on colour, which is no other property beside or above it; correct the name',
  ]);
});

test('dependsOn on something that a person writes', () => {
  expect(findingsWith('Pool.uid', { class: 'input', dependsOn: ['mode'] })).toEqual([
    'Pool.uid: has dependsOn but the class input; make it derived-default or output, or remove it',
  ]);
});

test('looks into objects, lists and maps', () => {
  const bare = { type: 'object', properties: { inner: { type: 'string' } } };
  const detail =
    'has no x-hikube-terraform; give it one class of input, output, constant-default, derived-default, volatile';
  expect(findingsWith('Pool.cards', { class: 'input' }, { default: undefined, items: bare })).toEqual([
    `Pool.cards[].inner: ${detail}`,
  ]);
  expect(
    findingsWith('Pool.labels', { class: 'input' }, { default: undefined, additionalProperties: bare }),
  ).toEqual([`Pool.labels{}.inner: ${detail}`]);
});
