// Diagnostics on their way to Terraform.
import { describe, expect, test } from 'vitest';
import { error, hasError, toWireDiagnostics, warning } from './diagnostics.ts';

test('an error is an error, a warning is not', () => {
  expect(hasError([warning('a'), error('b')])).toBe(true);
  expect(hasError([warning('a')])).toBe(false);
  expect(hasError([])).toBe(false);
});

describe('on the wire', () => {
  const attribute = { steps: [{ attributeName: 'groups' }] };
  const path = ['groups', { key: 'a' }, 'min'] as const;
  test.each([
    ['without a path', error('Bad', 'So bad.'), { detail: 'So bad.', attribute: undefined }],
    ['with an empty path', error('Bad', 'So bad.', []), { detail: 'So bad.', attribute: undefined }],
    ['at an attribute', warning('Bad', 'So bad.', ['groups']), { detail: 'So bad.', attribute }],
    [
      'inside one: terraform finds the attribute, and the text says where in it',
      error('Bad', 'So bad.', path),
      { detail: 'At groups["a"].min: So bad.', attribute },
    ],
    [
      'inside one, without a detail',
      error('Bad', undefined, path),
      { detail: 'At groups["a"].min.', attribute },
    ],
    [
      'inside one that the summary names',
      error('Bad groups["a"].min', 'So bad.', path),
      { detail: 'So bad.', attribute },
    ],
    [
      'inside one that the detail names',
      error('Bad', 'See groups["a"].min.', path),
      { detail: 'See groups["a"].min.', attribute },
    ],
  ])('%s', (_name, diagnostic, expected) => {
    expect(toWireDiagnostics([diagnostic])).toEqual([
      { severity: diagnostic.severity, summary: diagnostic.summary, ...expected },
    ]);
  });
});
