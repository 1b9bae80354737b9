// What is in a cluster: a pool of nodes, a node, an add-on.
import type { Addon, Node, NodeGroup } from '@hikube/sdk';
import { attention, statusOf } from './conditions.ts';
import type { Summary } from './summary.ts';

type Taints = NodeGroup['taints'];

const sizeOf = (cpu: string, memory: string) => `${cpu} CPU, ${memory}`;

/** As kubectl writes them. */
const taintsOf = (taints: Taints) =>
  taints.map(({ key, value, effect }) => `${key}${value ? `=${value}` : ''}:${effect}`);

export function nodeGroupSummary(group: NodeGroup): Summary {
  const { name, cluster, minReplicas, maxReplicas, instanceType, resources, diskSize, status } = group;
  const { replicas, readyReplicas, updatedReplicas } = status;
  const old = replicas - updatedReplicas;
  const size = resources === undefined ? instanceType : sizeOf(resources.cpu, resources.memory);
  const { maxSurge, maxUnavailable } = group.rollout;
  return {
    facts: [
      ['Name', name],
      ['Cluster', cluster],
      ['Status', statusOf(status)],
      ['Operation', status.currentOperation],
      ['Nodes', `${readyReplicas} of ${replicas} ready${old > 0 ? `, ${old} to replace` : ''}`],
      ['Scales', `${minReplicas} to ${maxReplicas}${status.atMax ? ', and is at its bound' : ''}`],
      ['Type', `${size}, disk ${diskSize}`],
      ['Storage class', group.storageClass],
      ['GPUs', group.gpus.map((gpu) => gpu.name)],
      ['Roles', group.roles],
      ['Labels', group.labels],
      ['Taints', taintsOf(group.taints)],
      ['Kubelet', group.kubelet],
      ['Health check', group.healthCheck],
      ['Rollout', `${maxSurge} more, ${maxUnavailable} fewer nodes at once`],
      ['Version', status.version],
      ['Created', group.createdAt],
    ],
    tables: attention(status),
  };
}

export function nodeSummary(node: Node): Summary {
  const { name, cluster, nodeGroup, site, instanceType, cpu, memory, status } = node;
  return {
    facts: [
      ['Name', name],
      ['Cluster', cluster],
      ['Node group', nodeGroup],
      ['Status', statusOf(status)],
      ['Site', site],
      ['Type', `${instanceType}: ${sizeOf(cpu, memory)}`],
      ['GPUs', node.gpus],
      ['Roles', node.roles],
      ['Labels', node.labels],
      ['Taints', taintsOf(node.taints)],
      ['Version', status.version],
      ['Created', node.createdAt],
    ],
    tables: attention(status),
  };
}

/** Settings inside of settings, each by its path. */
function flat(settings: object, before = ''): Record<string, unknown> {
  const all = Object.entries(settings).map(([name, value]: [string, unknown]) => {
    const path = `${before}${name}`;
    const isInner = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isInner ? flat(value, `${path}.`) : { [path]: value };
  });
  return Object.assign({}, ...all) as Record<string, unknown>;
}

export function addonSummary(addon: Addon): Summary {
  const { name, cluster, version, options, valuesOverride, hasSecretValues, status } = addon;
  const settings = Object.values(options ?? {})[0];
  const wanted = version === undefined ? 'kept current by the platform' : `${version} is wanted`;
  return {
    facts: [
      ['Name', name],
      ['Cluster', cluster],
      ['Status', statusOf(status)],
      ['Operation', status.currentOperation],
      ['Version', status.version === null ? wanted : `${status.version}, ${wanted}`],
      ['Options', flat(settings ?? {})],
      ['Values', flat(valuesOverride ?? {})],
      ['Secret values', hasSecretValues ? 'set' : undefined],
      ['Created', addon.createdAt],
    ],
    tables: attention(status),
  };
}
