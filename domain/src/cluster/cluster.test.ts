import { describe, expect, test } from 'vitest';
import { COZYSTACK, HIKUBE } from '../catalogue/profiles.test.support.ts';
import { UNKNOWN } from '../values/unknown.ts';
import { type ClusterInput, checkCluster } from './cluster.ts';

// The three use cases of Hikube's overview page on one cluster.
const QUICKSTART: ClusterInput = {
  name: 'quickstart',
  version: '1.34',
  storageClass: 'replicated',
  nodeGroups: {
    web: { minReplicas: 2, maxReplicas: 10, instanceType: 's1.large', roles: ['ingress-nginx'] },
    ml: {
      minReplicas: 1,
      maxReplicas: 5,
      instanceType: 'u1.xlarge',
      gpus: [{ name: 'nvidia.com/AD102GL_L40S' }],
    },
    production: { minReplicas: 3, maxReplicas: 20, instanceType: 'm1.large' },
  },
  addons: { 'cert-manager': {}, 'ingress-nginx': {}, flux: {}, monitoring: {}, 'gpu-operator': {} },
};

const summary = (cluster: unknown, catalogue = HIKUBE) =>
  checkCluster(cluster, catalogue).map((finding) => [finding.pointer, finding.code, finding.severity]);

describe('checkCluster', () => {
  test('takes the quick start', () => {
    expect(checkCluster(QUICKSTART, HIKUBE)).toEqual([]);
    expect(checkCluster(QUICKSTART)).toEqual([]);
  });

  test('takes a cluster that is not known yet', () => {
    expect(checkCluster(UNKNOWN, HIKUBE)).toEqual([]);
    expect(checkCluster({ name: UNKNOWN, nodeGroups: { web: UNKNOWN }, addons: UNKNOWN }, HIKUBE)).toEqual(
      [],
    );
  });

  test('the version of the seed is accepted with what it becomes', () => {
    expect(summary({ ...QUICKSTART, version: '1.30.3' })).toEqual([
      ['/version', 'unknown_patch', 'warning'],
      ['/version', 'deprecated_version', 'warning'],
    ]);
  });

  test('without the operator the GPU group is warned of, not refused', () => {
    const addons = { 'cert-manager': {} };
    expect(summary({ ...QUICKSTART, addons })).toEqual([
      ['/nodeGroups/ml/gpus', 'gpu_operator_missing', 'warning'],
    ]);
  });

  test('an add-on without its node group waits', () => {
    expect(summary({ name: 'a', nodeGroups: {}, addons: { 'ingress-nginx': {} } })).toEqual([
      ['/addons/ingress-nginx', 'waiting_for', 'warning'],
    ]);
  });

  test('node groups that stand elsewhere are not missed', () => {
    expect(summary({ name: 'a', addons: { 'ingress-nginx': {}, 'gpu-operator': {} } })).toEqual([]);
  });

  test('null deletes a group and disables an add-on', () => {
    const cluster = { nodeGroups: { web: null }, addons: { cilium: null, flux: null, 'ingress-nginx': {} } };
    expect(summary(cluster)).toEqual([
      ['/addons/cilium', 'addon_always_on', 'warning'],
      ['/addons/ingress-nginx', 'waiting_for', 'warning'],
    ]);
  });

  test('finds what is wrong everywhere, each at its place', () => {
    const cluster = {
      name: 'Prod',
      labels: { 'a b': 'c' },
      version: '1.2.3.4',
      topology: 'ha',
      controlPlane: { etcdMembers: 2 },
      storageClass: 'fast-ssd',
      host: '*.example.ch',
      network: { exposure: 'open' },
      maintenance: { autoPatch: true },
      nodeGroups: { web: { minReplicas: 3, maxReplicas: 2 } },
      addons: { istio: {}, flux: { options: { ingress: {} } } },
    };
    expect(summary(cluster)).toEqual([
      ['/name', 'invalid_name', 'error'],
      ['/labels/a b', 'invalid_label', 'error'],
      ['/version', 'invalid_version', 'error'],
      ['/topology', 'invalid_value', 'error'],
      ['/controlPlane/etcdMembers', 'even_etcd_members', 'error'],
      ['/storageClass', 'unknown_storage_class', 'error'],
      ['/host', 'invalid_value', 'error'],
      ['/network/exposure', 'invalid_value', 'error'],
      ['/maintenance/autoPatch', 'maintenance_without_window', 'error'],
      ['/nodeGroups/web/minReplicas', 'min_above_max', 'error'],
      ['/addons/istio', 'unknown_addon', 'error'],
      ['/addons/flux/options/ingress', 'option_mismatch', 'error'],
    ]);
  });

  test('a load balancer needs its capability', () => {
    const cluster = { network: { exposure: 'load-balancer' } };
    expect(summary(cluster, HIKUBE)).toEqual([]);
    expect(summary(cluster, COZYSTACK)).toEqual([['/network/exposure', 'capability_missing', 'error']]);
    expect(checkCluster(cluster)).toEqual([]);
  });

  test('the names of cluster and group are checked together', () => {
    const cluster = { name: 'c'.repeat(42), nodeGroups: { ['g'.repeat(10)]: {} } };
    expect(summary(cluster)).toEqual([[`/nodeGroups/${'g'.repeat(10)}`, 'name_too_long', 'error']]);
  });

  test('an empty host is derived', () => {
    expect(summary({ host: '' })).toEqual([]);
  });

  test.each([['prod'], [[]], [7], [true]])('%j is no cluster', (cluster) => {
    expect(summary(cluster)).toEqual([['', 'invalid_type', 'error']]);
  });

  test('findings stand below the pointer of the cluster', () => {
    expect(checkCluster({ name: '1' }, undefined, '/cluster')[0]?.pointer).toBe('/cluster/name');
  });
});
