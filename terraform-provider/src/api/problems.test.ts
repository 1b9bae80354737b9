import { checkAddon } from '@hikube/domain';
import { terraformResources } from '@hikube/openapi/terraform-attributes';
import { expect, test } from 'vitest';
import { diagnosticsOf, diagnosticsOfFindings, noteAbout } from './problems.ts';

const place = { rows: terraformResources.kubernetes_node_group.attributes };
const refusal = (errors: object[], detail = 'The body is not valid.') =>
  Object.assign(new Error('refused'), {
    status: 422,
    code: 'validation_failed',
    errors,
    problem: { detail },
  });

test('a field of the body becomes an attribute, in the text as well', () => {
  const field = { pointer: '/minReplicas', code: 'min_above_max', detail: 'Lower minReplicas.' };
  expect(diagnosticsOf(refusal([field]), 'plan it', place)).toEqual([
    { severity: 'error', summary: 'Cannot plan it', detail: 'Lower min_replicas.', path: ['min_replicas'] },
  ]);
  expect(diagnosticsOf(refusal([], 'maxReplicas is too high.'), 'plan it')[0]?.detail).toBe(
    'max_replicas is too high.',
  );
});

test('so do findings of the rules, and what is worth knowing', () => {
  const finding = {
    pointer: '/diskSize',
    code: 'min_above_max',
    severity: 'error',
    detail: 'Raise diskSize.',
  } as const;
  expect(diagnosticsOfFindings([finding], place)).toEqual([
    { severity: 'error', summary: 'Min above max', detail: 'Raise disk_size.', path: ['disk_size'] },
  ]);
  expect(noteAbout('cluster prod', [{ detail: 'Changing instanceType rolls.' }])[0]?.detail).toBe(
    'Changing instance_type rolls.',
  );
});

test('options of an add-on have their Terraform names, also where the rules list what is possible', () => {
  const findings = checkAddon('flux', { options: { certManager: {} } });
  const rows = terraformResources.kubernetes_addon.attributes;
  expect(diagnosticsOfFindings(findings, { rows }).map(({ detail }) => detail)).toEqual([
    'options.cert_manager does not belong to the add-on flux; it takes options.flux.',
  ]);
  const swapped = checkAddon('cert-manager', { options: { flux: {} } });
  expect(diagnosticsOfFindings(swapped, { rows })[0]?.detail).toMatch(/it takes options\.cert_manager\.$/);
  const listed = { pointer: '/options', code: 'x', detail: 'Choose.', allowed: ['certManager'] };
  expect(diagnosticsOf(refusal([listed]), 'plan it', { rows })[0]?.detail).toBe(
    'Choose. Possible: cert_manager.',
  );
});

test.each([
  ['none of them is in the text', 'Choose another.', ['a1', 'b2'], 'Choose another. Possible: a1, b2.'],
  ['only one of them is', 'It has a1.', ['a1', 'b2'], 'It has a1. Possible: a1, b2.'],
  ['all of them are', 'Choose a1 or b2.', ['a1', 'b2'], 'Choose a1 or b2.'],
  ['the text counts the rest', 'Choose one of a1 and 1 more.', ['a1', 'b2'], 'Choose one of a1 and 1 more.'],
])('what is possible is said once, when %s', (_when, detail, allowed, expected) => {
  const field = { pointer: '/instanceType', code: 'unknown', detail, allowed };
  expect(diagnosticsOf(refusal([field]), 'plan it', place)[0]?.detail).toBe(expected);
});
