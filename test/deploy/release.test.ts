// A release of the chart, by Helm itself in a cluster: installed, upgraded, rolled back and taken away, in both ways in which
// Helm writes. After each step exactly those objects are there that the step is for.
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isObject } from '@hikube/domain';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { CHART, rendered, valuesFile } from './chart.support.ts';
import { type Anything, type HelmCluster, NAMESPACE, startHelmCluster, TENANT } from './helm/cluster.ts';
import { BUILD_MS, buildHelm, withoutHelm } from './helm/program.ts';

const leftOut = withoutHelm();
const WORKLOAD = `/apis/apps/v1/namespaces/${NAMESPACE}`;
const IN_CLUSTER = valuesFile('postgres-in-cluster');

let cluster: HelmCluster;
let before: ReadonlySet<string>;
beforeAll(async () => {
  if (!leftOut) await buildHelm();
}, BUILD_MS);
beforeEach(async () => {
  cluster = await startHelmCluster();
  before = new Set((await cluster.all()).keys());
});
afterEach(async () => {
  await cluster.close();
  expect(cluster.failures).toEqual([]);
});

/** What Helm says when all is well. */
async function helm(...words: string[]): Promise<string> {
  const { code, stdout, stderr } = await cluster.helm(...words, '--namespace', NAMESPACE);
  expect({ words, code, stderr }).toEqual({ words, code: 0, stderr: '' });
  return stdout;
}

/** What it says when it refuses. */
async function refused(...words: string[]): Promise<string> {
  const { code, stderr } = await cluster.helm(...words, '--namespace', NAMESPACE);
  expect({ words, code }).toEqual({ words, code: 1 });
  return stderr;
}

/** Names of what is there now and was not before the test. */
async function names(): Promise<string[]> {
  return [...(await cluster.all()).keys()].filter((name) => !before.has(name));
}

/** The same as objects, without the records that Helm keeps of a release. */
async function made(): Promise<Map<string, Anything>> {
  const all = [...(await cluster.all())];
  return new Map(all.filter(([name]) => !before.has(name) && !name.includes('/sh.helm.release.')));
}

const nameOf = ({ kind, metadata }: Anything) =>
  `${kind} ${metadata.namespace ?? NAMESPACE}/${metadata.name}`;

/** A subset of what the server has: it adds defaults, in lists, too. */
function expectWithin(wanted: unknown, found: unknown, at: string): void {
  if (Array.isArray(wanted) && Array.isArray(found)) {
    expect([at, found.length]).toEqual([at, wanted.length]);
    for (const [index, item] of wanted.entries()) expectWithin(item, found[index], `${at}[${index}]`);
  } else if (isObject(wanted) && isObject(found))
    for (const [key, item] of Object.entries(wanted)) expectWithin(item, found[key], `${at}.${key}`);
  else expect([at, found]).toEqual([at, wanted]);
}

/** The objects of a variant as they are kept in rendered/, each Helm's own, and no other. */
async function expectVariant(variant: string): Promise<void> {
  const [wanted, found] = [(await rendered(variant)) as readonly Anything[], await made()];
  expect([...found.keys()].sort()).toEqual(wanted.map(nameOf).sort());
  for (const object of wanted) {
    const there = found.get(nameOf(object))!;
    expectWithin(object, there, nameOf(object));
    expect(there.metadata.annotations).toMatchObject({
      'meta.helm.sh/release-name': 'hikube',
      'meta.helm.sh/release-namespace': NAMESPACE,
    });
  }
}

/** The chart as the next version of it, with nothing else changed. */
async function nextVersion(): Promise<string> {
  const folder = join(cluster.folder, 'next');
  await cp(CHART, folder, { recursive: true });
  const path = join(folder, 'Chart.yaml');
  await writeFile(path, (await readFile(path, 'utf8')).replaceAll(/ersion: 0\.1\.0$/gm, 'ersion: 0.2.0'));
  return folder;
}

interface WithSpec extends Anything {
  readonly spec: Readonly<Record<string, unknown>> & {
    readonly replicas: number;
    readonly template: { readonly spec: { readonly containers: readonly { readonly image: string }[] } };
  };
}

const deployment = async () => (await cluster.ask('GET', `${WORKLOAD}/deployments/hikube`)) as WithSpec;
/** What Kubernetes lets nobody change of a StatefulSet. */
async function fixedParts(): Promise<object> {
  const { spec } = (await cluster.ask('GET', `${WORKLOAD}/statefulsets/hikube`)) as WithSpec;
  const { replicas, template, updateStrategy, persistentVolumeClaimRetentionPolicy, ...fixed } = spec;
  return fixed;
}

describe.skipIf(leftOut).each(['true', 'false'])('by Helm with --server-side=%s', (mode) => {
  const side = `--server-side=${mode}`;

  test('it is installed, takes other values, a newer version and the older one again, and leaves nothing', async () => {
    const said = await helm('install', 'hikube', CHART, '--values', IN_CLUSTER, side);
    expect(said).toContain(`kubectl --namespace ${NAMESPACE} rollout status deployment/hikube`);
    expect(said).toContain('https://api.hikube.example.org/v1');
    await expectVariant('postgres-in-cluster');

    const upgrade = ['upgrade', 'hikube', CHART, '--values', valuesFile('postgres-tenants'), side];
    await helm(...upgrade);
    await expectVariant('postgres-tenants');
    const { generation } = (await deployment()).metadata;
    // The same again is no change, so that no pod starts anew.
    await helm(...upgrade);
    expect((await deployment()).metadata.generation).toBe(generation);

    await helm(
      'upgrade',
      'hikube',
      await nextVersion(),
      '--values',
      IN_CLUSTER,
      '--set',
      'image.digest=',
      side,
    );
    const { metadata, spec } = await deployment();
    const labels = { 'app.kubernetes.io/version': '0.2.0', 'helm.sh/chart': 'hikube-0.2.0' };
    expect(metadata.labels).toMatchObject(labels);
    expect(spec.template.spec.containers[0]!.image).toBe('registry.example.org/hikube:0.2.0');

    await helm('rollback', 'hikube', '1', side);
    await expectVariant('postgres-in-cluster');
    const history = JSON.parse(await helm('history', 'hikube', '--output', 'json')) as { status: string }[];
    expect(history.map(({ status }) => status)).toEqual([...Array(4).fill('superseded'), 'deployed']);

    await helm('uninstall', 'hikube', '--wait');
    expect(await names()).toEqual([]);
  });

  test('with SQLite, the volume stays when the release is gone, and is taken up by the next one', async () => {
    const values = ['--values', valuesFile('sqlite-in-cluster')];
    await helm('install', 'hikube', CHART, ...values, side);
    await expectVariant('sqlite-in-cluster');
    const fixed = await fixedParts();
    // As the controller of StatefulSets makes it, which is told to keep it.
    const { metadata, spec } = (fixed as { volumeClaimTemplates: [Anything] }).volumeClaimTemplates[0];
    const claim = { metadata: { name: `${metadata.name}-hikube-0` }, spec };
    await cluster.ask('POST', `/api/v1/namespaces/${NAMESPACE}/persistentvolumeclaims`, claim);
    const upgrade = ['upgrade', 'hikube', await nextVersion(), ...values];
    expect(await helm(...upgrade, '--set', 'maintenance=true', side)).toContain('Set maintenance=false');
    expect(await fixedParts()).toEqual(fixed);
    await helm('uninstall', 'hikube', '--wait');
    expect(await names()).toEqual([`PersistentVolumeClaim ${NAMESPACE}/data-hikube-0`]);
    await helm('install', 'hikube', CHART, ...values, side);
    expect(await fixedParts()).toEqual(fixed);
  });
});

describe.skipIf(leftOut)('helm', () => {
  test('waits until the pods are ready', async () => {
    let said: string | undefined;
    const ends = helm('install', 'hikube', CHART, '--values', IN_CLUSTER, '--wait', '--timeout', '170s').then(
      (text) => {
        said = text;
      },
    );
    await expect.poll(async () => (await made()).has(`Deployment ${NAMESPACE}/hikube`)).toBe(true);
    expect(said).toBeUndefined();
    // As the controller of Deployments says it.
    const { metadata, ...rest } = await deployment();
    const count = rest.spec.replicas;
    const ready = { replicas: count, updatedReplicas: count, readyReplicas: count, availableReplicas: count };
    const conditions = ['Available', 'Progressing'].map((type) => ({
      type,
      status: 'True',
      reason: type === 'Progressing' ? 'NewReplicaSetAvailable' : 'MinimumReplicasAvailable',
    }));
    await cluster.ask('PUT', `${WORKLOAD}/deployments/hikube/status`, {
      ...rest,
      metadata,
      status: { ...ready, observedGeneration: metadata.generation, conditions },
    });
    await ends;
    expect(said).toContain('STATUS: deployed');
  });

  test('sets the number of replicas again that kubectl has changed, when it is told to', async () => {
    await helm('install', 'hikube', CHART, '--values', IN_CLUSTER);
    const path = `${WORKLOAD}/deployments/hikube/scale?fieldManager=kubectl`;
    const scale = await cluster.ask('GET', path);
    await cluster.ask('PUT', path, { ...scale, spec: { replicas: 0 } });
    expect((await deployment()).spec.replicas).toBe(0);
    const upgrade = ['upgrade', 'hikube', CHART, '--values', IN_CLUSTER];
    expect(await refused(...upgrade)).toMatch(/conflict with "kubectl".*\.spec\.replicas/s);
    await helm(...upgrade, '--force-conflicts');
    expect((await deployment()).spec.replicas).toBe(3);
  });

  test('takes nothing over that somebody else made, and makes nothing beside it', async () => {
    const path = `/apis/rbac.authorization.k8s.io/v1/namespaces/${TENANT}/roles`;
    await cluster.ask('POST', path, { metadata: { name: 'hikube' }, rules: [] });
    expect(await refused('install', 'hikube', CHART, '--values', IN_CLUSTER)).toContain(
      `Role "hikube" in namespace "${TENANT}" exists and cannot be imported`,
    );
    expect(await names()).toEqual([`Role ${TENANT}/hikube`]);
  });

  test('says which kind is missing where there is no Prometheus operator, and makes nothing', async () => {
    const path =
      '/apis/apiextensions.k8s.io/v1/customresourcedefinitions/servicemonitors.monitoring.coreos.com';
    await cluster.ask('DELETE', path);
    expect(await refused('install', 'hikube', CHART, '--values', IN_CLUSTER)).toContain(
      'no matches for kind "ServiceMonitor" in version "monitoring.coreos.com/v1"',
    );
    expect(await names()).toEqual([]);
    const without = ['--set', 'metrics.serviceMonitor.enabled=false'];
    await helm('install', 'hikube', CHART, '--values', IN_CLUSTER, ...without);
  });
});
