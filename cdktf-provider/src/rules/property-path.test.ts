// Pointers of the API as properties in TypeScript.
import { expect, test } from 'vitest';
import { propertyPath, sentence } from './property-path.ts';

test.each([
  ['', ''],
  ['/name', 'name'],
  ['/nodeGroups/web/minReplicas', 'nodeGroups.web.minReplicas'],
  ['/nodeGroups/ml/gpus/0/name', 'nodeGroups.ml.gpus[0]'],
  ['/nodeGroups/ml/gpus', 'nodeGroups.ml.gpus'],
  ['/addons/cert-manager/options', 'addons["cert-manager"].options'],
  ['/labels/a~1b', 'labels["a/b"]'],
  ['/maintenance/exclusions/1/end', 'maintenance.exclusions[1].end'],
])('%s', (pointer, path) => {
  expect(propertyPath(pointer)).toBe(path);
});

test('a sentence begins with the property, if it is about one', () => {
  const finding = { code: 'invalid_value', severity: 'error', detail: 'It is wrong.' } as const;
  expect(sentence({ ...finding, pointer: '/name' })).toBe('name: It is wrong.');
  expect(sentence({ ...finding, pointer: '' })).toBe('It is wrong.');
});
