import { beforeEach, describe, expect, test } from 'vitest';
import { type ServedCluster, serveCluster } from '../testing/served-cluster.ts';

let cluster: ServedCluster;
let admin: string;
beforeEach(async () => {
  cluster = await serveCluster();
  await cluster.setNodes(['web-1']);
  admin = await cluster.token('admin');
});

const LABELS = { app: 'web' };
const POD = { containers: [{ name: 'web', image: 'nginx' }] };
const TEMPLATE = { metadata: { labels: LABELS }, spec: POD };
const SELECTED = { selector: { matchLabels: LABELS }, template: TEMPLATE };
const ONCE = { template: { ...TEMPLATE, spec: { ...POD, restartPolicy: 'Never' } } };

const DEPLOYMENTS = '/apis/apps/v1/namespaces/default/deployments';
const WEB = `${DEPLOYMENTS}/web`;

interface Told {
  readonly status: number;
  readonly warning: string | null;
}

async function write(method: string, path: string, body?: object, type?: string): Promise<Told> {
  const answer = await cluster.ask(admin, path, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(type !== undefined && { type }),
  });
  return { status: answer.status, warning: answer.headers.get('warning') };
}

const create = (path: string, spec: object) => write('POST', path, { metadata: { name: 'web' }, spec });
const merge = (path: string, change: object) => write('PATCH', path, change, 'application/merge-patch+json');

const warningOf = (kind: string) =>
  `299 - "this cluster is simulated and runs no containers: the ${kind} is kept, and nothing of it starts"`;

describe('a write that asks for containers', () => {
  test.each([
    ['Pod', '/api/v1/namespaces/default/pods', POD],
    ['Deployment', DEPLOYMENTS, SELECTED],
    ['StatefulSet', '/apis/apps/v1/namespaces/default/statefulsets', { ...SELECTED, serviceName: 'web' }],
    ['DaemonSet', '/apis/apps/v1/namespaces/default/daemonsets', SELECTED],
    ['ReplicaSet', '/apis/apps/v1/namespaces/default/replicasets', SELECTED],
    [
      'ReplicationController',
      '/api/v1/namespaces/default/replicationcontrollers',
      { selector: LABELS, template: TEMPLATE },
    ],
    ['Job', '/apis/batch/v1/namespaces/default/jobs', ONCE],
    [
      'CronJob',
      '/apis/batch/v1/namespaces/default/cronjobs',
      { schedule: '@hourly', jobTemplate: { spec: ONCE } },
    ],
  ])('makes a %s, and is told that nothing of it starts', async (kind, path, spec) => {
    expect(await create(path, spec)).toEqual({ status: 201, warning: warningOf(kind) });
  });

  test('changes one', async () => {
    await create(DEPLOYMENTS, SELECTED);
    const told = { status: 200, warning: warningOf('Deployment') };
    expect(await merge(WEB, { spec: { replicas: 2 } })).toEqual(told);
    expect(await merge(`${WEB}/scale`, { spec: { replicas: 3 } })).toEqual(told);
    const applied = { apiVersion: 'apps/v1', kind: 'Deployment', spec: { paused: true } };
    const path = `${WEB}?fieldManager=test`;
    expect(await write('PATCH', path, applied, 'application/apply-patch+yaml')).toEqual(told);
  });
});

describe('nothing is told', () => {
  test('of a write that asks for no containers', async () => {
    await create(DEPLOYMENTS, SELECTED);
    const quiet = { status: 200, warning: null };
    expect(await merge(WEB, { metadata: { labels: { tier: 'a' } } })).toEqual(quiet);
    // A controller of somebody may play the kubelet.
    expect(await merge(`${WEB}/status`, { status: { replicas: 1 } })).toEqual(quiet);
    expect(await write('DELETE', WEB)).toEqual(quiet);
    expect(await create('/api/v1/namespaces/default/services', { ports: [{ port: 80 }] })).toEqual({
      status: 201,
      warning: null,
    });
  });

  test('of what the cluster runs by itself, which nobody changes', async () => {
    const coredns = '/apis/apps/v1/namespaces/kube-system/deployments/coredns';
    expect(await merge(coredns, { spec: { replicas: 0 } })).toEqual({ status: 403, warning: null });
  });
});
