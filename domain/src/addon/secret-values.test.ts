import { describe, expect, test } from 'vitest';
import { checkSecretValues, mergeSecretValues } from './secret-values.ts';

const UNREAD = {
  addons: [
    {
      id: 'hami',
      description: '',
      available: true,
      alwaysOn: false,
      valuesOverride: false,
      versions: [],
      requires: [],
      manifest: null,
    },
  ],
};

describe('checkSecretValues', () => {
  test.each([
    ['none', 'velero', undefined],
    ['flat ones', 'velero', { password: 'hidden' }],
    ['nested ones', 'velero', { velero: { password: 'hidden' } }],
  ])('finds nothing about %s', (_, id, values) => {
    expect(checkSecretValues(id, values)).toEqual([]);
  });

  test.each([
    ['something else than an object', 'velero', 'hidden'],
    ['something else under the name of the chart', 'velero', { velero: 'hidden', 'key-hidden': 1 }],
  ])('refuses %s without repeating it', (_, id, values) => {
    const findings = checkSecretValues(id, values);
    expect(findings).toMatchObject([{ severity: 'error', code: 'invalid_type', pointer: '/secretValues' }]);
    expect(JSON.stringify(findings)).not.toContain('hidden');
  });

  test('refuses them where the platform reads none', () => {
    const findings = checkSecretValues('hami', { password: 'hidden' }, UNREAD as never, '/there');
    expect(findings).toMatchObject([{ code: 'values_override_unsupported', pointer: '/there' }]);
    expect(JSON.stringify(findings)).not.toContain('hidden');
    expect(checkSecretValues('hami', {}, UNREAD as never)).toEqual([]);
  });
});

describe('mergeSecretValues', () => {
  test.each([
    ['both flat', { a: 1, b: { c: 1 } }, { b: { c: 2 } }],
    ['the others nested', { velero: { a: 1, b: { c: 1 } } }, { b: { c: 2 } }],
    ['the secret ones nested', { a: 1, b: { c: 1 } }, { velero: { b: { c: 2 } } }],
  ])('lets the secret ones win, with %s', (_, values, secret) => {
    expect(mergeSecretValues('velero', values, secret)).toEqual({ velero: { a: 1, b: { c: 2 } } });
  });

  test('takes keys that name members of every object for what they are', () => {
    const secret = JSON.parse('{"__proto__":{"polluted":true}}') as Record<string, unknown>;
    const merged = mergeSecretValues('velero', { a: 1 }, secret);
    expect(JSON.stringify(merged)).toBe('{"velero":{"a":1,"__proto__":{"polluted":true}}}');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});
