import { describe, expect, test } from 'vitest';
import { HIKUBE } from '../catalogue/profiles.test.support.ts';
import { UNKNOWN } from '../values/unknown.ts';
import { checkGpus, gpuCount } from './gpus.ts';

const L40S = { name: 'nvidia.com/AD102GL_L40S' };
const GROUP = { minReplicas: 1, instanceType: 'u1.xlarge', gpus: [L40S] };

test('gpuCount counts cards', () => {
  expect([gpuCount({ gpus: [L40S, L40S] }), gpuCount({}), gpuCount({ gpus: UNKNOWN })]).toEqual([2, 0, 0]);
});

describe('checkGpus', () => {
  test.each([{}, { gpus: [] }, { gpus: UNKNOWN }, GROUP, { ...GROUP, gpus: [{ name: UNKNOWN }] }])(
    'takes %j',
    (group) => {
      expect(checkGpus(group, { catalogue: HIKUBE, addonIds: ['gpu-operator'] })).toEqual([]);
    },
  );

  test('refuses a card that the catalogue does not have', () => {
    expect(checkGpus({ ...GROUP, gpus: [L40S, { name: 'nvidia.com/gpu' }] }, { catalogue: HIKUBE })).toEqual([
      {
        pointer: '/gpus/1/name',
        code: 'unknown_gpu_type',
        severity: 'error',
        detail:
          'There is no GPU "nvidia.com/gpu"; choose one of nvidia.com/AD102GL_L40S, ' +
          'nvidia.com/GA100_A100_PCIE_80GB, nvidia.com/H100_94GB.',
        allowed: ['nvidia.com/AD102GL_L40S', 'nvidia.com/GA100_A100_PCIE_80GB', 'nvidia.com/H100_94GB'],
        params: { gpuType: 'nvidia.com/gpu' },
      },
    ]);
  });

  test.each([
    [{ ...GROUP, instanceType: 's1.small' }, '/instanceType'],
    [{ ...GROUP, resources: { cpu: '8', memory: '4095Mi' } }, '/resources/memory'],
  ])('needs 4 GiB on each node: %#', (group, pointer) => {
    expect(checkGpus(group, { catalogue: HIKUBE })).toEqual([
      {
        pointer,
        code: 'gpu_memory_too_small',
        severity: 'error',
        detail: 'A node with GPUs needs at least 4Gi of memory for the driver; choose a larger size.',
        params: { least: '4Gi' },
      },
    ]);
  });

  test('4 GiB are enough, and a size that is not known is not judged', () => {
    expect(checkGpus({ ...GROUP, resources: { cpu: '1', memory: '4Gi' } })).toEqual([]);
    expect(
      checkGpus({ ...GROUP, instanceType: 's1.small', resources: UNKNOWN }, { catalogue: HIKUBE }),
    ).toEqual([]);
    expect(checkGpus({ ...GROUP, instanceType: 's1.small' })).toEqual([]);
  });

  test('warns when the operator is missing, unless the add-ons are not known', () => {
    const findings = checkGpus(GROUP, { addonIds: ['flux'] });
    expect(findings.map((finding) => [finding.pointer, finding.code, finding.severity])).toEqual([
      ['/gpus', 'gpu_operator_missing', 'warning'],
    ]);
    expect(checkGpus(GROUP)).toEqual([]);
  });

  test.each([{ minReplicas: 0 }, { minReplicas: undefined }, { minReplicas: null }])(
    'warns that a group at zero does not wake up: %j',
    (bounds) => {
      const findings = checkGpus({ ...GROUP, ...bounds });
      expect(findings.map((finding) => [finding.pointer, finding.code, finding.severity])).toEqual([
        ['/minReplicas', 'gpu_scale_from_zero', 'warning'],
      ]);
    },
  );

  test('a minimum that is not known yet is not judged', () => {
    expect(checkGpus({ ...GROUP, minReplicas: UNKNOWN })).toEqual([]);
  });

  test.each([
    ['L40S', '/gpus'],
    [['nvidia.com/AD102GL_L40S'], '/gpus/0'],
    [[{ name: 1 }], '/gpus/0/name'],
  ])('%j is of another type', (gpus, pointer) => {
    const findings = checkGpus({ ...GROUP, gpus });
    expect(findings.map((finding) => [finding.pointer, finding.code])).toEqual([[pointer, 'invalid_type']]);
  });
});
