// Node groups, add-ons and upgrades as resources of their own: life, import, drift and disappearance.
import { beforeAll, describe, expect, test } from 'vitest';
import { rewrite } from '../support/stack.ts';
import type { Workspace } from '../support/terraform.ts';
import { expectActions, expectEmpty, expectSuccess } from './expect.ts';
import { PATIENCE_MS, STORES, setUp } from './setting.ts';

const configuration = (group = 'min_replicas = 1\n max_replicas = 3', addon = '') => `
resource "hikube_kubernetes_cluster" "main" {
  name            = "prod"
  initial_version = "1.33"
}
resource "hikube_kubernetes_node_group" "web" {
  cluster_id    = hikube_kubernetes_cluster.main.id
  name          = "web"
  instance_type = "s1.large"
  roles         = ["ingress-nginx"]
  ${group}
}
resource "hikube_kubernetes_addon" "ingress" {
  cluster_id = hikube_kubernetes_cluster.main.id
  name       = "ingress-nginx"
  depends_on = [hikube_kubernetes_node_group.web]
  ${addon}
}
`;

const web = 'hikube_kubernetes_node_group.web';
const ingress = 'hikube_kubernetes_addon.ingress';

describe.each(STORES)('children as resources of their own, on the %s store', (store) => {
  const stack = setUp({ store, speed: 600 });
  let workspace: Workspace;
  beforeAll(async () => {
    workspace = await stack.workspace(configuration());
  }, PATIENCE_MS);

  test('are created with their cluster', async () => {
    expectSuccess(await workspace.apply());
    expectEmpty(await workspace.plan());
    expect((await stack.hikube.nodeGroups.get('prod', 'web')).manager).toBe('separate');
    expect((await stack.hikube.addons.get('prod', 'ingress-nginx')).status.phase).toBe('Ready');
  });

  test('change in place', async () => {
    const values = 'values_override = jsonencode({ controller = { replicaCount = 2 } })';
    await rewrite(workspace, configuration('min_replicas = 2\n max_replicas = 5', values));
    expectActions(await workspace.plan(), { [web]: ['update'], [ingress]: ['update'] });
    expectSuccess(await workspace.apply());
    expectEmpty(await workspace.plan());
    expect((await stack.hikube.nodeGroups.get('prod', 'web')).maxReplicas).toBe(5);
  });

  test('what somebody else changed is planned back', async () => {
    await stack.hikube.nodeGroups.update('prod', 'web', { maxReplicas: 9 });
    const plan = await workspace.plan();
    expectActions(plan, { [web]: ['update'] });
    expect(plan.changes[0]?.change.before?.['max_replicas']).toBe(9);
    expectSuccess(await workspace.apply());
    expectEmpty(await workspace.plan());
  });

  test('what somebody else deleted is planned again', async () => {
    await stack.hikube.addons.delete('prod', 'ingress-nginx');
    expectActions(await workspace.plan(), { [ingress]: ['create'] });
    expectSuccess(await workspace.apply());
    expectEmpty(await workspace.plan());
  });

  test.each([
    ['hikube_kubernetes_cluster.main', 'prod'],
    [web, 'prod/web'],
    [ingress, 'prod/ingress-nginx'],
  ])('%s is imported by its id', async (address, id) => {
    const before = await workspace.stateOf(address);
    expect((await workspace.run(['state', 'rm', address])).exitCode).toBe(0);
    const imported = await workspace.import(address, id);
    expect(imported.stdout + imported.stderr).toContain('Import successful!');
    const after = await workspace.stateOf(address);
    // What only this configuration knows cannot come back by import.
    const known = ({
      last_operation: _l,
      initial_version: _i,
      values_override: _v,
      ...rest
    }: Record<string, unknown>) => rest;
    expect(known(after ?? {})).toEqual(known(before ?? {}));
  });

  test('a wrong import id is explained', async () => {
    await workspace.run(['state', 'rm', web]);
    const imported = await workspace.import(web, 'web');
    expect(imported.exitCode).toBe(1);
    expect(imported.stderr).toMatch(/The id of a node group is <cluster>\/<node-group>/);
    const elsewhere = await stack.workspace(configuration());
    const cluster = await elsewhere.import('hikube_kubernetes_cluster.main', 'prod/web');
    expect(cluster.exitCode).toBe(1);
    expect(cluster.stderr).toMatch(/The id of a cluster is its name, such as "prod"/);
    expect((await workspace.import(web, 'prod/web')).exitCode).toBe(0);
  });

  test('a version upgrade moves the cluster and stays as a record', async () => {
    const upgrade = `
resource "hikube_kubernetes_version_upgrade" "next" {
  cluster_id     = hikube_kubernetes_cluster.main.id
  target_version = "1.34"
}
`;
    const values = 'values_override = jsonencode({ controller = { replicaCount = 2 } })';
    await rewrite(workspace, configuration('min_replicas = 2\n max_replicas = 5', values) + upgrade);
    expectSuccess(await workspace.apply());
    expect((await stack.hikube.clusters.get('prod')).status.version).toMatch(/^1\.34\./);
    expectEmpty(await workspace.plan());
    const id = String((await workspace.stateOf('hikube_kubernetes_version_upgrade.next'))?.['id']);
    await workspace.run(['state', 'rm', 'hikube_kubernetes_version_upgrade.next']);
    expect((await workspace.import('hikube_kubernetes_version_upgrade.next', id)).exitCode).toBe(0);
    expectEmpty(await workspace.plan());
  });

  test('a cluster that somebody deleted is planned again, with all that was in it', async () => {
    await stack.hikube.clusters.delete('prod');
    const plan = await workspace.plan();
    expect(plan.changes.map(({ change }) => change.actions)).toEqual([
      ['create'],
      ['create'],
      ['create'],
      ['create'],
    ]);
    expectSuccess(await workspace.destroy());
  });
});
