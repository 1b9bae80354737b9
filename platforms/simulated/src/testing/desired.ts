// Desired clusters for tests: small, complete, and changed by naming only what matters.
import type { DesiredAddon, DesiredCluster, DesiredNodeGroup } from '@hikube/service/platform';

export function cluster(overrides: Partial<DesiredCluster> = {}): DesiredCluster {
  return {
    tenant: 'acme',
    name: 'prod',
    uid: '5b1f0f5e-0001-4000-8000-000000000001',
    generation: 1,
    version: '1.34',
    topology: 'production',
    controlPlane: { replicas: 3, etcdMembers: 3 },
    storageClass: 'replicated',
    host: 'prod.acme.k8s.hikube.cloud',
    endpoint: 'https://prod.acme.k8s.hikube.cloud',
    network: { exposure: 'proxied' },
    nodeGroups: [],
    addons: [],
    rollout: { paused: false, maxSurge: 1, maxUnavailable: 0 },
    replaceNodes: [],
    ...overrides,
  };
}

export function group(name: string, overrides: Partial<DesiredNodeGroup> = {}): DesiredNodeGroup {
  return {
    name,
    uid: `uid-of-${name}`,
    generation: 1,
    minReplicas: 1,
    maxReplicas: 5,
    instanceType: 's1.large',
    diskSize: '20Gi',
    roles: [],
    gpus: [],
    ...overrides,
  };
}

export function addon(id: string, overrides: Partial<DesiredAddon> = {}): DesiredAddon {
  return { id, uid: `uid-of-${id}`, generation: 1, ...overrides };
}
