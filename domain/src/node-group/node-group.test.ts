import { describe, expect, test } from 'vitest';
import { HIKUBE } from '../catalogue/profiles.test.support.ts';
import { UNKNOWN } from '../values/unknown.ts';
import { checkNodeGroup } from './node-group.ts';

const codes = (findings: ReturnType<typeof checkNodeGroup>) =>
  findings.map((finding) => [finding.pointer, finding.code]);

describe('checkNodeGroup', () => {
  test.each([
    ['web', { minReplicas: 2, maxReplicas: 10, instanceType: 's1.large', roles: ['ingress-nginx'] }],
    ['production', { minReplicas: 3, maxReplicas: 20, instanceType: 'm1.large', diskSize: '50Gi' }],
    [
      'ml',
      {
        minReplicas: 1,
        maxReplicas: 5,
        instanceType: 'u1.xlarge',
        gpus: [{ name: 'nvidia.com/AD102GL_L40S' }],
      },
    ],
    ['empty', {}],
    [UNKNOWN, UNKNOWN],
    [undefined, null],
  ])('takes %s', (name, group) => {
    expect(checkNodeGroup(name, group, { catalogue: HIKUBE, clusterName: 'shop' })).toEqual([]);
  });

  test('finds what is wrong in each field, at its place', () => {
    const group = {
      minReplicas: 3,
      maxReplicas: 1,
      instanceType: 'm5.large',
      resources: { cpu: '4' },
      diskSize: 'big',
      roles: ['Web'],
      gpus: [{ name: 'L40S' }],
    };
    const findings = checkNodeGroup('Web', group, { catalogue: HIKUBE, pointer: '/nodeGroups/Web' });
    expect(codes(findings)).toEqual([
      ['/nodeGroups/Web', 'invalid_name'],
      ['/nodeGroups/Web/minReplicas', 'min_above_max'],
      ['/nodeGroups/Web/instanceType', 'unknown_instance_type'],
      ['/nodeGroups/Web/resources/memory', 'resources_incomplete'],
      ['/nodeGroups/Web/diskSize', 'invalid_quantity'],
      ['/nodeGroups/Web/roles/0', 'invalid_role'],
      ['/nodeGroups/Web/gpus/0/name', 'unknown_gpu_type'],
    ]);
  });

  test('a body of its own has the name at /name', () => {
    expect(codes(checkNodeGroup('1', {}, { namePointer: '/name' }))).toEqual([['/name', 'invalid_name']]);
  });

  test('a group that is no object is refused', () => {
    expect(codes(checkNodeGroup('web', ['s1.large'], { pointer: '/nodeGroups/web' }))).toEqual([
      ['/nodeGroups/web', 'invalid_type'],
    ]);
  });

  test('without a catalogue everything that needs none is still checked', () => {
    expect(codes(checkNodeGroup('web', { instanceType: 'new.type', minReplicas: -1 }))).toEqual([
      ['/minReplicas', 'out_of_range'],
    ]);
  });
});
