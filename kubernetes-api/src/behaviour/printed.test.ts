// Rows as a person sees them.
import { expect, test } from 'vitest';
import { objectOf } from '../json/json.ts';
import { officialKinds } from '../kinds/official.ts';
import { createCluster } from '../testing/cluster.ts';

const TABLE = { accept: 'application/json;as=Table;v=v1;g=meta.k8s.io' };
const POD = { metadata: { labels: { a: 'b' } }, spec: { containers: [{ name: 'c', image: 'i:1' }] } };
const SELECTOR = {
  matchLabels: { b: '2', a: '1' },
  matchExpressions: [{ key: 'k', operator: 'In', values: ['y', 'x'] }],
};
const SELECTED = 'a=1,b=2,k in (x,y)';

/** Time stands still, or what was made before the full second would be a second old right after it. */
const newCluster = () =>
  createCluster({
    kinds: officialKinds(),
    clock: { now: () => Date.parse('2026-01-01T00:00:00.999Z'), schedule: () => () => undefined },
  });

test.each([
  {
    path: '/apis/batch/v1/namespaces/default/jobs',
    object: { kind: 'Job', spec: { template: POD, selector: SELECTOR } },
    status: {
      succeeded: 1,
      startTime: '2026-01-01T00:00:00Z',
      completionTime: '2026-01-01T00:02:05Z',
      conditions: [{ type: 'Complete', status: 'True' }],
    },
    cells: ['x', 'Complete', '1/1', '2m5s', '0s', 'c', 'i:1', SELECTED],
  },
  {
    path: '/apis/batch/v1/namespaces/default/cronjobs',
    object: { kind: 'CronJob', spec: { schedule: '@daily', jobTemplate: { spec: { template: POD } } } },
    cells: ['x', '@daily', '<none>', 'False', 0, '<none>', '0s', 'c', 'i:1', '<none>'],
  },
  {
    path: '/apis/networking.k8s.io/v1/namespaces/default/ingresses',
    object: { kind: 'Ingress', spec: { rules: ['a', 'b', 'c', 'd'].map((host) => ({ host })), tls: [{}] } },
    status: { loadBalancer: { ingress: [{ ip: '192.0.2.1' }] } },
    cells: ['x', '<none>', 'a,b,c + 1 more...', '192.0.2.1', '80, 443', '0s'],
  },
  {
    path: '/apis/networking.k8s.io/v1/namespaces/default/networkpolicies',
    object: { kind: 'NetworkPolicy', spec: { podSelector: SELECTOR } },
    cells: ['x', SELECTED, '0s'],
  },
  {
    path: '/apis/policy/v1/namespaces/default/poddisruptionbudgets',
    object: { kind: 'PodDisruptionBudget', spec: { minAvailable: '50%' } },
    cells: ['x', '50%', 'N/A', 0, '0s'],
  },
  {
    path: '/apis/storage.k8s.io/v1/storageclasses',
    object: { kind: 'StorageClass', provisioner: 'p' },
    cells: ['x', 'p', 'Delete', 'Immediate', false, '0s'],
  },
  {
    path: '/api/v1/persistentvolumes',
    object: {
      kind: 'PersistentVolume',
      spec: {
        capacity: { storage: '1Gi' },
        accessModes: ['ReadWriteMany', 'ReadWriteOnce'],
        claimRef: { namespace: 'n', name: 'c' },
      },
    },
    cells: ['x', '1Gi', 'RWO,RWX', 'Retain', 'Pending', 'n/c', '', '0s'],
  },
  {
    path: '/apis/apps/v1/namespaces/default/deployments',
    object: { kind: 'Deployment', spec: { template: POD, selector: SELECTOR } },
    cells: ['x', '0/1', 0, 0, '0s', 'c', 'i:1', SELECTED],
  },
])('prints $object.kind', async ({ path, object, status, cells }) => {
  const { create, ask, patch } = newCluster();
  await create(path, { ...object, metadata: { name: 'x' } });
  if (status !== undefined) expect((await patch(`${path}/x/status`, { status })).status).toBe(200);
  const { body } = await ask('GET', `${path}/x`, undefined, TABLE);
  expect(objectOf((body['rows'] as unknown[])[0])['cells']).toEqual(cells);
});

const waiting = (reason: string) => ({ ready: false, state: { waiting: { reason } } });
const ended = (terminated: object) => ({ ready: false, state: { terminated } });
const running = { ready: true, state: { running: {} } };
test.each<[shown: string, containers: readonly object[], conditions?: readonly object[]]>([
  ['ImagePullBackOff', [waiting('ImagePullBackOff'), waiting('CrashLoopBackOff')]],
  ['CrashLoopBackOff', [running, waiting('CrashLoopBackOff')]],
  ['OOMKilled', [running, ended({ reason: 'OOMKilled', exitCode: 137 })]],
  ['Signal:9', [ended({ signal: 9, exitCode: 137 })]],
  ['ExitCode:1', [ended({ exitCode: 1 })]],
  ['NotReady', [running, ended({ reason: 'Completed' })]],
  ['Running', [running, ended({ reason: 'Completed' })], [{ type: 'Ready', status: 'True' }]],
  ['Pending', []],
])('a pod is shown as %s', async (shown, containerStatuses, conditions = []) => {
  const cluster = newCluster();
  const path = '/api/v1/namespaces/default/pods';
  await cluster.create(path, { metadata: { name: 'x' }, spec: POD.spec });
  await cluster.ask(
    'PATCH',
    `${path}/x/status`,
    { status: { containerStatuses, conditions } },
    {
      'content-type': 'application/merge-patch+json',
    },
  );
  const { body } = await cluster.ask('GET', `${path}/x`, undefined, TABLE);
  const [row] = body['rows'] as { cells: unknown[] }[];
  expect(row?.cells[2]).toBe(shown);
});
