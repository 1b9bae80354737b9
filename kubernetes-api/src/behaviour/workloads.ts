// What of pods, nodes, services and workloads people look at: columns, fields and names. Nothing runs them here.
import { at, isObject, type JsonObject, listOf, objectOf, textOf } from '../json/json.ts';
import type { Behaviour, Column } from '../kinds/behaviour.ts';
import type { KubernetesObject } from '../kinds/object.ts';
import { ageColumn, nameColumn } from '../read/columns.ts';
import { isDns1035Label } from '../validation/names.ts';
import { named } from '../validation/object-meta.ts';
import { startPod } from './defaults/pods.ts';
import { accessModes, printed, selectorColumn, templateColumns } from './printed.ts';
import { column } from './texts.ts';

const number =
  (...path: readonly string[]) =>
  (object: KubernetesObject) =>
    Number(at(object, ...path) ?? 0);
const text =
  (...path: readonly string[]) =>
  (object: KubernetesObject) =>
    textOf(at(object, ...path));

/** Kinds with a spec count its changes. */
const COUNTED: Behaviour = { generation: true };

/** Kept, because tools install them, and said to be without effect, because nobody may rely on them here. */
const WITHOUT_EFFECT: Behaviour = {
  ...COUNTED,
  warnings: () => [
    'this server keeps the object and acts on it in no way: it calls no webhooks and evaluates no admission policies',
  ],
};

/** @param last after the age */
function counted(columns: readonly Column[], last: readonly Column[]): Behaviour {
  return { ...COUNTED, columns: [nameColumn, ...columns, ageColumn, ...last] };
}

function containers(object: KubernetesObject) {
  return listOf(at(object, 'status', 'containerStatuses')).map(objectOf);
}

/** Why a container waits or has ended, as far as it says so. */
function reasonOf(state: JsonObject): string {
  const [waiting, terminated] = [objectOf(state['waiting']), state['terminated']];
  const reason = textOf(waiting['reason']);
  if (reason !== '' || !isObject(terminated)) return reason;
  const { reason: why, signal, exitCode } = terminated;
  return (
    textOf(why) || (Number(signal ?? 0) === 0 ? `ExitCode:${Number(exitCode ?? 0)}` : `Signal:${signal}`)
  );
}

/** As kubectl knows it: of several containers the first tells. */
function podStatus(pod: KubernetesObject): string {
  const all = containers(pod);
  const reason =
    all.map(({ state }) => reasonOf(objectOf(state))).find((each) => each !== '') ??
    (textOf(at(pod, 'status', 'reason')) || text('status', 'phase')(pod));
  const isRunning = all.some(({ ready, state }) => ready === true && isObject(objectOf(state)['running']));
  if (reason !== 'Completed' || !isRunning) return reason;
  const conditions = listOf(at(pod, 'status', 'conditions')).map(objectOf);
  return conditions.some(({ type, status }) => type === 'Ready' && status === 'True')
    ? 'Running'
    : 'NotReady';
}

const podColumns: readonly Column[] = [
  nameColumn,
  column(
    'Ready',
    'string',
    'The aggregate readiness state of this pod for accepting traffic.',
    (pod) =>
      `${containers(pod).filter(({ ready }) => ready === true).length}/${listOf(at(pod, 'spec', 'containers')).length}`,
  ),
  column('Status', 'string', 'The aggregate status of the containers in this pod.', (pod) =>
    pod.metadata.deletionTimestamp === undefined ? podStatus(pod) : 'Terminating',
  ),
  column(
    'Restarts',
    'string',
    'The number of times the containers in this pod have been restarted and when the last container in this pod has restarted.',
    (pod) => String(containers(pod).reduce((sum, { restartCount }) => sum + Number(restartCount ?? 0), 0)),
  ),
  ageColumn,
  column(
    'IP',
    'string',
    'podIP address allocated to the pod.',
    (pod) => text('status', 'podIP')(pod) || '<none>',
    1,
  ),
  column(
    'Node',
    'string',
    'NodeName indicates in which node this pod is scheduled.',
    (pod) => text('spec', 'nodeName')(pod) || '<none>',
    1,
  ),
];

function nodeStatus(node: KubernetesObject): string {
  const ready = listOf(at(node, 'status', 'conditions'))
    .map(objectOf)
    .find(({ type }) => type === 'Ready');
  const state = ready === undefined ? 'Unknown' : ready['status'] === 'True' ? 'Ready' : 'NotReady';
  return at(node, 'spec', 'unschedulable') === true ? `${state},SchedulingDisabled` : state;
}

function nodeRoles({ metadata }: KubernetesObject): string {
  const prefix = 'node-role.kubernetes.io/';
  const found = Object.keys(metadata.labels ?? {}).filter((name) => name.startsWith(prefix));
  return found.length === 0
    ? '<none>'
    : found
        .map((name) => name.slice(prefix.length))
        .sort()
        .join(',');
}

function address(name: string, type: string): Column {
  const first = (node: KubernetesObject): string => {
    const all = listOf(at(node, 'status', 'addresses')).map(objectOf);
    return textOf(all.find((one) => one['type'] === type)?.['address']) || '<none>';
  };
  return column(name, 'string', 'List of addresses reachable to the node.', first, 1);
}

function info(name: string, field: string, description: string): Column {
  return column(
    name,
    'string',
    description,
    (node) => text('status', 'nodeInfo', field)(node) || '<unknown>',
    1,
  );
}

const nodeColumns: readonly Column[] = [
  nameColumn,
  column('Status', 'string', 'The status of the node', nodeStatus),
  column('Roles', 'string', 'The roles of the node', nodeRoles),
  ageColumn,
  column(
    'Version',
    'string',
    'Kubelet Version reported by the node.',
    text('status', 'nodeInfo', 'kubeletVersion'),
  ),
  address('Internal-IP', 'InternalIP'),
  address('External-IP', 'ExternalIP'),
  info('OS-Image', 'osImage', 'OS Image reported by the node.'),
  info('Kernel-Version', 'kernelVersion', 'Kernel Version reported by the node.'),
  info('Container-Runtime', 'containerRuntimeVersion', 'ContainerRuntime Version reported by the node.'),
];

function ports(service: KubernetesObject): string {
  const found = listOf(at(service, 'spec', 'ports')).map(objectOf);
  if (found.length === 0) return '<none>';
  return found
    .map(
      ({ port, nodePort, protocol }) =>
        `${String(port)}${nodePort ? `:${String(nodePort)}` : ''}/${textOf(protocol) || 'TCP'}`,
    )
    .join(',');
}

function externalIps(service: KubernetesObject): string {
  const addresses = listOf(at(service, 'status', 'loadBalancer', 'ingress'))
    .map(objectOf)
    .map(({ ip, hostname }) => textOf(ip) || textOf(hostname));
  const fixed = listOf(at(service, 'spec', 'externalIPs')).map(String);
  const all = [...addresses, ...fixed];
  if (all.length > 0) return all.join(',');
  return at(service, 'spec', 'type') === 'LoadBalancer' ? '<pending>' : '<none>';
}

const serviceColumns: readonly Column[] = [
  nameColumn,
  column(
    'Type',
    'string',
    'type determines how the Service is exposed.',
    (service) => text('spec', 'type')(service) || 'ClusterIP',
  ),
  column(
    'Cluster-IP',
    'string',
    'clusterIP is the IP address of the service and is usually assigned randomly.',
    (service) => text('spec', 'clusterIP')(service) || '<none>',
  ),
  column(
    'External-IP',
    'string',
    'externalIPs is a list of IP addresses for which nodes in the cluster will also accept traffic for this service.',
    externalIps,
  ),
  column('Port(s)', 'string', 'The list of ports that are exposed by this service.', ports),
  ageColumn,
];

function readyOf(object: KubernetesObject): string {
  return `${number('status', 'readyReplicas')(object)}/${number('spec', 'replicas')(object)}`;
}

const READY = column('Ready', 'string', 'Number of the pod with ready state', readyOf);
const daemon = (name: string, field: string): Column =>
  column(name, 'integer', `The field ${field} of the status.`, number('status', field));

const CONTAINERS = templateColumns('spec');
const POD_COLUMNS = [...CONTAINERS, selectorColumn('spec')];

export const workloads: Readonly<Record<string, Behaviour>> = {
  pods: {
    prepareCreate: startPod,
    columns: podColumns,
    returnsDeleted: true,
    generation: true,
    fields: {
      'spec.nodeName': text('spec', 'nodeName'),
      'spec.restartPolicy': text('spec', 'restartPolicy'),
      'spec.schedulerName': text('spec', 'schedulerName'),
      'spec.serviceAccountName': text('spec', 'serviceAccountName'),
      'status.phase': text('status', 'phase'),
      'status.podIP': text('status', 'podIP'),
      'status.nominatedNodeName': text('status', 'nominatedNodeName'),
    },
  },
  nodes: {
    columns: nodeColumns,
    fields: { 'spec.unschedulable': (node) => String(at(node, 'spec', 'unschedulable') === true) },
  },
  services: {
    checkName: named(isDns1035Label),
    columns: serviceColumns,
    returnsDeleted: true,
    fields: { 'spec.clusterIP': text('spec', 'clusterIP'), 'spec.type': text('spec', 'type') },
  },
  persistentvolumeclaims: {
    returnsDeleted: true,
    columns: [
      nameColumn,
      column(
        'Status',
        'string',
        'phase represents the current phase of PersistentVolumeClaim.',
        text('status', 'phase'),
      ),
      column(
        'Volume',
        'string',
        'volumeName is the binding reference to the PersistentVolume backing this claim.',
        text('spec', 'volumeName'),
      ),
      column(
        'Capacity',
        'string',
        'capacity represents the actual resources of the underlying volume.',
        text('status', 'capacity', 'storage'),
      ),
      accessModes,
      column(
        'StorageClass',
        'string',
        'storageClassName is the name of the StorageClass required by the claim.',
        text('spec', 'storageClassName'),
      ),
      ageColumn,
    ],
  },
  persistentvolumes: { returnsDeleted: true, columns: printed.volumes },
  replicationcontrollers: {
    ...COUNTED,
    fields: { 'status.replicas': (object) => String(number('status', 'replicas')(object)) },
  },
  'deployments.apps': counted(
    [
      READY,
      column(
        'Up-to-date',
        'string',
        'Total number of non-terminating pods targeted by this deployment that have the desired template spec.',
        number('status', 'updatedReplicas'),
      ),
      column(
        'Available',
        'string',
        'Total number of available non-terminating pods (ready for at least minReadySeconds) targeted by this deployment.',
        number('status', 'availableReplicas'),
      ),
    ],
    POD_COLUMNS,
  ),
  'statefulsets.apps': counted([READY], CONTAINERS),
  'replicasets.apps': {
    ...counted(
      [
        column('Desired', 'integer', 'replicas is the number of desired pods.', number('spec', 'replicas')),
        column(
          'Current',
          'integer',
          'replicas is the most recently observed number of non-terminating pods.',
          number('status', 'replicas'),
        ),
        column(
          'Ready',
          'integer',
          'The number of non-terminating pods targeted by this ReplicaSet with a Ready Condition.',
          number('status', 'readyReplicas'),
        ),
      ],
      POD_COLUMNS,
    ),
    fields: { 'status.replicas': (object) => String(number('status', 'replicas')(object)) },
  },
  'daemonsets.apps': counted(
    [
      daemon('Desired', 'desiredNumberScheduled'),
      daemon('Current', 'currentNumberScheduled'),
      daemon('Ready', 'numberReady'),
      daemon('Up-to-date', 'updatedNumberScheduled'),
      daemon('Available', 'numberAvailable'),
    ],
    POD_COLUMNS,
  ),
  'jobs.batch': {
    ...COUNTED,
    columns: printed.jobs,
    fields: { 'status.successful': (object) => String(number('status', 'succeeded')(object)) },
  },
  'cronjobs.batch': { ...COUNTED, columns: printed.cronJobs },
  'horizontalpodautoscalers.autoscaling': COUNTED,
  'ingresses.networking.k8s.io': { ...COUNTED, columns: printed.ingresses },
  'networkpolicies.networking.k8s.io': { ...COUNTED, columns: printed.networkPolicies },
  'poddisruptionbudgets.policy': { ...COUNTED, columns: printed.budgets },
  'storageclasses.storage.k8s.io': { columns: printed.storageClasses },
  'validatingadmissionpolicies.admissionregistration.k8s.io': WITHOUT_EFFECT,
  'validatingadmissionpolicybindings.admissionregistration.k8s.io': WITHOUT_EFFECT,
  'mutatingadmissionpolicies.admissionregistration.k8s.io': WITHOUT_EFFECT,
  'mutatingadmissionpolicybindings.admissionregistration.k8s.io': WITHOUT_EFFECT,
  'validatingwebhookconfigurations.admissionregistration.k8s.io': WITHOUT_EFFECT,
  'mutatingwebhookconfigurations.admissionregistration.k8s.io': WITHOUT_EFFECT,
};
