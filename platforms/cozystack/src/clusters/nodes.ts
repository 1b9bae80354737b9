// Nodes of a cluster, as its own API shows them: to which group each belongs, and whether it carries what its group wants.
import { parseQuantity, ROLE_LABEL } from '@hikube/domain';
import {
  type DesiredNodeGroup,
  type LiveCatalogue,
  type ObservedNode,
  UNKNOWN_SITE,
} from '@hikube/service/platform';
import { type Carried, isOfTemplate } from '../applications/carried.ts';
import { equalLists } from '../chart/spec/keep.ts';
import { type ClusterNode, plain } from './inside.ts';

const ZONE = 'topology.kubernetes.io/zone';
const TYPE = 'node.kubernetes.io/instance-type';

/** Names of machines begin with the name of their group; the longest that fits is theirs. */
export function groupOf(node: string, cluster: string, groups: readonly string[]): string | undefined {
  return groups
    .filter((group) => node.startsWith(`kubernetes-${cluster}-${group}-`))
    .sort((a, b) => b.length - a.length)[0];
}

export interface NodeKnown {
  /** Undefined for a group that nobody wants any more. */
  readonly group: DesiredNodeGroup | undefined;
  /** Patch version that nodes are to run. */
  readonly version: string;
  readonly catalogue: LiveCatalogue;
  readonly carried: Carried;
}

export function observedNode(
  node: ClusterNode,
  { group, version, catalogue, carried }: NodeKnown,
): ObservedNode {
  const { labels = {}, deletionTimestamp, creationTimestamp = '', name, uid = '' } = node.metadata;
  const ready = readyOf(node);
  const isReady = isReadyNode(node);
  const kubelet = plain(node.status?.nodeInfo?.kubeletVersion ?? '');
  const roles = rolesOf(labels);
  const size = sizeOf(node, group, catalogue);
  const site = labels[ZONE];
  const current =
    group !== undefined &&
    size.isWanted &&
    kubelet === version &&
    equalLists(roles, group.roles) &&
    isOfTemplate(carried, uid, group);
  return {
    name,
    uid,
    site: catalogue.sites.find(({ id }) => id === site)?.id ?? UNKNOWN_SITE,
    phase: phaseOf(node, isReady, deletionTimestamp !== undefined),
    version: kubelet,
    instanceType: labels[TYPE] ?? group?.instanceType ?? '',
    cpu: size.cpu,
    memory: size.memory,
    gpus: gpusOf(node, catalogue),
    roles,
    labels: {},
    taints: [],
    createdAt: Date.parse(creationTimestamp),
    current,
    message: isReady ? '' : (ready?.message ?? 'The node has not reported yet.'),
  };
}

function readyOf({ status }: ClusterNode) {
  return status?.conditions?.find(({ type }) => type === 'Ready');
}

/** Whether its kubelet says that pods can run there. */
export function isReadyNode(node: ClusterNode): boolean {
  return readyOf(node)?.status === 'True';
}

function phaseOf({ spec }: ClusterNode, isReady: boolean, isGoing: boolean): ObservedNode['phase'] {
  if (isGoing) return 'Deleting';
  if (spec?.unschedulable === true) return 'Draining';
  return isReady ? 'Ready' : 'NotReady';
}

function rolesOf(labels: Readonly<Record<string, string>>): string[] {
  return Object.keys(labels)
    .filter((key) => key.startsWith(ROLE_LABEL))
    .map((key) => key.slice(ROLE_LABEL.length))
    .sort();
}

function gpusOf({ status }: ClusterNode, { gpuTypes }: LiveCatalogue): string[] {
  return gpuTypes.flatMap(({ name }) =>
    Array.from({ length: Number(status?.capacity?.[name] ?? 0) }, () => name),
  );
}

interface Size {
  readonly cpu: string;
  readonly memory: string;
  /** It is what the group asks for now. */
  readonly isWanted: boolean;
}

/** A kernel keeps some of the memory of its machine for itself. */
const LEAST_SHOWN = 90n;

/**
 * The size of a machine. Its node tells the CPUs, and a little less memory than there is, so that it is compared with what
 * the group asks for, then with the instance type of the node.
 */
function sizeOf(node: ClusterNode, group: DesiredNodeGroup | undefined, catalogue: LiveCatalogue): Size {
  const shown = {
    cpu: node.status?.capacity?.['cpu'] ?? '',
    memory: node.status?.capacity?.['memory'] ?? '',
  };
  const type = (name: string | undefined) => {
    const found = catalogue.instanceTypes.find((each) => each.name === name);
    return found === undefined ? undefined : { cpu: String(found.vcpus), memory: found.memory };
  };
  const wanted = group?.resources ?? type(group?.instanceType);
  const label = node.metadata.labels?.[TYPE];
  const sameType = group?.resources != null || label === undefined || label === group?.instanceType;
  if (wanted !== undefined && sameType && fits(shown, wanted)) return { ...wanted, isWanted: true };
  const own = type(label);
  if (own !== undefined && fits(shown, own)) return { ...own, isWanted: false };
  // Nobody knows how large a type is that the catalogue does not have: its name has to do.
  return { ...shown, isWanted: wanted === undefined && sameType };
}

function fits(
  shown: { readonly cpu: string; readonly memory: string },
  real: { readonly cpu: string; readonly memory: string },
): boolean {
  const [cpu, memory] = [parseQuantity(shown.cpu), parseQuantity(shown.memory)];
  const [realCpu, realMemory] = [parseQuantity(real.cpu), parseQuantity(real.memory)];
  if (cpu === undefined || memory === undefined || realCpu === undefined || realMemory === undefined)
    return false;
  return cpu === realCpu && memory <= realMemory && memory * 100n >= realMemory * LEAST_SHOWN;
}
