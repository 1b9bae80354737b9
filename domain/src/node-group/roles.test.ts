import { describe, expect, test } from 'vitest';
import { UNKNOWN } from '../values/unknown.ts';
import { checkRoles } from './roles.ts';

describe('checkRoles', () => {
  test.each([[[]], [['ingress-nginx', 'gpu', '1', 'a.b']], [[UNKNOWN]], [UNKNOWN], [undefined]])(
    'takes %j',
    (roles) => {
      expect(checkRoles(roles)).toEqual([]);
    },
  );

  test.each([
    [['-a'], '/roles/0', 'invalid_role'],
    [['ok', 'Upper'], '/roles/1', 'invalid_role'],
    [['a/b'], '/roles/0', 'invalid_role'],
    [[''], '/roles/0', 'invalid_role'],
    [['r'.repeat(64)], '/roles/0', 'invalid_role'],
    [[1], '/roles/0', 'invalid_type'],
    ['web', '/roles', 'invalid_type'],
  ])('refuses %j', (roles, pointer, code) => {
    expect(checkRoles(roles).map((finding) => [finding.pointer, finding.code])).toEqual([[pointer, code]]);
  });
});
