// What a platform may see, with defaults of a healthy cluster that a test changes where it matters.

import { CLUSTER_UID, START, uid } from '../../model/testing/records.ts';
import type {
  ObservedAddon,
  ObservedCluster,
  ObservedMember,
  ObservedNode,
  ObservedNodeGroup,
} from '../../platform/platform.ts';
import type { Reached } from '../pass.ts';

const SITES = ['geneva', 'gland', 'lucerne'] as const;

/** Members of that version, spread over the sites, of which the first `ready` are ready. */
export function members(kind: string, count: number, version = '1.33.8', ready = count): ObservedMember[] {
  return Array.from({ length: count }, (_, index) => ({
    name: `${kind}-${index}`,
    site: SITES[index % 3]!,
    ready: index < ready,
    version,
  }));
}

/** The same for the same name. */
export function nodeUid(name: string): string {
  return uid(
    [...name]
      .map((letter) => letter.charCodeAt(0).toString(16))
      .join('')
      .slice(-11),
  );
}

export function observedNode(changes: Partial<ObservedNode> = {}): ObservedNode {
  return {
    name: 'web-1',
    uid: nodeUid(changes.name ?? 'web-1'),
    site: 'geneva',
    phase: 'Ready',
    version: '1.33.8',
    instanceType: 's1.large',
    cpu: '4',
    memory: '8Gi',
    gpus: [],
    roles: [],
    labels: {},
    taints: [],
    createdAt: START,
    current: true,
    message: '',
    ...changes,
  };
}

/** As many ready nodes as asked for. */
export function readyNodes(count: number, changes: Partial<ObservedNode> = {}): ObservedNode[] {
  return Array.from({ length: count }, (_, index) => observedNode({ name: `web-${index + 1}`, ...changes }));
}

export function observedGroup(changes: Partial<ObservedNodeGroup> = {}): ObservedNodeGroup {
  const nodes = changes.nodes ?? readyNodes(2);
  return {
    name: 'web',
    uid: uid('a1'),
    observedGeneration: 1,
    wanted: nodes.length,
    atMax: false,
    nodes,
    ...changes,
  };
}

export function observedAddon(changes: Partial<ObservedAddon> = {}): ObservedAddon {
  return {
    id: 'cert-manager',
    uid: uid('b1'),
    observedGeneration: 1,
    phase: 'Ready',
    version: '1.19.3',
    message: '',
    ...changes,
  };
}

/** A cluster whose control plane is up. */
export function observedCluster(changes: Partial<ObservedCluster> = {}): ObservedCluster {
  return {
    uid: CLUSTER_UID,
    observedGeneration: 1,
    controlPlane: members('api', 3),
    etcd: members('etcd', 3),
    apiReady: true,
    nodeGroups: [],
    addons: [],
    deleting: false,
    ...changes,
  };
}

/** A pass that reached the platform. */
export function reachedView(changes: Partial<Reached> = {}): Reached {
  return { reached: true, now: START, observed: observedCluster(), refusal: undefined, ...changes };
}
