// A create whose answer was lost finds its own object again, and takes over nothing that is somebody else's.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { Workspace } from '../../support/terraform.ts';
import { expectEmpty, expectError, expectSuccess, warningsOf } from '../expect.ts';
import { applyOf, PATIENCE_MS, planOf, setUp } from '../setting.ts';

const HOUR_MS = 3_600_000;
let passedMs = 0;
const setting = setUp({ inside: {}, now: () => Date.now() + passedMs });
afterEach(() => {
  passedMs = 0;
});

const provider = (settings: string) => `provider "hikube" {\n${settings}\n}\n`;
const cluster = (name: string, body = 'labels = { team = "web" }') => `
resource "hikube_kubernetes_cluster" "main" {
  name = "${name}"
  ${body}
}
`;
const children = `
resource "hikube_kubernetes_node_group" "web" {
  cluster_id   = hikube_kubernetes_cluster.main.id
  name         = "web"
  min_replicas = 1
}
resource "hikube_kubernetes_addon" "cert_manager" {
  cluster_id = hikube_kubernetes_cluster.main.id
  name       = "cert-manager"
}
`;

/** What is left of an apply that died before Terraform could write its state. */
async function dead(hcl: string): Promise<Workspace> {
  const workspace = await setting.workspace(hcl);
  expectSuccess(await workspace.apply());
  await rm(join(workspace.folder, 'terraform.tfstate'));
  return workspace;
}

const IMPORT = (name: string) =>
  new RegExp(
    `The cluster ${name} exists already.*terraform import hikube_kubernetes_cluster\\.\\S+ ${name}`,
    's',
  );

test(
  'an equal create takes over cluster, node group and add-on, and says so',
  async () => {
    const workspace = await dead(cluster('lost') + children);
    const { uid } = await setting.hikube.clusters.get('lost');
    const group = await setting.hikube.nodeGroups.get('lost', 'web');
    passedMs = 23 * HOUR_MS;
    const run = await workspace.apply();
    expectSuccess(run);
    const text = warningsOf(run).join('\n');
    for (const what of ['cluster lost', 'node group lost/web', 'add-on lost/cert-manager']) {
      expect(text).toMatch(new RegExp(`The ${what} was taken over: An equal create 1\\d{3} min`));
    }
    expect((await workspace.stateOf('hikube_kubernetes_cluster.main'))?.['uid']).toBe(uid);
    expect((await workspace.stateOf('hikube_kubernetes_node_group.web'))?.['uid']).toBe(group.uid);
    expectEmpty(await workspace.plan());
    expect(await setting.hikube.clusters.list().toArray()).toHaveLength(1);
  },
  PATIENCE_MS,
);

test(
  'what is taken over is not deleted by the resource that kept it before',
  async () => {
    const first = 'lifecycle {\n create_before_destroy = true\n }';
    const hcl = (cluster('twice', first) + children).replace('min_replicas = 1', first);
    const workspace = await setting.workspace(hcl);
    expectSuccess(await workspace.apply());
    const { uid } = await setting.hikube.nodeGroups.get('twice', 'web');
    const group = 'hikube_kubernetes_node_group.web';
    const run = await workspace.apply([`-replace=${group}`]);
    expectSuccess(run);
    expect(warningsOf(run).join('\n')).toMatch(
      /The node group twice\/web was not deleted: .* create_before_destroy.*"moved" block/s,
    );
    expect((await setting.hikube.nodeGroups.get('twice', 'web')).uid).toBe(uid);
    expect((await workspace.stateOf(group))?.['uid']).toBe(uid);
    expectEmpty(await workspace.plan());
  },
  PATIENCE_MS,
);

test('a tainted object that will be made again with another body is not in its own way', async () => {
  const workspace = await setting.workspace(cluster('again'));
  expectSuccess(await workspace.apply());
  expect((await workspace.run(['taint', 'hikube_kubernetes_cluster.main'])).exitCode).toBe(0);
  const plan = await planOf(workspace, cluster('again', 'labels = { team = "db" }'));
  expect(warningsOf(plan).join()).not.toMatch(/exists already/);
  expectSuccess(await workspace.apply());
  expect((await setting.hikube.clusters.get('again')).labels).toEqual({ team: 'db' });
});

test('two resources of one configuration never share an object', async () => {
  const twins = `
resource "hikube_kubernetes_cluster" "main" {
  name = "shared"
}
resource "hikube_kubernetes_node_group" "twin" {
  count      = 3
  cluster_id = hikube_kubernetes_cluster.main.id
  name       = "twin"
}
`;
  const workspace = await setting.workspace(twins);
  const run = await workspace.apply();
  expectError(run, /Another resource makes the node group shared\/twin.*Give each a name of its own/s);
  expect(warningsOf(run).join()).not.toMatch(/taken over/);
  const addresses = [0, 1, 2].map((index) => `hikube_kubernetes_node_group.twin[${index}]`);
  const states = await Promise.all(addresses.map((address) => workspace.stateOf(address)));
  expect(states.filter((state) => state !== undefined)).toHaveLength(1);
});

describe('is refused, with the command that imports', () => {
  test('after 24 hours', async () => {
    const workspace = await dead(cluster('old'));
    passedMs = 24 * HOUR_MS + 1000;
    expectError(await workspace.apply(), IMPORT('old'));
    expect(await workspace.stateOf('hikube_kubernetes_cluster.main')).toBeUndefined();
  });

  test('with adopt_identical = false', async () => {
    const never = provider('  adopt_identical = false');
    const workspace = await dead(never + cluster('never'));
    expectError(await workspace.apply(), IMPORT('never'));
    expectSuccess(await applyOf(workspace, provider('  adopt_identical = true') + cluster('never')));
  });

  test('with another body, and nothing of the object changes', async () => {
    const workspace = await dead(cluster('differs'));
    expectError(await applyOf(workspace, cluster('differs', 'labels = { team = "db" }')), IMPORT('differs'));
    const { labels, generation } = await setting.hikube.clusters.get('differs');
    expect([labels, generation]).toEqual([{ team: 'web' }, 1]);
    expect((await workspace.import('hikube_kubernetes_cluster.main', 'differs')).exitCode).toBe(0);
    expectSuccess(await workspace.apply());
    expectEmpty(await workspace.plan());
  });

  test('with another token, although the body is the same', async () => {
    const workspace = await dead(cluster('theirs'));
    const token = await setting.service.issue({ tenant: 'demo', scopes: ['read', 'write'] });
    expectError(
      await applyOf(workspace, provider(`  token = "${token}"`) + cluster('theirs')),
      IMPORT('theirs'),
    );
  });
});
