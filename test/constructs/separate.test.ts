// The other half of the constructs in real terraform: the older engine, children with resources of their own, secrets
// that are never stored, and an upgrade as an object.
import * as hikube from '@hikube/cdktf-provider/cdktf';
import { createClient, type Hikube } from '@hikube/sdk';
import { LocalBackend, TerraformOutput, TerraformStack, Testing } from 'cdktf';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectSuccess } from '../acceptance/expect.ts';
import type { Run, Workspace } from '../support/terraform.ts';
import { type Surroundings, startSurroundings, terraformIn, writeStack } from './stacks.ts';

const SECRET = 'correct horse battery staple';
const APPLY = ['apply', '-json', '-auto-approve'];
const PLAN = ['plan', '-json', '-detailed-exitcode'];

let surroundings: Surroundings;
let workspace: Workspace;
let api: Hikube;
let terraform: (...args: string[]) => Promise<Run>;

interface Choices {
  readonly groups: readonly string[];
  readonly upgrades: readonly string[];
}

/** Writes the stack anew, as a person does who changes the program. */
async function write({ groups, upgrades }: Choices): Promise<void> {
  const stack = new TerraformStack(Testing.app(), 'separate');
  new LocalBackend(stack, { path: 'terraform.tfstate' });
  new hikube.HikubeProvider(stack, 'hikube');
  const cluster = new hikube.KubernetesCluster(stack, 'main', {
    name: 'separate',
    preset: 'development',
    nodeGroups: {},
    initialVersion: '1.33',
    nodeGroupManagement: 'separate',
    addonManagement: 'separate',
  });
  for (const name of groups) cluster.addNodeGroup(name, { minReplicas: 1, maxReplicas: 2 });
  cluster.enableAddon('velero', {
    valuesOverride: { configuration: { bucket: `of-${cluster.name}` } },
    secretValues: { values: { credentials: { secretContents: SECRET } }, version: 1 },
  });
  for (const targetVersion of upgrades) cluster.scheduleUpgrade({ targetVersion });
  new TerraformOutput(stack, 'size', { value: cluster.nodeGroup('web').instanceType });
  await writeStack(workspace, 'separate', Testing.synth(stack, true));
}

beforeAll(async () => {
  surroundings = await startSurroundings();
  api = createClient(surroundings.service);
  workspace = await surroundings.workspace();
  terraform = terraformIn(workspace, 'separate');
  await write({ groups: ['web'], upgrades: [] });
});
afterAll(() => surroundings.dispose());

test('the cluster comes first, then what refers to it', async () => {
  expectSuccess(await terraform('init', '-no-color'));
  expectSuccess(await terraform(...APPLY));
  const [group] = await api.nodeGroups.list('separate').toArray();
  expect({ name: group?.name, manager: group?.manager }).toEqual({ name: 'web', manager: 'separate' });
  const addon = await api.addons.get('separate', 'velero');
  const valuesOverride = { configuration: { bucket: 'of-separate' } };
  expect(addon).toMatchObject({ valuesOverride, hasSecretValues: true });
  expect(JSON.stringify(addon)).not.toContain(SECRET);
  // Nobody can read it, but the service can tell whether it is the same.
  const secretValues = { credentials: { secretContents: SECRET } };
  const same = await api.addons.previewPut('separate', 'velero', { valuesOverride, secretValues });
  expect(same.changes).toEqual([]);
  expect((await terraform(...PLAN)).exitCode).toBe(0);
});

test('a secret value is in no file that terraform wrote', async () => {
  const shown = await terraform('show', '-json');
  expect(shown.stdout).toContain('of-separate');
  expect(shown.stdout).not.toContain(SECRET);
});

test('a group and an upgrade are added without touching the rest', async () => {
  await write({ groups: ['web', 'batch'], upgrades: ['1.34'] });
  expectSuccess(await terraform(...APPLY));
  expect((await api.clusters.get('separate')).version).toBe('1.34');
  expect((await api.nodeGroups.list('separate').toArray()).map(({ name }) => name).sort()).toEqual([
    'batch',
    'web',
  ]);
  expect((await terraform(...PLAN)).exitCode).toBe(0);
});

test('an upgrade that is done can be taken out when the next one comes', async () => {
  await write({ groups: ['web'], upgrades: ['1.35'] });
  expectSuccess(await terraform(...APPLY));
  expect((await api.clusters.get('separate')).version).toBe('1.35');
  expect((await terraform(...PLAN)).exitCode).toBe(0);
});

test('destroy leaves nothing behind', async () => {
  expectSuccess(await terraform('destroy', '-json', '-auto-approve'));
  expect(await api.clusters.list().toArray()).toEqual([]);
});
