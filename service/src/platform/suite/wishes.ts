// Desired clusters for tests: small, complete, and changed by naming only what matters.
import type { DesiredAddon, DesiredCluster, DesiredNodeGroup } from '../platform.ts';

export function clusterWish(changes: Partial<DesiredCluster> = {}): DesiredCluster {
  return {
    tenant: 'acme',
    name: 'prod',
    uid: '7d0b0a0e-0000-4000-8000-000000000001',
    generation: 1,
    version: '1.34',
    topology: 'production',
    controlPlane: { replicas: 3, etcdMembers: 3 },
    storageClass: 'replicated',
    host: 'prod.example.test',
    endpoint: 'https://prod.example.test',
    sites: ['geneva', 'gland', 'lucerne'],
    network: { exposure: 'proxied' },
    nodeGroups: [],
    addons: [],
    rollout: { paused: false },
    replaceNodes: [],
    ...changes,
  };
}

export function groupWish(name: string, changes: Partial<DesiredNodeGroup> = {}): DesiredNodeGroup {
  return {
    name,
    uid: `uid-of-${name}`,
    generation: 1,
    minReplicas: 1,
    maxReplicas: 3,
    instanceType: 's1.large',
    diskSize: '20Gi',
    roles: [],
    gpus: [],
    labels: {},
    taints: [],
    rollout: { maxSurge: 1, maxUnavailable: 0 },
    ...changes,
  };
}

export function addonWish(id: string, changes: Partial<DesiredAddon> = {}): DesiredAddon {
  return { id, uid: `uid-of-${id}`, generation: 1, ...changes };
}
