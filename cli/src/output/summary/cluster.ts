// A cluster: whether it runs, where it answers, what is in it, what is being done to it, and what comes next.
import type { Addon, Cluster, NodeGroup, Operation } from '@hikube/sdk';
import { aspectOf, attention, statusOf } from './conditions.ts';
import { workLine } from './operation.ts';
import { childrenOf, type Summary } from './summary.ts';

/** What is read beside the cluster. */
export interface Around {
  readonly nodeGroups: readonly NodeGroup[];
  readonly addons: readonly Addon[];
  /** The one that is under way. */
  readonly operation: Operation | undefined;
}

export function clusterSummary(cluster: Cluster, around: Around): Summary {
  const { name, displayName, labels, version, topology, sites, endpoint, createdAt, status } = cluster;
  const { nodeGroups, addons, operation } = around;
  return {
    facts: [
      ['Name', displayName === '' ? name : `${name} (${displayName})`],
      ['Status', statusOf(status)],
      ['Operation', operation && workLine(operation)],
      ['Version', status.version === null ? version : `${version}, runs ${status.version}`],
      ['Endpoint', endpoint],
      ['Topology', `${topology} at ${sites.join(', ')}`],
      ['Control plane', controlPlaneOf(status)],
      ['Fault tolerant', toleranceOf(status)],
      ['Nodes', `${status.nodes.ready} of ${status.nodes.total} ready`],
      ['Labels', labels],
      ['Maintenance', maintenanceOf(cluster)],
      ['Deletion', deletionOf(cluster)],
      ['Created', createdAt],
    ],
    tables: [
      ...attention(status),
      childrenOf('Node groups', 'nodeGroup', nodeGroups),
      childrenOf('Add-ons', 'addon', addons),
    ],
    next: [nextOf(cluster, around), `hikube cluster get ${name} --all   (everything)`],
  };
}

function controlPlaneOf({ controlPlane, etcd }: Cluster['status']): string {
  const parts = [
    `${controlPlane.ready} of ${controlPlane.desired} API servers`,
    `${etcd.ready} of ${etcd.desired} etcd members ready`,
  ];
  return `${parts.join(', ')}${etcd.quorum || etcd.desired === 0 ? '' : ', no majority'}`;
}

/** Whether the loss of a site would be survived now; the sentence is among the conditions where it would not. */
function toleranceOf(status: Cluster['status']): string | undefined {
  const aspect = aspectOf(status, 'FaultTolerant');
  return aspect && `${aspect.status === 'True' ? 'yes' : 'no'} (${aspect.reason})`;
}

function maintenanceOf({ maintenance }: Cluster): string | undefined {
  if (maintenance === undefined) return undefined;
  const { window, autoPatch } = maintenance;
  const { days, startTime, durationMinutes, timeZone } = window;
  const when = `${days.join(', ')} at ${startTime} for ${durationMinutes} min (${timeZone})`;
  return autoPatch ? `${when}, with new patches` : when;
}

/** Only what is otherwise than usual. */
const deletionOf = ({ deletionProtection, deletion }: Cluster): string =>
  [deletionProtection ? 'protected' : '', deletion.volumes === 'retain' ? 'keeps its volumes' : '']
    .filter((part) => part !== '')
    .join(', ');

function nextOf({ name, status }: Cluster, { nodeGroups, operation }: Around): string {
  if (operation !== undefined) return `hikube cluster wait ${name}`;
  if (status.phase !== 'Running') return `hikube events ${name}`;
  if (nodeGroups.length === 0) return `hikube node-group create ${name} web --max-replicas 3`;
  return `hikube kubeconfig save ${name}`;
}
