import { describe, expect, test } from 'vitest';
import { collectionValidators, elementValidators, numberValidators, textValidators } from './validators.ts';

const first = (validators: readonly ((value: never) => string | undefined)[], value: unknown) =>
  validators.map((validate) => validate(value as never)).find((wrong) => wrong !== undefined);

describe('textValidators', () => {
  test.each([
    [{ bounds: { minLength: 1 } }, '', 'it must not be empty'],
    [{ bounds: { maxLength: 2 } }, 'abc', 'it must have at most 2 characters, not 3'],
    [{ bounds: { pattern: '^[a-z]+$' } }, 'A', '"A" does not fit; write something that matches ^[a-z]+$'],
    [{ enum: ['a', 'b'] }, 'c', 'it must be "a" or "b", not "c"'],
    [
      { enum: ['production', 'development'] },
      'produktion',
      'it must be "production" or "development", not "produktion"; did you mean "production"',
    ],
    [{ normaliser: 'kubernetesVersion' }, 'latest', '"latest" is not a Kubernetes version such as 1.34'],
    [
      { normaliser: 'kubernetesVersion' },
      '1.3',
      'Kubernetes 1.3 is too old to be meant; without quotes 1.30 is a number, and loses its zero: write it in quotes, "1.30"',
    ],
    [
      { name: 'disk_size', normaliser: 'quantity', bounds: { pattern: 'x' } },
      '4 GB',
      '"4 GB" is not a quantity such as 500Mi or 16Gi',
    ],
    [
      { name: 'system_reserved_cpu', normaliser: 'quantity' },
      'much',
      '"much" is not a quantity such as 500m or 4',
    ],
    [{ json: true, normaliser: 'json' }, '[1]', 'it is not the text of a JSON object; use jsonencode({…})'],
  ])('%j refuses %j', (limits, value, sentence) => {
    expect(first(textValidators(limits), value)).toBe(sentence);
  });

  test('what is within the limits passes', () => {
    expect(
      first(textValidators({ bounds: { minLength: 1, maxLength: 3, pattern: '^[a-z]+$' } }), 'abc'),
    ).toBeUndefined();
    expect(first(textValidators({ json: true }), '{"a":1}')).toBeUndefined();
  });
});

test('numbers keep their bounds', () => {
  const validators = numberValidators({ bounds: { minimum: 0, maximum: 9 } });
  expect(first(validators, -1)).toBe('it must be at least 0, not -1');
  expect(first(validators, 10)).toBe('it must be at most 9, not 10');
  expect(first(validators, 9)).toBeUndefined();
});

test('collections keep their size', () => {
  expect(first(collectionValidators({ bounds: { minItems: 1 } }), [])).toBe('it needs at least 1 element');
  expect(first(collectionValidators({ bounds: { maxProperties: 1 } }), { a: 1, b: 2 })).toBe(
    'it takes at most 1 element, not 2',
  );
});

test('each element is looked at', () => {
  const validators = elementValidators({ type: 'string', bounds: { pattern: '^[a-z]+$' } });
  expect(first(validators, ['ok', 'NO'])).toBe(
    'of "NO": "NO" does not fit; write something that matches ^[a-z]+$',
  );
});
