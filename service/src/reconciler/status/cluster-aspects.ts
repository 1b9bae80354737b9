// The aspects of a cluster that its conditions tell apart.
import type { ClusterState } from '../../model/aggregate.ts';
import { type Aspect, fails, holds, PLATFORM_REACHABLE, unknown } from '../../model/conditions.ts';
import type { ObservedCluster } from '../../platform/platform.ts';
import { hasReached } from '../operations/parts/version.ts';
import type { Reached } from '../pass.ts';
import { healthAspect } from './health.ts';
import { hasMinimum } from './node-group.ts';
import { LISTED_NODES_MAX } from './nodes.ts';
import { hasQuorum, isVersionReached, machinesOf, survivesLossOfOneSite } from './reached.ts';

/** Every aspect, in the order in which users see them. */
export function clusterAspects(state: ClusterState, view: Reached): readonly Aspect[] {
  const { observed } = view;
  const controlPlane = controlPlaneAspect(observed);
  const nodes = nodesAspect(state, observed);
  return [
    readyAspect(controlPlane, nodes),
    healthAspect(state, observed),
    controlPlane,
    etcdAspect(observed),
    nodes,
    addonsAspect(state, observed),
    versionAspect(state, observed),
    faultToleranceAspect(state, observed),
    acceptanceAspect(view),
    holds(PLATFORM_REACHABLE, 'Answered'),
    ...listAspects(observed),
  ];
}

function readyAspect(controlPlane: Aspect, nodes: Aspect): Aspect {
  if (controlPlane.status !== 'True') return { ...controlPlane, type: 'Ready' };
  if (nodes.status !== 'True') return { ...nodes, type: 'Ready' };
  return holds('Ready', 'ControlPlaneAndNodesReady');
}

function controlPlaneAspect(observed: ObservedCluster | undefined): Aspect {
  const type = 'ControlPlaneReady';
  if (observed === undefined) return fails(type, 'NotStarted', 'The platform has not begun.');
  if (observed.failure !== undefined) return fails(type, observed.failure.reason, observed.failure.message);
  const ready = observed.controlPlane.filter((member) => member.ready).length;
  const count = `${ready} of ${observed.controlPlane.length} API servers are ready.`;
  if (!observed.apiReady) return fails(type, 'ApiNotReady', `The API does not answer: ${count}`);
  if (ready < observed.controlPlane.length) return holds(type, 'PartlyReady', count);
  return holds(type, 'AllReady');
}

function etcdAspect(observed: ObservedCluster | undefined): Aspect {
  const type = 'EtcdReady';
  const members = observed?.etcd ?? [];
  if (members.length === 0) return unknown(type, 'NotReported', 'The platform reports no etcd members.');
  const ready = members.filter((member) => member.ready).length;
  const count = `${ready} of ${members.length} members are ready`;
  if (!hasQuorum(members)) {
    return fails(type, 'NoQuorum', `${count}; without a majority the cluster cannot be written to.`);
  }
  return ready < members.length ? holds(type, 'PartlyReady', `${count}.`) : holds(type, 'AllReady');
}

function nodesAspect(state: ClusterState, observed: ObservedCluster | undefined): Aspect {
  const below = state.nodeGroups.filter((group) => {
    const seen = observed?.nodeGroups.find(({ uid }) => uid === group.uid);
    return group.removal === undefined && !hasMinimum(group, seen);
  });
  if (below.length === 0) return holds('NodesReady', 'MinimumReady');
  return fails('NodesReady', 'BelowMinimum', `Below their minimum: ${namesOf(below)}.`);
}

function addonsAspect(state: ClusterState, observed: ObservedCluster | undefined): Aspect {
  const notReady = state.addons.filter((addon) => {
    const seen = observed?.addons.find(({ uid }) => uid === addon.uid);
    return addon.removal === undefined && seen?.phase !== 'Ready';
  });
  if (notReady.length === 0) return holds('AddonsReady', 'AllReady');
  return fails('AddonsReady', 'NotAllReady', `Not ready: ${namesOf(notReady)}.`);
}

function versionAspect(state: ClusterState, observed: ObservedCluster | undefined): Aspect {
  const type = 'VersionReached';
  const { version } = state.cluster;
  if (observed === undefined) return unknown(type, 'NotStarted', 'Nothing runs yet.');
  if (isVersionReached(state, observed)) return holds(type, 'AllMachines');
  const machines = machinesOf(observed);
  const there = machines.filter((machine) => hasReached(machine.version, version)).length;
  return fails(type, 'Moving', `${there} of ${machines.length} machines run ${version}.`);
}

function faultToleranceAspect(state: ClusterState, observed: ObservedCluster | undefined): Aspect {
  const type = 'FaultTolerant';
  if (state.cluster.topology === 'development') {
    return fails(type, 'DevelopmentTopology', 'One API server and one etcd member: no site may be lost.');
  }
  if (observed === undefined || observed.etcd.length === 0) {
    return unknown(type, 'NotReported', 'The platform does not tell where its members run.');
  }
  const ready = observed.etcd.filter((member) => member.ready);
  const sites = new Set(observed.controlPlane.filter((member) => member.ready).map(({ site }) => site));
  if (ready.length < observed.etcd.length) {
    return fails(type, 'MembersMissing', 'Not every etcd member is ready.');
  }
  if (!survivesLossOfOneSite(ready)) {
    return fails(type, 'MajorityInOneSite', 'The loss of one site would take the majority of etcd members.');
  }
  if (sites.size < 2) return fails(type, 'OneSite', 'All ready API servers run in one site.');
  return holds(type, 'SurvivesLossOfOneSite');
}

function acceptanceAspect({ refusal, deferral }: Reached): Aspect {
  const type = 'DesiredStateAccepted';
  const no = refusal ?? deferral;
  return no === undefined ? holds(type, 'Accepted') : fails(type, no.reason, no.message);
}

function listAspects(observed: ObservedCluster | undefined): readonly Aspect[] {
  const count = observed?.nodeGroups.reduce((total, group) => total + group.nodes.length, 0) ?? 0;
  if (count <= LISTED_NODES_MAX) return [];
  const message = `Only the first ${LISTED_NODES_MAX} of the nodes, by name, are listed.`;
  return [fails('AllNodesListed', 'TooManyNodes', message)];
}

function namesOf(records: readonly { readonly name: string }[]): string {
  return records.map(({ name }) => name).join(', ');
}
