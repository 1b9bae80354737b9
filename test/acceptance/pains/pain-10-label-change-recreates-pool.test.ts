// Pain: a label or a taint changes, and the whole pool is made anew.
// Here labels of a cluster roll nothing, and roles of a pool change in place, with a plan that says how many nodes roll.
import { expect, test } from 'vitest';
import { expectActions, expectEmpty, expectSuccess, warningsOf } from '../expect.ts';
import { PATIENCE_MS, planOf, setUp } from '../setting.ts';

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

async function nodeNames(): Promise<string[]> {
  return (await setting.hikube.nodes.list('prod').toArray()).map(({ name }) => name).sort();
}
