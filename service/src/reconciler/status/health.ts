// What a cluster lacks to be whole, part by part: the reason why it is degraded, where a reader of the cluster looks first.
import type { ClusterState } from '../../model/aggregate.ts';
import { type Aspect, fails, holds, unknown } from '../../model/conditions.ts';
import type { ObservedCluster, ObservedMember } from '../../platform/platform.ts';
import { asSentence } from '../../platform/sentence.ts';
import { groupFault } from './node-group.ts';
import { hasQuorum } from './reached.ts';

/** Something that is missing or failed. */
export interface Fault {
  /** One word in CamelCase. */
  readonly reason: string;
  /** A sentence that names the part. */
  readonly message: string;
}

/** What is wrong, the gravest first; nothing for a cluster that is whole. */
export function faultsOf(state: ClusterState, observed: ObservedCluster): readonly Fault[] {
  const { failure, apiReady, controlPlane, etcd } = observed;
  const isSilent = failure === undefined && !apiReady;
  return [
    ...(failure === undefined ? [] : [{ ...failure, message: asSentence(failure.message) }]),
    ...(isSilent ? [{ reason: 'ApiNotReady', message: 'The API server does not answer.' }] : []),
    ...missing(controlPlane, 'ApiServerNotReady', 'API servers'),
    ...(etcd.length > 0 && !hasQuorum(etcd)
      ? [{ reason: 'NoQuorum', message: 'etcd has no majority, so that nothing can be written.' }]
      : missing(etcd, 'EtcdMemberNotReady', 'etcd members')),
    ...state.nodeGroups.flatMap((group) => {
      if (group.removal !== undefined) return [];
      const seen = observed.nodeGroups.find(({ uid }) => uid === group.uid);
      const fault = groupFault(group, seen);
      if (fault === undefined) return [];
      // One node stands for all that do not come.
      const told = seen?.nodes.find(({ phase, message }) => phase !== 'Ready' && message !== '');
      const why =
        told === undefined || seen?.failure !== undefined ? '' : ` ${told.name}: ${asSentence(told.message)}`;
      return [
        { reason: fault.reason, message: `Node group ${group.name}: ${asSentence(fault.message)}${why}` },
      ];
    }),
    ...observed.addons
      .filter(({ phase }) => phase === 'Failed')
      .map(({ id, message }) => ({
        reason: 'AddonFailed',
        message: `Add-on ${id}: ${message === '' ? 'it failed.' : asSentence(message)}`,
      })),
  ];
}

/** The faults as one condition; a cluster that comes up lacks what is still to come. */
export function healthAspect(state: ClusterState, observed: ObservedCluster | undefined): Aspect {
  const type = 'Healthy';
  if (observed === undefined) return unknown(type, 'NotStarted', 'The platform has not begun.');
  const faults = faultsOf(state, observed);
  const [first] = faults;
  if (first === undefined) return holds(type, 'NothingMissing');
  return fails(type, first.reason, faults.map(({ message }) => message).join(' '));
}

function missing(members: readonly ObservedMember[], reason: string, what: string): readonly Fault[] {
  const ready = members.filter((member) => member.ready).length;
  if (ready === members.length) return [];
  return [{ reason, message: `${ready} of ${members.length} ${what} are ready.` }];
}
