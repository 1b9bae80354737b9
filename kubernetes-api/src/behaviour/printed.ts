// What people look at of jobs, ingresses, budgets and storage.
import { at, isObject, type Json, listOf, objectOf, textOf } from '../json/json.ts';
import type { Column } from '../kinds/behaviour.ts';
import type { KubernetesObject } from '../kinds/object.ts';
import { since } from '../read/age.ts';
import { ageColumn, nameColumn } from '../read/columns.ts';
import { column } from './texts.ts';

const NONE = '<none>';
const orNone = (value: unknown): string => textOf(value) || NONE;

/** A selector of labels as people write it. */
function selectorText(selector: Json | undefined): string {
  const labels = Object.entries(objectOf(at(selector, 'matchLabels')))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${key}=${String(value)}`);
  const expressions = listOf(at(selector, 'matchExpressions')).map((expression) => {
    const { key, operator, values } = objectOf(expression);
    if (operator === 'Exists') return String(key);
    if (operator === 'DoesNotExist') return `!${String(key)}`;
    return `${String(key)} ${operator === 'In' ? 'in' : 'notin'} (${listOf(values).map(String).sort().join(',')})`;
  });
  return [...labels, ...expressions].join(',') || NONE;
}

/** For `-o wide`. @param path to the spec that has the template and the selector */
export function templateColumns(...path: readonly string[]): Column[] {
  const all = (field: string) => (object: KubernetesObject) =>
    listOf(at(object, ...path, 'template', 'spec', 'containers'))
      .map((container) => textOf(at(container, field)))
      .join(',');
  return [
    column('Containers', 'string', 'Names of each container in the template.', all('name'), 1),
    column('Images', 'string', 'Images referenced by each container in the template.', all('image'), 1),
  ];
}

/** For `-o wide`. */
export function selectorColumn(...path: readonly string[]): Column {
  return column(
    'Selector',
    'string',
    'A label query over pods.',
    (object) => selectorText(at(object, ...path, 'selector')),
    1,
  );
}

const JOB_STATES = [
  ['Complete', 'Complete'],
  ['Failed', 'Failed'],
  ['', 'Terminating'],
  ['Suspended', 'Suspended'],
  ['FailureTarget', 'FailureTarget'],
  ['SuccessCriteriaMet', 'SuccessCriteriaMet'],
] as const;

function jobState(job: KubernetesObject): string {
  const conditions = listOf(at(job, 'status', 'conditions')).map(objectOf);
  const holds = (name: string): boolean =>
    name === ''
      ? job.metadata.deletionTimestamp !== undefined
      : conditions.find(({ type }) => type === name)?.['status'] === 'True';
  return JOB_STATES.find(([condition]) => holds(condition))?.[1] ?? 'Running';
}

function completions(job: KubernetesObject): string {
  const done = Number(at(job, 'status', 'succeeded') ?? 0);
  const wanted = at(job, 'spec', 'completions');
  if (wanted !== undefined) return `${done}/${String(wanted)}`;
  const parallel = Number(at(job, 'spec', 'parallelism') ?? 0);
  return parallel > 1 ? `${done}/1 of ${parallel}` : `${done}/1`;
}

function jobDuration(job: KubernetesObject, now: number): string {
  const start = textOf(at(job, 'status', 'startTime'));
  if (start === '') return '';
  const end = textOf(at(job, 'status', 'completionTime'));
  return since(start, end === '' ? now : Date.parse(end));
}

const jobs: readonly Column[] = [
  nameColumn,
  column('Status', 'string', 'Status of the job.', jobState),
  column('Completions', 'string', 'The number of pods which reached phase Succeeded.', completions),
  column('Duration', 'string', 'Time required to complete the job.', jobDuration),
  ageColumn,
  ...templateColumns('spec'),
  selectorColumn('spec'),
];

const cronJobs: readonly Column[] = [
  nameColumn,
  column('Schedule', 'string', 'The schedule in Cron format.', (object) =>
    textOf(at(object, 'spec', 'schedule')),
  ),
  column('Timezone', 'string', 'The time zone name for the given schedule.', (object) =>
    orNone(at(object, 'spec', 'timeZone')),
  ),
  column('Suspend', 'boolean', 'Whether subsequent executions are suspended.', (object) =>
    at(object, 'spec', 'suspend') === true ? 'True' : 'False',
  ),
  column(
    'Active',
    'integer',
    'Pointers to currently running jobs.',
    (object) => listOf(at(object, 'status', 'active')).length,
  ),
  column('Last Schedule', 'string', 'When the job was last successfully scheduled.', (object, now) => {
    const last = textOf(at(object, 'status', 'lastScheduleTime'));
    return last === '' ? NONE : since(last, now);
  }),
  ageColumn,
  ...templateColumns('spec', 'jobTemplate', 'spec'),
  selectorColumn('spec', 'jobTemplate', 'spec'),
];

const MOST_HOSTS = 3;

function hosts(ingress: KubernetesObject): string {
  const named = listOf(at(ingress, 'spec', 'rules'))
    .map((rule) => textOf(at(rule, 'host')))
    .filter((host) => host !== '');
  if (named.length === 0) return '*';
  const shown = named.slice(0, MOST_HOSTS).join(',');
  return named.length > MOST_HOSTS ? `${shown} + ${named.length - MOST_HOSTS} more...` : shown;
}

function addresses(ingress: KubernetesObject): string {
  const found = listOf(at(ingress, 'status', 'loadBalancer', 'ingress')).map(
    (entry) => textOf(at(entry, 'ip')) || textOf(at(entry, 'hostname')),
  );
  return [...new Set(found)]
    .filter((address) => address !== '')
    .sort()
    .join(',');
}

const ingresses: readonly Column[] = [
  nameColumn,
  column(
    'Class',
    'string',
    'The name of the IngressClass resource that should be used for additional configuration',
    (object) => orNone(at(object, 'spec', 'ingressClassName')),
  ),
  column(
    'Hosts',
    'string',
    'Hosts that incoming requests are matched against before the ingress rule',
    hosts,
  ),
  column('Address', 'string', 'Address is a list containing ingress points for the load-balancer', addresses),
  column('Ports', 'string', 'Ports of TLS configurations that open', (object) =>
    listOf(at(object, 'spec', 'tls')).length > 0 ? '80, 443' : '80',
  ),
  ageColumn,
];

const budgets: readonly Column[] = [
  nameColumn,
  column('Min Available', 'string', 'The minimum number of pods that must be available.', (object) =>
    String(at(object, 'spec', 'minAvailable') ?? 'N/A'),
  ),
  column('Max Unavailable', 'string', 'The maximum number of pods that may be unavailable.', (object) =>
    String(at(object, 'spec', 'maxUnavailable') ?? 'N/A'),
  ),
  column(
    'Allowed Disruptions',
    'integer',
    'Calculated number of pods that may be disrupted at this time.',
    (object) => Number(at(object, 'status', 'disruptionsAllowed') ?? 0),
  ),
  ageColumn,
];

const networkPolicies: readonly Column[] = [
  nameColumn,
  column('Pod-Selector', 'string', 'The pods to which the policy applies.', (object) =>
    selectorText(at(object, 'spec', 'podSelector')),
  ),
  ageColumn,
];

const IS_DEFAULT = 'storageclass.kubernetes.io/is-default-class';

const storageClasses: readonly Column[] = [
  {
    ...nameColumn,
    cell: ({ metadata }) =>
      `${metadata.name ?? ''}${metadata.annotations?.[IS_DEFAULT] === 'true' ? ' (default)' : ''}`,
  },
  column('Provisioner', 'string', 'The type of the provisioner.', (object) => textOf(object['provisioner'])),
  column('ReclaimPolicy', 'string', 'The reclaim policy of volumes of this class.', (object) =>
    textOf(object['reclaimPolicy']),
  ),
  column('VolumeBindingMode', 'string', 'When volumes are provisioned and bound.', (object) =>
    textOf(object['volumeBindingMode']),
  ),
  column(
    'AllowVolumeExpansion',
    'string',
    'Whether volumes of this class can grow.',
    (object) => object['allowVolumeExpansion'] === true,
  ),
  ageColumn,
];

const MODES: Readonly<Record<string, string>> = {
  ReadWriteOnce: 'RWO',
  ReadOnlyMany: 'ROX',
  ReadWriteMany: 'RWX',
  ReadWriteOncePod: 'RWOP',
};

/** Each once, in the order of the letters' table. */
export const accessModes = column('Access Modes', 'string', 'How the volume can be mounted.', (object) => {
  const wanted = listOf(at(object, 'spec', 'accessModes'));
  return Object.entries(MODES)
    .filter(([mode]) => wanted.includes(mode))
    .map(([, short]) => short)
    .join(',');
});

function claimOf(volume: KubernetesObject): string {
  const claim = at(volume, 'spec', 'claimRef');
  return isObject(claim) ? `${textOf(claim['namespace'])}/${textOf(claim['name'])}` : '';
}

const volumes: readonly Column[] = [
  nameColumn,
  column('Capacity', 'string', 'The resources and capacity of the volume.', (object) =>
    textOf(at(object, 'spec', 'capacity', 'storage')),
  ),
  accessModes,
  column('Reclaim Policy', 'string', 'What happens to the volume when its claim is gone.', (object) =>
    textOf(at(object, 'spec', 'persistentVolumeReclaimPolicy')),
  ),
  column('Status', 'string', 'The phase of the volume.', (object) =>
    object.metadata.deletionTimestamp === undefined ? textOf(at(object, 'status', 'phase')) : 'Terminating',
  ),
  column('Claim', 'string', 'The claim that the volume is bound to.', claimOf),
  column('StorageClass', 'string', 'StorageClass of the pv', (object) =>
    textOf(at(object, 'spec', 'storageClassName')),
  ),
  ageColumn,
];

/** The columns of these kinds. */
export const printed = {
  jobs,
  cronJobs,
  ingresses,
  budgets,
  networkPolicies,
  storageClasses,
  volumes,
};
