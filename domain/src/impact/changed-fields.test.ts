import { describe, expect, test } from 'vitest';
import { changedFields } from './changed-fields.ts';

describe('changedFields', () => {
  test.each([
    ['Cluster', { version: '1.34' }, { version: 'v1.34.2' }, []],
    ['Cluster', { version: '1.34' }, { version: '1.35' }, ['/version']],
    ['Cluster', { labels: { a: '1', b: '2' } }, { labels: { a: '1', c: '3' } }, ['/labels/b', '/labels/c']],
    ['Cluster', { labels: { 'x/y': '1' } }, { labels: {} }, ['/labels/x~1y']],
    ['Cluster', { maintenance: null }, {}, []],
    ['Cluster', { maintenance: null }, { maintenance: { autoPatch: true } }, ['/maintenance']],
    ['Cluster', { status: { phase: 'Running' }, uid: 'a' }, { status: { phase: 'Updating' }, uid: 'b' }, []],
    [
      'Cluster',
      { network: { exposure: 'proxied', cni: 'cilium' } },
      { network: { exposure: 'load-balancer' } },
      ['/network/exposure'],
    ],
    [
      'Cluster',
      { controlPlane: { replicas: 1 } },
      { controlPlane: { replicas: 3 } },
      ['/controlPlane/replicas'],
    ],
    ['NodeGroup', { diskSize: '1Gi' }, { diskSize: '1024Mi' }, []],
    [
      'NodeGroup',
      { resources: { cpu: '1', memory: '1Gi' } },
      { resources: { cpu: '1000m', memory: '2Gi' } },
      ['/resources/memory'],
    ],
    ['NodeGroup', { roles: ['a', 'b'] }, { roles: ['b', 'a'] }, []],
    ['NodeGroup', {}, { minReplicas: 0, roles: [], diskSize: '20480Mi' }, []],
    ['NodeGroup', {}, { minReplicas: 1 }, ['/minReplicas']],
    ['Addon', { options: { nfs: { size: '1Gi' } } }, { options: { nfs: { size: '1024Mi' } } }, []],
    ['NodeGroup', { gpus: [{ name: 'a' }] }, { gpus: [] }, ['/gpus']],
    ['NodeGroup', { minReplicas: 1, maxReplicas: 2 }, { minReplicas: 2, maxReplicas: 2 }, ['/minReplicas']],
    ['Addon', { valuesOverride: { a: 1 } }, { valuesOverride: { 'cert-manager': { a: 1 } } }, []],
    ['Addon', { valuesOverride: { a: 1 } }, { valuesOverride: { a: 2 } }, ['/valuesOverride']],
    ['Addon', { version: '1.19.3' }, { version: '1.19' }, ['/version']],
    [
      'Addon',
      { options: { certManager: { issuers: {} } } },
      { options: { certManager: { issuers: { a: {} } } } },
      ['/options/certManager'],
    ],
  ] as const)('of a %s: %j to %j', (kind, before, after, expected) => {
    expect(changedFields(kind, 'cert-manager', before, after)).toEqual(expected);
  });
});
