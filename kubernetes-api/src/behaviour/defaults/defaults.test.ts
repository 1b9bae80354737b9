// What a workload looks like that says only what it must.
import { describe, expect, test } from 'vitest';
import { at, type JsonObject } from '../../json/json.ts';
import { officialKinds } from '../../kinds/official.ts';
import { createCluster } from '../../testing/cluster.ts';

const LABELS = { app: 'web' };
const DEPLOYMENTS = '/apis/apps/v1/namespaces/default/deployments';
const PODS = '/api/v1/namespaces/default/pods';

function template(container: object = {}, spec: object = {}) {
  return {
    metadata: { labels: LABELS },
    spec: { containers: [{ name: 'c', image: 'nginx', ...container }], ...spec },
  };
}

function deployment(container: object = {}): JsonObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web' },
    spec: { selector: { matchLabels: LABELS }, template: template(container) },
  } as unknown as JsonObject;
}

const FILLED_POD = {
  restartPolicy: 'Always',
  dnsPolicy: 'ClusterFirst',
  schedulerName: 'default-scheduler',
  terminationGracePeriodSeconds: 30,
  securityContext: {},
};
const FILLED_CONTAINER = {
  imagePullPolicy: 'Always',
  terminationMessagePath: '/dev/termination-log',
  terminationMessagePolicy: 'File',
  resources: {},
};

const cluster = () => createCluster({ kinds: officialKinds() });

describe('what is left out', () => {
  test('of a deployment is filled in as Kubernetes does', async () => {
    const { body } = await cluster().ask('POST', DEPLOYMENTS, deployment());
    expect(body['spec']).toEqual({
      replicas: 1,
      revisionHistoryLimit: 10,
      progressDeadlineSeconds: 600,
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '25%', maxSurge: '25%' } },
      selector: { matchLabels: LABELS },
      template: {
        metadata: { labels: LABELS },
        spec: { ...FILLED_POD, containers: [{ name: 'c', image: 'nginx', ...FILLED_CONTAINER }] },
      },
    });
  });

  test('of a pod is filled in, and the pod waits', async () => {
    const pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'p' },
      spec: template(
        {
          image: 'registry:5000/nginx:1.2',
          resources: { limits: { cpu: '1', memory: '1Gi' } },
          ports: [{ containerPort: 80 }],
          livenessProbe: { httpGet: { port: 80 } },
        },
        { volumes: [{ name: 'a' }, { name: 'b', configMap: { name: 'x' } }], serviceAccountName: 's' },
      ).spec,
    };
    const { body } = await cluster().ask('POST', PODS, pod);
    expect(body['status']).toEqual({ phase: 'Pending', qosClass: 'Guaranteed' });
    expect(body['spec']).toMatchObject({
      ...FILLED_POD,
      enableServiceLinks: true,
      serviceAccount: 's',
      volumes: [
        { name: 'a', emptyDir: {} },
        { name: 'b', configMap: { name: 'x', defaultMode: 0o644 } },
      ],
      containers: [
        {
          imagePullPolicy: 'IfNotPresent',
          ports: [{ containerPort: 80, protocol: 'TCP' }],
          resources: { limits: { cpu: '1', memory: '1Gi' }, requests: { cpu: '1', memory: '1Gi' } },
          livenessProbe: {
            httpGet: { path: '/', port: 80, scheme: 'HTTP' },
            timeoutSeconds: 1,
            periodSeconds: 10,
            successThreshold: 1,
            failureThreshold: 3,
          },
        },
      ],
    });
  });

  test.each([
    ['nginx', 'Always'],
    ['nginx:latest', 'Always'],
    ['host:5000/nginx', 'Always'],
    ['nginx:1', 'IfNotPresent'],
    [`nginx@sha256:${'a'.repeat(64)}`, 'IfNotPresent'],
    [`nginx:latest@sha256:${'a'.repeat(64)}`, 'Always'],
  ])('of an image %s says when it is pulled: %s', async (image, policy) => {
    const { body } = await cluster().ask('POST', DEPLOYMENTS, deployment({ image }));
    expect(at(body, 'spec', 'template', 'spec', 'containers')).toMatchObject([{ imagePullPolicy: policy }]);
  });

  test.each([
    [
      'services',
      'v1',
      'Service',
      { ports: [{ port: 80 }] },
      { type: 'ClusterIP', ports: [{ targetPort: 80, protocol: 'TCP' }] },
    ],
    [
      'services',
      'v1',
      'Service',
      { type: 'NodePort' },
      { externalTrafficPolicy: 'Cluster', sessionAffinity: 'None' },
    ],
    [
      'statefulsets',
      'apps/v1',
      'StatefulSet',
      {},
      { replicas: 1, updateStrategy: { rollingUpdate: { partition: 0 } } },
    ],
    [
      'daemonsets',
      'apps/v1',
      'DaemonSet',
      {},
      { updateStrategy: { rollingUpdate: { maxUnavailable: 1, maxSurge: 0 } } },
    ],
    ['jobs', 'batch/v1', 'Job', {}, { completions: 1, parallelism: 1, backoffLimit: 6, suspend: false }],
    [
      'cronjobs',
      'batch/v1',
      'CronJob',
      { schedule: '* * * * *' },
      { concurrencyPolicy: 'Allow', failedJobsHistoryLimit: 1 },
    ],
    [
      'networkpolicies',
      'networking.k8s.io/v1',
      'NetworkPolicy',
      { egress: [{}] },
      { policyTypes: ['Ingress', 'Egress'] },
    ],
    ['persistentvolumeclaims', 'v1', 'PersistentVolumeClaim', {}, { volumeMode: 'Filesystem' }],
  ])('of %s (%s) is filled in', async (resource, apiVersion, kind, spec, filled) => {
    const root = apiVersion === 'v1' ? '/api/v1' : `/apis/${apiVersion}`;
    const object = { apiVersion, kind, metadata: { name: 'x' }, spec };
    const { status, body } = await cluster().ask('POST', `${root}/namespaces/default/${resource}`, object);
    expect({ status, spec: body['spec'] }).toMatchObject({ status: 201, spec: filled });
  });
});

test('zero replicas stay zero', async () => {
  const none = deployment();
  (none['spec'] as JsonObject)['replicas'] = 0;
  const { body } = await cluster().ask('POST', DEPLOYMENTS, none);
  expect(at(body, 'spec', 'replicas')).toBe(0);
});

test('who applies does not own what was filled in, and applying again changes nothing', async () => {
  const { apply } = cluster();
  const wanted = deployment({ ports: [{ containerPort: 80 }] });
  const first = await apply(`${DEPLOYMENTS}/web`, 'me', wanted);
  expect(first.status).toBe(201);
  expect(JSON.stringify(at(first.body, 'metadata', 'managedFields'))).not.toMatch(
    /replicas|strategy|dnsPolicy/,
  );
  const again = await apply(`${DEPLOYMENTS}/web`, 'me', wanted);
  expect(again.body).toEqual(first.body);
});
