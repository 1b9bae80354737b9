// Pain: a label or a taint changes, and the whole pool is made anew.
// Here labels of a cluster roll nothing, labels and taints of a pool are changed on its nodes, and roles of a pool change in place, with a plan that says how many nodes roll.
import { expect, test } from 'vitest';
import { rewrite } from '../../support/stack.ts';
import { expectActions, expectEmpty, expectRefusal, expectSuccess, warningsOf } from '../expect.ts';
import { isNotHere, PATIENCE_MS, planOf, setUp } from '../setting.ts';

const setting = setUp();
const main = 'hikube_kubernetes_cluster.main';
const web = 'hikube_kubernetes_node_group.web';

const configuration = (labels: string, roles: string) => `
resource "hikube_kubernetes_cluster" "main" {
  name   = "prod"
  labels = { ${labels} }
}
resource "hikube_kubernetes_node_group" "web" {
  cluster_id   = hikube_kubernetes_cluster.main.id
  name         = "web"
  min_replicas = 2
  roles        = [${roles}]
}
`;

test(
  'labels and roles change in place',
  async () => {
    const workspace = await setting.workspace(configuration('team = "web"', '"ingress-nginx"'));
    expectSuccess(await workspace.apply());
    const { uid } = await setting.hikube.nodeGroups.get('prod', 'web');
    const before = await nodeNames();

    const relabelled = await planOf(
      workspace,
      configuration('team = "shop", tier = "one"', '"ingress-nginx"'),
    );
    expectActions(relabelled, { [main]: ['update'] });
    expect(warningsOf(relabelled).join()).not.toMatch(/nodes?\b.*(replac|roll)/i);
    expectSuccess(await workspace.apply());
    expect(await nodeNames()).toEqual(before);

    const other = configuration('team = "shop", tier = "one"', '"ingress-nginx", "edge"');
    const plan = await planOf(workspace, other);
    expectActions(plan, { [web]: ['update'] });
    expect(warningsOf(plan).join('\n')).toMatch(/2 nodes/);
    expectSuccess(await workspace.apply());
    const group = await setting.hikube.nodeGroups.get('prod', 'web');
    expect(group.uid).toBe(uid);
    expect([...group.roles].sort()).toEqual(['edge', 'ingress-nginx']);
    expectEmpty(await workspace.plan());
  },
  PATIENCE_MS,
);

const pool = (settings: string) => `
resource "hikube_kubernetes_cluster" "main" {
  name = "pools"
}
resource "hikube_kubernetes_node_group" "web" {
  cluster_id   = hikube_kubernetes_cluster.main.id
  name         = "web"
  min_replicas = 2
  ${settings}
}
`;

test.skipIf(isNotHere(import.meta.filename, 'labels and taints of a pool'))(
  'labels and taints of a pool are changed on its nodes',
  async () => {
    const workspace = await setting.workspace(pool(''));
    expectSuccess(await workspace.apply());
    const before = await nodeNames('pools');

    const marked = pool(`labels = { tier = "edge" }
  taints = [{ key = "dedicated", effect = "NoSchedule" }, { key = "spot", value = "1", effect = "NoExecute" }]`);
    const plan = await planOf(workspace, marked);
    expectActions(plan, { [web]: ['update'] });
    expect(warningsOf(plan)).toEqual([]);
    expectSuccess(await workspace.apply());
    expect(await nodeNames('pools')).toEqual(before);
    for (const node of await setting.hikube.nodes.list('pools').toArray()) {
      expect(node.labels).toEqual({ tier: 'edge' });
      expect(node.taints).toHaveLength(2);
      expect(node.taints).toContainEqual({ key: 'dedicated', value: '', effect: 'NoSchedule' });
      expect(node.taints).toContainEqual({ key: 'spot', value: '1', effect: 'NoExecute' });
    }
    expectEmpty(await workspace.plan());

    const shuffled = pool(`labels = { tier = "edge" }
  taints = [{ key = "spot", value = "1", effect = "NoExecute" }, { key = "dedicated", value = "", effect = "NoSchedule" }]`);
    expectEmpty(await planOf(workspace, shuffled));

    // A pace of its own is a change in place, too; taken away, it is the default again.
    const paced = `labels = { tier = "edge" }
  taints  = []
  rollout = { max_unavailable = 1 }`;
    const faster = await planOf(workspace, pool(paced));
    expectActions(faster, { [web]: ['update'] });
    expect(faster.changes[0]?.change.after?.['rollout']).toEqual({ max_surge: 1, max_unavailable: 1 });
    expectSuccess(await workspace.apply());
    expectEmpty(await workspace.plan());
    await rewrite(workspace, pool('labels = { tier = "edge" }'));
    expectSuccess(await workspace.apply());
    const { rollout } = await setting.hikube.nodeGroups.get('pools', 'web');
    expect(rollout).toEqual({ maxSurge: 1, maxUnavailable: 0 });
    expect(await nodeNames('pools')).toEqual(before);
    expectEmpty(await workspace.plan());
    await rewrite(workspace, pool('rollout = { max_surge = 0 }'));
    expectRefusal(await workspace.plan(), 'rollout', 'no node can be replaced');

    await rewrite(workspace, pool('labels = { "topology.kubernetes.io/zone" = "a" }'));
    expectRefusal(await workspace.plan(), 'labels', 'are reserved');
    await rewrite(workspace, pool('taints = [{ key = "node.kubernetes.io/x", effect = "NoSchedule" }]'));
    expectRefusal(await workspace.plan(), 'taints', 'are reserved');
  },
  PATIENCE_MS,
);

async function nodeNames(cluster = 'prod'): Promise<string[]> {
  return (await setting.hikube.nodes.list(cluster).toArray()).map(({ name }) => name).sort();
}
