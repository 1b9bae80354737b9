import { expect, test } from 'vitest';
import { inTerraformWords } from './words.ts';

test.each([
  [
    'minReplicas 30 is greater than maxReplicas 10; raise maxReplicas.',
    'min_replicas 30 is greater than max_replicas 10; raise max_replicas.',
  ],
  ['Changing instanceType replaces 2 nodes of web.', 'Changing instance_type replaces 2 nodes of web.'],
  ['deletionProtection is set.', 'deletion_protection is set.'],
])('properties become attributes: %s', (text, expected) => {
  expect(inTerraformWords(text)).toBe(expected);
});

test.each([
  'The label "minReplicas" does not fit.',
  'The Helm value replicaCount is not known.',
  'The version of the cluster',
])('everything else stays: %s', (text) => {
  expect(inTerraformWords(text)).toBe(text);
});
