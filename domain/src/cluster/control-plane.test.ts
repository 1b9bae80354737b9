import { describe, expect, test } from 'vitest';
import { COZYSTACK, HIKUBE } from '../catalogue/profiles.test.support.ts';
import { UNKNOWN } from '../values/unknown.ts';
import { checkControlPlane } from './control-plane.ts';

const codes = (cluster: Readonly<Record<string, unknown>>, catalogue = HIKUBE) =>
  checkControlPlane(cluster, catalogue).map((finding) => [finding.pointer, finding.code, finding.severity]);

describe('checkControlPlane', () => {
  test.each([
    {},
    { topology: 'development' },
    { topology: 'development', controlPlane: { replicas: 1, etcdMembers: 1 } },
    { controlPlane: { replicas: 2 } },
    { controlPlane: { replicas: 4, etcdMembers: 5 } },
    { topology: UNKNOWN, controlPlane: { etcdMembers: UNKNOWN } },
    { controlPlane: UNKNOWN },
  ])('takes %j', (cluster) => {
    expect(codes(cluster)).toEqual([]);
  });

  test('an even number of etcd members is refused with the reason', () => {
    expect(checkControlPlane({ controlPlane: { etcdMembers: 2 } })).toEqual([
      {
        pointer: '/controlPlane/etcdMembers',
        code: 'even_etcd_members',
        severity: 'error',
        detail:
          'etcd with 2 members needs 2 of them up, so it survives no more losses than with 1; choose 1, 3 or 5.',
        allowed: ['1', '3', '5'],
      },
    ]);
    expect(codes({ controlPlane: { etcdMembers: 4 } })[0]?.[1]).toBe('even_etcd_members');
  });

  test.each([
    [{ controlPlane: { etcdMembers: 7 } }, '/controlPlane/etcdMembers', 'out_of_range'],
    [{ controlPlane: { etcdMembers: 0 } }, '/controlPlane/etcdMembers', 'out_of_range'],
    [{ controlPlane: { etcdMembers: -2 } }, '/controlPlane/etcdMembers', 'out_of_range'],
    [{ controlPlane: { replicas: 0 } }, '/controlPlane/replicas', 'out_of_range'],
    [{ controlPlane: { replicas: '3' } }, '/controlPlane/replicas', 'invalid_type'],
    [{ controlPlane: [] }, '/controlPlane', 'invalid_type'],
    [{ topology: 'ha' }, '/topology', 'invalid_value'],
  ])('refuses %j', (cluster, pointer, code) => {
    expect(codes(cluster)).toEqual([[pointer, code, 'error']]);
  });

  test('members are no input where etcd belongs to the tenant', () => {
    expect(codes({ controlPlane: { etcdMembers: 3 } }, COZYSTACK)).toEqual([
      ['/controlPlane/etcdMembers', 'capability_missing', 'error'],
    ]);
    expect(codes({ controlPlane: { etcdMembers: null } }, COZYSTACK)).toEqual([]);
  });

  test('warns when a production cluster has one of something', () => {
    expect(codes({ controlPlane: { replicas: 1, etcdMembers: 1 } })).toEqual([
      ['/controlPlane/replicas', 'no_fault_tolerance', 'warning'],
      ['/controlPlane/etcdMembers', 'no_fault_tolerance', 'warning'],
    ]);
  });
});
