// Constants of names, at run time and for the compiler.
import { expect, expectTypeOf, test } from 'vitest';
import { constantsOf } from './constants.ts';
import { AddonId, GpuType, InstanceType, KubernetesVersion, StorageClass } from './names.ts';

test('every name has a constant', () => {
  const made = constantsOf([
    's1.large',
    's1.2xlarge',
    'cert-manager',
    'nvidia.com/H100_94GB',
    '1.34',
    'a/b/c-d.e',
  ]);
  expect(made).toEqual({
    S1_LARGE: 's1.large',
    S1_2XLARGE: 's1.2xlarge',
    CERT_MANAGER: 'cert-manager',
    H100_94GB: 'nvidia.com/H100_94GB',
    V1_34: '1.34',
    C_D_E: 'a/b/c-d.e',
  });
  expect(Object.isFrozen(made)).toBe(true);
  expectTypeOf(made.S1_2XLARGE).toEqualTypeOf<'s1.2xlarge'>();
  expectTypeOf(made.V1_34).toEqualTypeOf<'1.34'>();
  expectTypeOf(made.C_D_E).toEqualTypeOf<'a/b/c-d.e'>();
  // @ts-expect-error a name that is not in the list has no constant
  expect(made.S1_SMALL).toBeUndefined();
});

test('the catalogue has the constants that its documentation names', () => {
  expect(InstanceType.S1_LARGE).toBe('s1.large');
  expect(GpuType.AD102GL_L40S).toBe('nvidia.com/AD102GL_L40S');
  expect(KubernetesVersion.V1_30).toBe('1.30');
  expect(StorageClass.REPLICATED_ASYNC).toBe('replicated-async');
  expect(AddonId.INGRESS_NGINX).toBe('ingress-nginx');
});

test('constants complete and exclude nothing', () => {
  const newer: InstanceType = 'z9.huge';
  expectTypeOf<'s1.large'>().toExtend<InstanceType>();
  expectTypeOf<string>().toExtend<AddonId>();
  expect(Object.values<string>(InstanceType)).not.toContain(newer);
});
