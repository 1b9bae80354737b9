// Events: what the conditions of nodes and the places of pods tell of what has happened.
import type { KubernetesObject } from '@hikube/kubernetes-api';
import { metaOf, seconds, suffixOf } from './meta.ts';
import { joinedNodes, readyNodes } from './nodes.ts';
import { type Placement, placementsOf } from './pods.ts';
import type { ClusterNode, ClusterSnapshot } from './snapshot.ts';

interface Happening {
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  readonly message: string;
  readonly source: string;
  readonly at: string;
  readonly namespace: string;
  readonly about: {
    readonly kind: string;
    readonly name: string;
    readonly uid: string;
    readonly namespace?: string;
  };
}

function happeningsOfNode(node: ClusterNode): readonly Happening[] {
  // The kubelet writes the name of its node as the uid, and everybody who looks for events knows that.
  const about = { kind: 'Node', name: node.name, uid: node.name };
  const base = { namespace: 'default', about };
  const at = node.since;
  const registered: Happening = {
    ...base,
    type: 'Normal',
    reason: 'RegisteredNode',
    message: `Node ${node.name} has joined on the site ${node.site}`,
    source: 'node-controller',
    at: node.createdAt,
  };
  switch (node.phase) {
    case 'Ready':
      return [
        registered,
        {
          ...base,
          type: 'Normal',
          reason: 'NodeReady',
          message: `Node ${node.name} is ready`,
          source: 'kubelet',
          at,
        },
      ];
    case 'NotReady':
      return [
        registered,
        {
          ...base,
          type: 'Warning',
          reason: 'NodeNotReady',
          message: node.message || `Node ${node.name} is not ready`,
          source: 'node-controller',
          at,
        },
      ];
    case 'Draining':
    case 'Deleting':
      return [
        registered,
        {
          ...base,
          type: 'Normal',
          reason: 'NodeNotSchedulable',
          message: `Node ${node.name} is being drained`,
          source: 'kubelet',
          at,
        },
      ];
    default:
      return [registered];
  }
}

/** Pods that no node can take: the first thing that somebody asks who finds them pending. */
function happeningOfPod(snapshot: ClusterSnapshot, { component, name }: Placement): Happening {
  const { namespace, createdAt } = component;
  const { uid } = metaOf(snapshot, { kind: 'Pod', name, namespace });
  return {
    type: 'Warning',
    reason: 'FailedScheduling',
    message: `0/${joinedNodes(snapshot).length} nodes are available: ${whyNone(snapshot)}`,
    source: 'default-scheduler',
    at: createdAt,
    namespace,
    about: { kind: 'Pod', name, uid, namespace },
  };
}

function whyNone(snapshot: ClusterSnapshot): string {
  const { length } = readyNodes(snapshot);
  return length === 0 ? 'none of them is ready' : `${length} node(s) had untolerated taint(s)`;
}

function eventObject(snapshot: ClusterSnapshot, happening: Happening): KubernetesObject {
  const { type, reason, message, source, namespace, about } = happening;
  const at = seconds(happening.at);
  const name = `${about.name}.${suffixOf(`${about.kind}/${about.name}/${reason}/${at}`, 12)}`;
  return {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: metaOf(snapshot, { kind: 'Event', name, namespace, createdAt: happening.at }),
    involvedObject: { apiVersion: 'v1', ...about },
    type,
    reason,
    message,
    source: { component: source },
    reportingComponent: source,
    reportingInstance: '',
    firstTimestamp: at,
    lastTimestamp: at,
    eventTime: null,
    count: 1,
  };
}

/** Events of what happened to nodes, and of pods that wait for one. */
export function events(snapshot: ClusterSnapshot): KubernetesObject[] {
  return [
    ...joinedNodes(snapshot).flatMap(happeningsOfNode),
    ...placementsOf(snapshot)
      .filter(({ node }) => node === undefined)
      .map((placement) => happeningOfPod(snapshot, placement)),
  ].map((happening) => eventObject(snapshot, happening));
}
