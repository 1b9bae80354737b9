import { describe, expect, test } from 'vitest';
import { mergeManifest } from './merge-manifest.ts';

const CURRENT = {
  name: 'prod',
  displayName: 'Shop',
  labels: { team: 'platform' },
  version: '1.34',
  topology: 'production',
  controlPlane: { replicas: 3, etcdMembers: 5 },
  storageClass: 'local',
  host: 'k8s.example.ch',
  network: { exposure: 'load-balancer' },
  deletionProtection: true,
  maintenance: { autoPatch: true },
  nodeGroups: { web: { minReplicas: 2 }, old: {} },
  addons: {
    'cert-manager': {
      version: '1.19.3',
      options: { certManager: { issuers: {} } },
      valuesOverride: { a: 1 },
    },
    'ingress-nginx': { version: '1.11.2', options: { ingress: { hosts: ['a'] } } },
    flux: { options: { flux: {} } },
    dashboard: { version: '0.40.0' },
  },
};

const EMPTY = { name: 'prod', labels: {}, nodeGroups: {}, addons: {} };

test('without a cluster, the manifest is the cluster', () => {
  const manifest = {
    ...EMPTY,
    version: '1.35',
    controlPlane: { replicas: 2 },
    addons: { flux: {}, nfs: null },
  };
  expect(mergeManifest(undefined, manifest)).toEqual({ ...manifest, addons: { flux: {} } });
});

test('an empty manifest deletes what the form can express and nothing else', () => {
  expect(mergeManifest(CURRENT, EMPTY)).toEqual({
    name: 'prod',
    displayName: 'Shop',
    labels: {},
    version: '1.34',
    topology: 'production',
    controlPlane: { etcdMembers: 5 },
    storageClass: 'local',
    host: 'k8s.example.ch',
    network: { exposure: 'load-balancer' },
    deletionProtection: true,
    maintenance: { autoPatch: true },
    nodeGroups: {},
    addons: { dashboard: { version: '0.40.0' } },
  });
});

describe('what the manifest says wins', () => {
  test.each([
    ['version', '1.35'],
    ['storageClass', 'replicated'],
    ['host', 'other.example.ch'],
    ['labels', { team: 'shop' }],
    ['displayName', ''],
    ['deletionProtection', false],
    ['network', { exposure: 'proxied' }],
    ['maintenance', { autoPatch: false }],
  ])('%s', (field, value) => {
    expect(mergeManifest(CURRENT, { ...EMPTY, [field]: value })).toHaveProperty(field, value);
  });
});

describe('the control plane', () => {
  test.each([
    [
      'keeps the members of etcd, which the form lacks',
      { controlPlane: { replicas: 2 } },
      { replicas: 2, etcdMembers: 5 },
    ],
    ['takes those that an annotation carries', { controlPlane: { etcdMembers: 1 } }, { etcdMembers: 1 }],
    ['keeps them with the same topology', { topology: 'production' }, { etcdMembers: 5 }],
    ['derives them again with another one', { topology: 'development' }, undefined],
  ])('%s', (_title, manifest, expected) => {
    expect(mergeManifest(CURRENT, { ...EMPTY, ...manifest })['controlPlane']).toEqual(expected);
  });
});

describe('add-ons', () => {
  test('keep the version, and options that the form has no key for', () => {
    const { addons } = mergeManifest(CURRENT, {
      ...EMPTY,
      addons: { 'cert-manager': {}, 'ingress-nginx': {}, flux: {} },
    });
    expect(addons).toEqual({
      'cert-manager': { version: '1.19.3', options: { certManager: { issuers: {} } } },
      'ingress-nginx': { version: '1.11.2' },
      flux: {},
      dashboard: { version: '0.40.0' },
    });
  });

  test('take what an annotation carries', () => {
    const { addons } = mergeManifest(CURRENT, {
      ...EMPTY,
      addons: {
        'cert-manager': { version: '1.18.0' },
        dashboard: {},
        nfs: { options: { nfs: { size: '1Ti' } } },
      },
    });
    expect(addons).toEqual({
      'cert-manager': { version: '1.18.0', options: { certManager: { issuers: {} } } },
      dashboard: {},
      nfs: { options: { nfs: { size: '1Ti' } } },
    });
  });

  test.each([
    [{ valuesOverride: {} }, {}, { valuesOverride: {} }],
    [{}, { valuesOverride: {} }, {}],
    [{ valuesOverride: { a: 1 } }, { valuesOverride: {} }, { valuesOverride: {} }],
    [{ valuesOverride: { a: 1 } }, {}, {}],
    [{ valuesOverride: {} }, { valuesOverride: { a: 1 } }, { valuesOverride: { a: 1 } }],
  ])('with %j and a manifest with %j have %j', (before, velero, after) => {
    const current = { ...CURRENT, addons: { velero: before } };
    expect(mergeManifest(current, { ...EMPTY, addons: { velero } })['addons']).toEqual({ velero: after });
  });

  test('that an annotation says are null go', () => {
    expect(mergeManifest(CURRENT, { ...EMPTY, addons: { dashboard: null } })['addons']).toEqual({});
  });
});
