import { expect, test } from 'vitest';
import { terraformImmutable } from './terraform-immutable.ts';
import { fixture, written } from './testing/fixture.ts';

function findingsOf(change: (contract: ReturnType<typeof fixture>) => void): string[] {
  const contract = fixture();
  change(contract);
  return terraformImmutable.check(contract).map(({ where, detail }) => `${where}: ${detail}`);
}

const facts = (path: string, value: object) => (contract: ReturnType<typeof fixture>) =>
  Object.assign(written(contract, path), { 'x-hikube-terraform': value });

test('a way of being immutable that does not exist', () => {
  expect(findingsOf(facts('Pool.mode', { class: 'input', immutable: 'never' }))).toEqual([
    'Pool.mode: has immutable: never; use replace or reject',
  ]);
});

test('an output that is immutable', () => {
  expect(findingsOf(facts('Pool.uid', { class: 'output', immutable: 'reject' }))).toEqual([
    'Pool.uid: is immutable but its class is output, which nobody writes; remove immutable',
  ]);
});

test('an input that Terraform leaves out', () => {
  expect(findingsOf(facts('Pool.mode', { class: 'input', omit: true }))).toEqual([
    'Pool.mode: is left out of Terraform but not an output; remove omit',
  ]);
});

test('a key that could change', () => {
  expect(findingsOf(facts('Pool.name', { class: 'input' }))).toEqual([
    'Pool.name: is the key; add immutable: replace',
  ]);
});

test('a key that the resource does not have', () => {
  expect(
    findingsOf(({ sources }) =>
      Object.assign(sources.Pool ?? {}, { 'x-hikube-resource': { name: 'pool', key: 'id' } }),
    ),
  ).toEqual(['Pool: names the key id, which it does not have; correct x-hikube-resource']);
});

test('a parent that is not marked', () => {
  expect(findingsOf(facts('Machine.pool', { class: 'output' }))).toEqual([
    'Machine: marks another parent than x-hikube-resource names; make them agree',
  ]);
});

test('a parent that is no resource', () => {
  const parent = { property: 'pool', resource: 'Name' };
  expect(
    findingsOf(({ sources }) =>
      Object.assign(sources.Machine ?? {}, { 'x-hikube-resource': { name: 'machine', key: 'name', parent } }),
    ),
  ).toEqual(['Machine: has the parent Name, which is no resource; correct x-hikube-resource']);
});
