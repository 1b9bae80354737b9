import { describe, expect, test } from 'vitest';
import { changedFields } from './changed-fields.ts';

describe('changedFields', () => {
  test.each([
    ['cluster', { version: '1.34' }, { version: 'v1.34.2' }, []],
    ['cluster', { version: '1.34' }, { version: '1.35' }, ['/version']],
    ['cluster', { labels: { a: '1', b: '2' } }, { labels: { a: '1', c: '3' } }, ['/labels/b', '/labels/c']],
    ['cluster', { labels: { 'x/y': '1' } }, { labels: {} }, ['/labels/x~1y']],
    ['cluster', { maintenance: null }, {}, []],
    ['cluster', { maintenance: null }, { maintenance: { autoPatch: true } }, ['/maintenance']],
    ['cluster', { status: { phase: 'Running' }, uid: 'a' }, { status: { phase: 'Updating' }, uid: 'b' }, []],
    [
      'cluster',
      { network: { exposure: 'proxied', cni: 'cilium' } },
      { network: { exposure: 'load-balancer' } },
      ['/network/exposure'],
    ],
    [
      'cluster',
      { controlPlane: { replicas: 1 } },
      { controlPlane: { replicas: 3 } },
      ['/controlPlane/replicas'],
    ],
    ['nodeGroup', { diskSize: '1Gi' }, { diskSize: '1024Mi' }, []],
    [
      'nodeGroup',
      { resources: { cpu: '1', memory: '1Gi' } },
      { resources: { cpu: '1000m', memory: '2Gi' } },
      ['/resources/memory'],
    ],
    ['nodeGroup', { roles: ['a', 'b'] }, { roles: ['b', 'a'] }, []],
    ['nodeGroup', {}, { minReplicas: 0, roles: [], diskSize: '20480Mi' }, []],
    ['nodeGroup', {}, { minReplicas: 1 }, ['/minReplicas']],
    ['addon', { options: { nfs: { size: '1Gi' } } }, { options: { nfs: { size: '1024Mi' } } }, []],
    ['nodeGroup', { gpus: [{ name: 'a' }] }, { gpus: [] }, ['/gpus']],
    ['nodeGroup', { minReplicas: 1, maxReplicas: 2 }, { minReplicas: 2, maxReplicas: 2 }, ['/minReplicas']],
    ['addon', { valuesOverride: { a: 1 } }, { valuesOverride: { 'cert-manager': { a: 1 } } }, []],
    ['addon', { valuesOverride: { a: 1 } }, { valuesOverride: { a: 2 } }, ['/valuesOverride']],
    ['addon', { version: '1.19.3' }, { version: '1.19' }, ['/version']],
    [
      'addon',
      { options: { certManager: { issuers: {} } } },
      { options: { certManager: { issuers: { a: {} } } } },
      ['/options/certManager'],
    ],
  ] as const)('of a %s: %j to %j', (kind, before, after, expected) => {
    expect(changedFields(kind, 'cert-manager', before, after)).toEqual(expected);
  });
});
