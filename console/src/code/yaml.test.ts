import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { yamlOf } from './yaml.ts';

const DOCUMENT = {
  apiVersion: 'apps.cozystack.io/v1alpha1',
  metadata: { name: 'prod', labels: { 'example.org/team': 'on', empty: '' } },
  spec: {
    version: 'v1.35',
    disk: '20Gi',
    number: 3,
    yes: true,
    no: null,
    text: ['yes', '1.30', '0x10', ' a', 'a: b', '# no', '- x', "it's", '"q"', 'é\n'],
    list: [{ name: 'a', roles: ['x'] }, {}, []],
    nothing: {},
  },
};

test('a library reads back what was meant', () => {
  expect(parse(yamlOf(DOCUMENT))).toEqual(DOCUMENT);
  expect(parse(yamlOf(DOCUMENT), { version: '1.1' })).toEqual(DOCUMENT);
});

test('it is in blocks, as people write it', () => {
  expect(yamlOf({ spec: { nodeGroups: { web: { minReplicas: 2, roles: ['ingress-nginx'] } } } })).toBe(
    'spec:\n  nodeGroups:\n    web:\n      minReplicas: 2\n      roles:\n        - ingress-nginx\n',
  );
});
