// The maps of a cluster: null leaves its children alone, a map says what there is, and what others keep is never taken.
import { describe, expect, test } from 'vitest';
import { rewrite } from '../../support/stack.ts';
import { errorsOf, expectActions, expectEmpty, expectRefusal, expectSuccess, warningsOf } from '../expect.ts';
import { applyOf, PATIENCE_MS, planOf, setUp } from '../setting.ts';

const setting = setUp();
const main = 'hikube_kubernetes_cluster.main';

const cluster = (name: string, maps = '') => `
resource "hikube_kubernetes_cluster" "main" {
  name = "${name}"
  ${maps}
}
`;
const both = `node_groups = { web = {}, db = {} }
  addons      = { cert-manager = {} }`;

async function children(name: string): Promise<string[]> {
  const groups = await setting.hikube.nodeGroups.list(name).toArray();
  const addons = await setting.hikube.addons.list(name).toArray();
  return [...groups, ...addons].map((child) => child.name).sort();
}

test(
  'null leaves children alone: those that others make, and those that the map made before',
  async () => {
    const workspace = await setting.workspace();
    expectSuccess(await applyOf(workspace, cluster('released', both)));
    const plan = await planOf(workspace, cluster('released'));
    expectActions(plan, { [main]: ['update'] });
    expect(plan.changes[0]?.change.after).toMatchObject({ node_groups: null, addons: null });
    expect(warningsOf(plan).join('\n')).toMatch(
      /db and web stay in the cluster released.*write `node_groups = {}`.*cert-manager stays in the cluster released.*write `addons = {}`/s,
    );
    expectSuccess(await workspace.apply());
    expect(await children('released')).toEqual(['cert-manager', 'db', 'web']);
    expectEmpty(await workspace.plan());

    await setting.hikube.nodeGroups.create('released', { name: 'other' });
    await setting.hikube.nodeGroups.delete('released', 'db');
    expectEmpty(await workspace.plan());
    expect(await children('released')).toEqual(['cert-manager', 'other', 'web']);
  },
  PATIENCE_MS,
);

test(
  '{} deletes all',
  async () => {
    const workspace = await setting.workspace();
    expectSuccess(await applyOf(workspace, cluster('emptied', both)));
    expectSuccess(await applyOf(workspace, cluster('emptied', 'node_groups = {}\n addons = {}')));
    expect(await children('emptied')).toEqual([]);
    expectEmpty(await workspace.plan());
    // Also what somebody makes beside it.
    await setting.hikube.nodeGroups.create('emptied', { name: 'other' });
    const plan = await workspace.plan();
    expectActions(plan, { [main]: ['update'] });
    expectSuccess(await workspace.apply());
    expect(await children('emptied')).toEqual([]);
  },
  PATIENCE_MS,
);

test(
  'a map that is new in the configuration names in plan what it will delete, and deletes that',
  async () => {
    const workspace = await setting.workspace();
    expectSuccess(await applyOf(workspace, cluster('listed')));
    await setting.hikube.nodeGroups.create('listed', { name: 'kept' });
    await setting.hikube.nodeGroups.create('listed', { name: 'doomed' });
    await setting.hikube.addons.put('listed', 'flux');
    const maps = 'node_groups = { kept = {} }\n addons = {}';
    const plan = await planOf(workspace, cluster('listed', maps));
    const warnings = warningsOf(plan).join('\n');
    expect(warnings).toMatch(/doomed will be deleted.*node_groups.*Add it to the map to keep it/s);
    expect(warnings).toMatch(/flux will be deleted.*addons/s);
    expect(warnings).not.toMatch(/kept will be deleted/);
    expectSuccess(await workspace.apply());
    expect(await children('listed')).toEqual(['kept']);
    expectEmpty(await workspace.plan());
  },
  PATIENCE_MS,
);

describe('a child that a resource of its own keeps', () => {
  const separate = `
resource "hikube_kubernetes_node_group" "own" {
  cluster_id = hikube_kubernetes_cluster.main.id
  name       = "own"
}
resource "hikube_kubernetes_addon" "flux" {
  cluster_id = hikube_kubernetes_cluster.main.id
  name       = "flux"
}
`;

  const both = 'node_groups = { web = {} }\n addons = { cert-manager = {} }';

  test(
    'is refused beside a map of the same configuration, in the plan that makes the cluster',
    async () => {
      const fresh = await setting.workspace();
      const plan = await planOf(fresh, cluster('fresh', both) + separate);
      const lists = /cluster fresh lists its (node groups|add-ons) itself.*Use one of the two/s;
      expectRefusal(plan, /cluster_id/, lists);
      expect(errorsOf(plan)).toHaveLength(2);
      const names = (await setting.hikube.clusters.list().toArray()).map(({ name }) => name);
      expect(names).not.toContain('fresh');
    },
    PATIENCE_MS,
  );

  test(
    'is planned beside another cluster that has a map, and beside one whose name only begins so',
    async () => {
      const workspace = await setting.workspace();
      const other = cluster('beside-other', both).replace('"main"', '"other"');
      const plan = await planOf(workspace, cluster('beside') + other + separate);
      expect(errorsOf(plan)).toEqual([]);
      const swapped = cluster('beside-other');
      const shorter = cluster('beside', both).replace('"main"', '"other"');
      expect(errorsOf(await planOf(workspace, swapped + shorter + separate))).toEqual([]);
    },
    PATIENCE_MS,
  );

  test(
    'is refused beside a map also when it names the cluster by its name, so that nothing orders the two',
    async () => {
      const fresh = await setting.workspace();
      const named = separate.replaceAll('hikube_kubernetes_cluster.main.id', '"by-name"');
      const errors = errorsOf(await planOf(fresh, cluster('by-name', both) + named));
      expect(errors).toHaveLength(2);
      for (const text of errors)
        expect(text).toMatch(/cluster by-name lists its (node groups|add-ons) itself/);
    },
    PATIENCE_MS,
  );

  test(
    'is refused beside a map that joins a configuration',
    async () => {
      const fresh = await setting.workspace();
      const lists = /cluster fresh lists its (node groups|add-ons) itself.*Use one of the two/s;
      expectSuccess(await applyOf(fresh, cluster('fresh', both)));
      expectRefusal(await planOf(fresh, cluster('fresh', both) + separate), /cluster_id/, lists);
      // Terraform plans the configuration before it destroys, so the same stands in the way there.
      expectRefusal(await fresh.destroy(), /cluster_id/, /terraform destroy -refresh=false/);
      expectSuccess(await fresh.destroy(['-refresh=false']));
    },
    PATIENCE_MS,
  );

  test(
    'is an error for a map of another configuration, never a deletion',
    async () => {
      const workspace = await setting.workspace();
      expectSuccess(await applyOf(workspace, cluster('shared', both)));
      const elsewhere = await setting.workspace();
      const theirs = separate.replaceAll('hikube_kubernetes_cluster.main.id', '"shared"');
      expectSuccess(await applyOf(elsewhere, theirs));
      const plan = await workspace.plan();
      expectRefusal(plan, /node_groups/, /own is kept by a resource of its own.*remove node_groups/s);
      expectRefusal(plan, /addons/, /flux is kept by a resource of its own.*remove addons/s);
      expect((await workspace.apply()).exitCode).toBe(1);
      expect(await children('shared')).toEqual(['cert-manager', 'flux', 'own', 'web']);
      // The first of the two ways out.
      expectSuccess(await applyOf(workspace, cluster('shared')));
      expectEmpty(await workspace.plan());
      expectEmpty(await elsewhere.plan());
      expect(await children('shared')).toEqual(['cert-manager', 'flux', 'own', 'web']);
    },
    PATIENCE_MS,
  );

  test(
    'is an error also for a map that is new in the configuration',
    async () => {
      const workspace = await setting.workspace();
      expectSuccess(await applyOf(workspace, cluster('late') + separate));
      const elsewhere = await setting.workspace();
      expect((await elsewhere.import(main, 'late')).exitCode).toBe(1);
      const maps = 'node_groups = {}\n addons = {}';
      await rewrite(elsewhere, cluster('late'));
      expect((await elsewhere.import(main, 'late')).exitCode).toBe(0);
      const plan = await planOf(elsewhere, cluster('late', maps));
      expectRefusal(plan, /node_groups/, /own is kept by a resource of its own/);
      expectRefusal(plan, /addons/, /flux is kept by a resource of its own/);
      expect(await children('late')).toEqual(['flux', 'own']);
    },
    PATIENCE_MS,
  );

  test(
    'moves into the map with a removed block',
    async () => {
      const workspace = await setting.workspace();
      expectSuccess(await applyOf(workspace, cluster('moving') + separate));
      const { uid } = await setting.hikube.nodeGroups.get('moving', 'own');
      const removed = ['node_group.own', 'addon.flux']
        .map(
          (name) => `removed {\n from = hikube_kubernetes_${name}\n lifecycle {\n destroy = false\n }\n}\n`,
        )
        .join('');
      expectSuccess(await applyOf(workspace, cluster('moving') + removed));
      const maps = 'node_groups = { own = {} }\n addons = { flux = {} }';
      const plan = await planOf(workspace, cluster('moving', maps));
      expectActions(plan, { [main]: ['update'] });
      expect(warningsOf(plan).join()).toMatch(/own will be taken over.*flux will be taken over/s);
      expectSuccess(await workspace.apply());
      expectEmpty(await workspace.plan());
      const moved = await setting.hikube.nodeGroups.get('moving', 'own');
      expect([moved.uid, moved.manager]).toEqual([uid, 'cluster']);
    },
    PATIENCE_MS,
  );
});

test(
  'a child that moves into a map is not destroyed by the resource that had it',
  async () => {
    const own = `resource "hikube_kubernetes_node_group" "db" {
  cluster_id = hikube_kubernetes_cluster.main.id
  name       = "db"
}
resource "hikube_kubernetes_addon" "flux" {
  cluster_id = hikube_kubernetes_cluster.main.id
  name       = "flux"
}
`;
    const workspace = await setting.workspace();
    expectSuccess(await applyOf(workspace, cluster('handed', '') + own));
    const { uid } = await setting.hikube.nodeGroups.get('handed', 'db');
    const maps = cluster('handed', 'node_groups = { db = {} }\n addons = { flux = {} }');

    const refused = await applyOf(workspace, maps);
    expect(refused.exitCode).toBe(1);
    const text = errorsOf(refused).join('\n');
    expect(text).toMatch(/node group handed\/db would be destroyed and made again: .*removed \{/s);
    expect(text).toContain('add-on handed/flux would be destroyed and made again');
    expect((await setting.hikube.nodeGroups.get('handed', 'db')).uid).toBe(uid);

    const removed = ['node_group.db', 'addon.flux']
      .map((it) => `removed {\n from = hikube_kubernetes_${it}\n lifecycle {\n destroy = false\n }\n}\n`)
      .join('');
    expectSuccess(await applyOf(workspace, maps + removed));
    expect((await setting.hikube.nodeGroups.get('handed', 'db')).uid).toBe(uid);
    expectEmpty(await workspace.plan());
  },
  PATIENCE_MS,
);
