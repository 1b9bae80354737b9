import { describe, expect, test } from 'vitest';
import { UNKNOWN } from '../values/unknown.ts';
import { hasCapability } from './catalogue.ts';
import { checkInstanceType, checkStorageClass, findInstanceType } from './lookup.ts';
import { COZYSTACK, HIKUBE } from './profiles.test.support.ts';

describe('checkInstanceType', () => {
  test.each(['s1.large', undefined, null, UNKNOWN])('takes %s', (name) => {
    expect(checkInstanceType(name, HIKUBE)).toEqual([]);
  });

  test('offers the names of the same series', () => {
    expect(checkInstanceType('m1.small', HIKUBE)).toEqual([
      {
        pointer: '/instanceType',
        code: 'unknown_instance_type',
        severity: 'error',
        detail:
          'There is no instance type "m1.small"; choose one of m1.large, m1.xlarge, m1.2xlarge, m1.4xlarge, m1.8xlarge.',
        allowed: ['m1.large', 'm1.xlarge', 'm1.2xlarge', 'm1.4xlarge', 'm1.8xlarge'],
        params: { instanceType: 'm1.small' },
      },
    ]);
  });

  test('offers every name when the series does not exist', () => {
    expect(checkInstanceType('m5.large', HIKUBE)[0]?.allowed).toHaveLength(20);
  });

  test('refuses nothing without a catalogue, or with one that has no types', () => {
    expect(checkInstanceType('m5.large')).toEqual([]);
    expect(checkInstanceType('m5.large', { capabilities: [] })).toEqual([]);
  });

  test('an inherited name is no type', () => {
    expect(checkInstanceType('constructor', HIKUBE)[0]?.code).toBe('unknown_instance_type');
  });
});

describe('checkStorageClass', () => {
  test('knows the classes of each profile', () => {
    expect(checkStorageClass('replicated-async', HIKUBE)).toEqual([]);
    expect(checkStorageClass('replicated-async', COZYSTACK)).toEqual([
      {
        pointer: '/storageClass',
        code: 'unknown_storage_class',
        severity: 'error',
        detail: 'There is no storage class "replicated-async"; choose one of replicated, local.',
        allowed: ['replicated', 'local'],
        params: { storageClass: 'replicated-async' },
      },
    ]);
    expect(checkStorageClass('fast-ssd')).toEqual([]);
  });
});

test('findInstanceType gives the size', () => {
  expect(findInstanceType(HIKUBE, 'u1.xlarge')).toMatchObject({ vcpus: 4, memory: '16Gi' });
  expect(findInstanceType(undefined, 'u1.xlarge')).toBeUndefined();
});

test('a capability is there, not there, or not known', () => {
  expect(hasCapability(HIKUBE, 'etcd.perCluster')).toBe(true);
  expect(hasCapability(COZYSTACK, 'etcd.perCluster')).toBe(false);
  expect(hasCapability({}, 'etcd.perCluster')).toBeUndefined();
  expect(hasCapability(undefined, 'etcd.perCluster')).toBeUndefined();
});
