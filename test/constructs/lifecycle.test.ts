// What a person does with constructs: synthesise, and let terraform create, find nothing to do, upgrade and destroy.
import { createClient, type Hikube } from '@hikube/sdk';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectSuccess } from '../acceptance/expect.ts';
import type { Run, Workspace } from '../support/terraform.ts';
import { example, type Surroundings, startSurroundings, synthesise, terraformIn } from './stacks.ts';

let surroundings: Surroundings;
let workspace: Workspace;
let hikube: Hikube;
let terraform: (...args: string[]) => Promise<Run>;

const APPLY = ['apply', '-json', '-auto-approve'];
/** The upgrade that the README shows; whoever upgraded goes on saying so. */
const UPGRADED = '-var=kubernetes_version=1.35';
/** Ends with 0 when there is nothing to do, with 2 when there is. */
const PLAN = ['plan', '-json', '-detailed-exitcode'];

beforeAll(async () => {
  surroundings = await startSurroundings();
  hikube = createClient(surroundings.service);
  workspace = await surroundings.workspace();
  terraform = terraformIn(workspace, 'quickstart');
  await synthesise(example('cdktf-quickstart'), workspace);
});
afterAll(() => surroundings.dispose());

async function outputs(): Promise<Record<string, unknown>> {
  const shown = JSON.parse((await terraform('show', '-json')).stdout) as {
    values: { outputs: Record<string, { value: unknown }> };
  };
  return Object.fromEntries(Object.entries(shown.values.outputs).map(([name, { value }]) => [name, value]));
}

test('the quickstart is created by one apply', async () => {
  expectSuccess(await terraform('init', '-no-color'));
  const applied = await terraform(...APPLY);
  expectSuccess(applied);
  // An example that warns of itself teaches to overlook warnings; but whoever shows an upgrade begins with a version that
  // is older than the newest, and the life of this one has ended by now.
  const warned = applied.stdout.split('\n').filter((line) => line.includes('"About the cluster'));
  for (const line of warned) {
    expect((JSON.parse(line) as { diagnostic: { detail: string } }).diagnostic.detail).toBe(
      'Nobody mends faults of Kubernetes 1.34 since 2026-10-27; plan an upgrade to 1.35.',
    );
  }
  const cluster = await hikube.clusters.get('quickstart');
  expect({ version: cluster.version, storageClass: cluster.storageClass }).toEqual({
    version: '1.34',
    storageClass: 'replicated',
  });
  const groups = await hikube.nodeGroups.list('quickstart').toArray();
  expect(
    Object.fromEntries(
      groups.map((group) => [group.name, [group.minReplicas, group.maxReplicas, group.instanceType]]),
    ),
  ).toEqual({
    web: [2, 10, 's1.large'],
    ml: [1, 5, 'u1.xlarge'],
    production: [3, 20, 'm1.large'],
  });
  const addons = await hikube.addons.list('quickstart').toArray();
  expect(addons.map(({ name }) => name).sort()).toEqual([
    'cert-manager',
    'flux',
    'gpu-operator',
    'ingress-nginx',
    'monitoring',
  ]);
});

test('its outputs are those of the cluster', async () => {
  const { endpoint, sites, network } = await hikube.clusters.get('quickstart');
  expect(await outputs()).toEqual({ endpoint, sites: [...sites].sort(), dns_records: network.dnsRecords });
});

test('then there is nothing to do, also after another synth', async () => {
  expect((await terraform(...PLAN)).exitCode).toBe(0);
  await synthesise(example('cdktf-quickstart'), workspace);
  expect((await terraform(...PLAN)).exitCode).toBe(0);
});

test('a later version is an upgrade in place, and then there is nothing to do', async () => {
  const { uid } = await hikube.clusters.get('quickstart');
  expectSuccess(await terraform(...APPLY, UPGRADED));
  const after = await hikube.clusters.get('quickstart');
  expect({ uid: after.uid, version: after.version }).toEqual({ uid, version: '1.35' });
  expect((await terraform(...PLAN, UPGRADED)).exitCode).toBe(0);
});

test('destroy leaves nothing behind', async () => {
  expectSuccess(await terraform('destroy', '-json', '-auto-approve', UPGRADED));
  expect(await hikube.clusters.list().toArray()).toEqual([]);
});
