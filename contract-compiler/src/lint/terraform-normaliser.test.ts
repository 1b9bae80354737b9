import { expect, test } from 'vitest';
import { terraformNormaliser } from './terraform-normaliser.ts';
import { fixture, written } from './testing/fixture.ts';

function findingsWith(path: string, facts: object, more: object = {}): string[] {
  const contract = fixture();
  const property = written(contract, path);
  Object.assign(property, more, { 'x-hikube-terraform': { class: 'input', ...facts } });
  return terraformNormaliser.check(contract).map(({ where, detail }) => `${where}: ${detail}`);
}

test('a normaliser that the domain does not have', () => {
  expect(findingsWith('Pool.uid', { normaliser: 'shout' })).toEqual([
    'Pool.uid: names the normaliser shout, which the domain does not have; use one of kubernetesVersion, quantity, duration, json',
  ]);
});

test('a name that every object inherits is no normaliser', () => {
  expect(findingsWith('Pool.uid', { normaliser: 'toString' })).toHaveLength(1);
});

test('a JSON text that is compared letter by letter', () => {
  expect(findingsWith('Pool.values', { json: true })).toEqual([
    'Pool.values: is a JSON text in Terraform; name the normaliser json',
  ]);
});

test('a JSON text that is no object in the API', () => {
  expect(findingsWith('Pool.size', { json: true, normaliser: 'json' })).toEqual([
    'Pool.size: is a JSON text in Terraform but no object in the API; remove json',
  ]);
});

test('a quantity that is compared letter by letter', () => {
  expect(findingsWith('Pool.mode', {}, { pattern: '^[0-9]+([KMGTPE]i)?$' })).toEqual([
    'Pool.mode: is a quantity with many spellings; name the normaliser quantity',
  ]);
});
