// What Helm makes of the chart: an API server takes every object of it, the service takes the settings, and names that
// lead from one object to another arrive.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  createKubernetesApi,
  type KubernetesApi,
  type KubernetesObject,
  officialKinds,
} from '@hikube/kubernetes-api';
import { describe, expect, test } from 'vitest';
import { readSettings } from '../../server/src/settings.ts';
import { hasTenantsFile } from '../../server/src/settings-platform.ts';
import { readTenants } from '../../server/src/tenant-settings.ts';
import { startTestService } from '../support/service.ts';
import { readChart, rendered, variants } from './chart.support.ts';
import { MONITORS } from './monitors.support.ts';
import { environmentOf, type Pod, podOf } from './pod.support.ts';

const RELEASED_IN = 'hikube-system';
const SECRETS = {
  HIKUBE_BOOTSTRAP_TOKEN: 'e1b0c44298fc1c149afbf4c8996fb924',
  HIKUBE_SECRET_KEYS: 'bm90LWEtcmVhbC1rZXktYnV0LTMyLWJ5dGVzLWxvbmc=',
  uri: 'postgresql://app:password@hikube-db-rw.hikube-system:5432/app',
  DATABASE_URL: 'postgresql://app:password@database.example.org:5432/hikube',
};

async function post(api: KubernetesApi, path: string, body: object): Promise<Response> {
  const headers = { 'content-type': 'application/json' };
  const request = { method: 'POST', headers, body: JSON.stringify(body) };
  return api.fetch(new Request(`http://kubernetes${path}?fieldValidation=Strict`, request));
}

/** An API server with the namespaces that are there before the chart, and the kind of the Prometheus operator. */
async function cluster(): Promise<KubernetesApi> {
  const api = createKubernetesApi({ kinds: officialKinds() });
  for (const name of [RELEASED_IN, 'tenant-acme', 'tenant-other'])
    await post(api, '/api/v1/namespaces', { metadata: { name } });
  await post(api, '/apis/apiextensions.k8s.io/v1/customresourcedefinitions', MONITORS);
  await api.settled();
  return api;
}

async function pathOf(api: KubernetesApi, { apiVersion = '', kind, metadata }: KubernetesObject) {
  const group = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  const answer = await api.fetch(new Request(`http://kubernetes${group}`));
  const { resources } = (await answer.json()) as { resources: { name: string; kind: string }[] };
  const plural = resources.find(({ name, kind: served }) => served === kind && !name.includes('/'))!.name;
  return `${group}/namespaces/${metadata.namespace ?? RELEASED_IN}/${plural}`;
}

const names = [...(await variants()).keys()];

describe.each(names)('%s', (variant) => {
  test('an API server takes every object as it is written', async () => {
    const api = await cluster();
    const objects = await rendered(variant);
    expect(objects.length).toBeGreaterThan(3);
    for (const object of objects) {
      const answer = await post(api, await pathOf(api, object), object);
      expect([answer.status, await answer.json()]).toMatchObject([201, { metadata: object.metadata }]);
      expect(answer.headers.get('warning')).toBeNull();
    }
  });

  test('the service takes the settings, and listens where the ports are', async () => {
    const [container] = podOf(await rendered(variant)).spec.containers;
    const read = readSettings(environmentOf(container, SECRETS));
    if (!read.ok) throw new Error(read.mistakes.join('\n'));
    const { settings } = read;
    const hasTenants = hasTenantsFile(settings.cozystack);
    const isPostgres = variant.startsWith('postgres');
    expect(settings).toMatchObject({
      host: '0.0.0.0',
      dataDirectory: isPostgres ? '/var/lib/hikube' : '/var/lib/hikube/data',
      store: isPostgres ? 'postgres' : 'sqlite',
      platform: variant === 'simulated' ? 'simulated' : 'cozystack',
      secretKeys: SECRETS.HIKUBE_SECRET_KEYS,
      bootstrapToken: hasTenants ? undefined : SECRETS.HIKUBE_BOOTSTRAP_TOKEN,
    });
    const ports = Object.fromEntries(container.ports.map(({ name, containerPort }) => [name, containerPort]));
    expect(ports).toEqual({
      http: settings.port,
      metrics: settings.metricsPort,
      ...(settings.platform === 'simulated' && { kubernetes: settings.kubernetesPort }),
    });
  });

  test('its pods need no right that they have not', async () => {
    const { spec, volumes } = podOf(await rendered(variant));
    const [{ securityContext, volumeMounts }] = spec.containers;
    expect(spec.securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 1000, fsGroup: 1000 });
    expect(securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
    expect(spec.enableServiceLinks).toBe(false);
    const needsAccount = (await rendered(variant)).some(({ kind }) => kind === 'Role');
    expect(spec.automountServiceAccountToken).toBe(needsAccount);
    expect(volumeMounts.map(({ name }) => name).sort()).toEqual([...volumes].sort());
  });

  test('everything that selects pods selects these, and ports that are named are there', async () => {
    const objects = await rendered(variant);
    const pod = podOf(objects);
    const selectors = objects.flatMap(selectorsOf);
    expect(selectors.length).toBeGreaterThan(1);
    for (const selector of selectors) expect(pod.metadata.labels).toMatchObject(selector);
    const ports = pod.spec.containers[0].ports.map(({ name }) => name);
    const text = JSON.stringify(objects.filter(({ kind }) => kind === 'Service' || kind === 'NetworkPolicy'));
    for (const [, port] of text.matchAll(/"(?:targetPort|port)":"(\w+)"/g)) expect(ports).toContain(port);
  });
});

interface Selecting {
  readonly selector?: Readonly<Record<string, string>> & { readonly matchLabels?: object };
  readonly podSelector?: { readonly matchLabels: object };
}

/** What an object selects pods by; a ServiceMonitor selects a Service. */
function selectorsOf({ kind, spec }: KubernetesObject & { readonly spec?: Selecting }): object[] {
  if (kind === 'ServiceMonitor' || spec === undefined) return [];
  const found = spec.podSelector?.matchLabels ?? spec.selector?.matchLabels ?? spec.selector;
  return found === undefined ? [] : [found];
}

test('an API server refuses an object with a key that is wrong', async () => {
  const api = await cluster();
  const [workload] = (await rendered('sqlite-in-cluster')).filter(({ kind }) => kind === 'StatefulSet');
  const wrong = JSON.parse(
    JSON.stringify(workload).replace('runAsNonRoot', 'runAsNoRoot'),
  ) as KubernetesObject;
  const answer = await post(api, await pathOf(api, wrong), wrong);
  expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining('runAsNoRoot')]);
});

test('the monitor selects the Service of the metrics, and a port of it', async () => {
  const objects = await rendered('postgres-in-cluster');
  const monitor = objects.find(({ kind }) => kind === 'ServiceMonitor') as unknown as {
    readonly spec: {
      readonly selector: { readonly matchLabels: object };
      readonly endpoints: [{ port: string }];
    };
  };
  const services = objects.filter(({ kind }) => kind === 'Service');
  const chosen = services.filter(({ metadata }) => {
    const labels = Object.entries(metadata.labels ?? {});
    return Object.entries(monitor.spec.selector.matchLabels).every((pair) =>
      labels.some(([key, value]) => key === pair[0] && value === pair[1]),
    );
  });
  expect(chosen.map(({ metadata }) => metadata.name)).toEqual(['hikube-metrics']);
  expect(chosen[0]).toMatchObject({ spec: { ports: [{ name: monitor.spec.endpoints[0].port }] } });
});

test('what each choice is for is there, and nowhere else', async () => {
  const kinds = async (variant: string) => (await rendered(variant)).map(({ kind }) => kind).sort();
  const always = ['Service', 'Service', 'ServiceAccount'];
  const inCluster = ['Role', 'RoleBinding'];
  expect(await kinds('sqlite-in-cluster')).toEqual(
    [...always, ...inCluster, 'NetworkPolicy', 'StatefulSet'].sort(),
  );
  expect(await kinds('postgres-in-cluster')).toEqual(
    [
      ...always,
      ...inCluster,
      'Deployment',
      'Ingress',
      'NetworkPolicy',
      'PodDisruptionBudget',
      'ServiceMonitor',
    ].sort(),
  );
  expect(await kinds('postgres-kubeconfig')).toEqual([...always, 'Deployment'].sort());
  expect(await kinds('simulated')).toEqual([...always, 'Ingress', 'NetworkPolicy', 'StatefulSet'].sort());
});

test('the Role is that of the file, in the namespace of the tenant', async () => {
  const role = (await rendered('postgres-in-cluster')).find(({ kind }) => kind === 'Role');
  expect(role).toMatchObject({
    metadata: { namespace: 'tenant-acme' },
    rules: await readChart('files/tenant-rules.yaml'),
  });
});

test('tenants are named in a file without secrets, which the service takes, and each has what is his alone', async () => {
  const objects = await rendered('postgres-tenants');
  const { spec } = podOf(objects);
  const [container] = spec.containers;
  const text = (objects.find(({ kind }) => kind === 'ConfigMap') as ConfigMap).data['tenants.yaml']!;
  const at = environmentOf(container, SECRETS)['HIKUBE_TENANTS_FILE']!;
  expect(container.volumeMounts.map(({ mountPath }) => mountPath)).toContain(dirname(at));
  const folder = await mkdtemp(join(tmpdir(), 'hikube-tenants-'));
  await writeFile(join(folder, 'tenants.yaml'), text);
  const tenants = await readTenants({ tenantsFile: join(folder, 'tenants.yaml') });
  await rm(folder, { recursive: true });
  expect(Object.fromEntries(tenants)).toEqual({
    acme: {
      kubeconfig: 'in-cluster',
      namespace: 'tenant-acme',
      tokenFile: '/etc/hikube/tenant/acme/token',
    },
    other: {
      kubeconfig: '/etc/hikube/tenant/other/kubeconfig',
      context: 'tenant-other',
      namespace: 'tenant-other',
      tokenFile: '/etc/hikube/tenant/other/token',
    },
  });
  const files = spec.volumes.flatMap(filesIn);
  for (const { kubeconfig, tokenFile } of tenants.values())
    for (const file of [kubeconfig, tokenFile!])
      if (file !== 'in-cluster') expect(files).toContain(file.replace('/etc/hikube/tenant/', ''));
  // A Role stands only where the service account works.
  const roles = objects.filter(({ kind }) => kind === 'Role');
  expect(roles.map(({ metadata }) => metadata.namespace)).toEqual(['tenant-acme']);
});

interface ConfigMap extends KubernetesObject {
  readonly data: Readonly<Record<string, string>>;
}

/** Files of a tenant, such as `acme/token`. */
function filesIn({ name, projected }: Pod['spec']['volumes'][number]): readonly string[] {
  const items = projected?.sources.flatMap(({ secret }) => secret.items) ?? [];
  return items.map(({ path }) => `${name.replace('tenant-', '')}/${path}`);
}

test('the service answers where the probes ask', async () => {
  const [container] = podOf(await rendered('sqlite-in-cluster')).spec.containers;
  const { service, dispose } = await startTestService();
  for (const probe of [container.startupProbe, container.livenessProbe, container.readinessProbe]) {
    const answer = await service.fetch(new Request(`http://pod${probe!.httpGet.path}`));
    expect([probe!.httpGet.path, answer.status]).toEqual([probe!.httpGet.path, 200]);
  }
  await dispose();
  const [silent] = podOf(await rendered('maintenance')).spec.containers;
  expect(silent).toMatchObject({ command: ['sleep', 'infinity'] });
  expect(silent.readinessProbe).toBeUndefined();
});
