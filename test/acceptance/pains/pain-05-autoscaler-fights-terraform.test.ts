// Pain: the autoscaler adds nodes, the next apply sees another count and drains them.
// Here a count is never an attribute of a resource: bounds are written, the platform counts, and a data source shows it.
import { expect, test } from 'vitest';
import { expectEmpty, expectSuccess } from '../expect.ts';
import { applyOf, PATIENCE_MS, setUp, until } from '../setting.ts';

const setting = setUp({ inside: {} });

const cluster = (max: number) => `
resource "hikube_kubernetes_cluster" "main" {
  name        = "prod"
  node_groups = { web = { min_replicas = 1, max_replicas = ${max}, instance_type = "s1.large" } }
}
`;
const counted = `
data "hikube_kubernetes_nodes" "now" {
  cluster_id = "prod"
}
output "nodes" { value = length(data.hikube_kubernetes_nodes.now.nodes) }
`;

test(
  'nodes that the autoscaler added are no difference, and stay through an apply of something else',
  async () => {
    const workspace = await setting.workspace(cluster(5));
    expectSuccess(await workspace.apply());

    await setting.hand.fill('prod', 'web', 4);
    await until('four nodes are ready', async () => {
      const { status } = await setting.hikube.nodeGroups.get('prod', 'web');
      return status.readyReplicas === 4;
    });
    expectEmpty(await workspace.plan());

    const before = await nodeNames();
    expectSuccess(await applyOf(workspace, cluster(6)));
    expect(await nodeNames()).toEqual(before);
    expect(before).toHaveLength(4);

    expectSuccess(await applyOf(workspace, cluster(6) + counted));
    const output = await workspace.run(['output', '-json', 'nodes']);
    expect(JSON.parse(output.stdout)).toBe(4);
    expectEmpty(await workspace.plan());
  },
  PATIENCE_MS,
);

async function nodeNames(): Promise<string[]> {
  return (await setting.hikube.nodes.list('prod').toArray()).map(({ name }) => name).sort();
}
