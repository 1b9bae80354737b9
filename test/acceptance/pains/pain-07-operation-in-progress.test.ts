// Pain: "another operation is in progress" – one change at a time, and everything else fails until it is through.
// Here the service queues and Terraform waits on its own operation: ten at once, beside somebody else's, all succeed.
import { expect, test } from 'vitest';
import { errorsOf, expectEmpty, expectSuccess } from '../expect.ts';
import { applyOf, PATIENCE_MS, SLOW, setUp } from '../setting.ts';

const setting = setUp({ speed: SLOW });

const cluster = (version: string) => `
resource "hikube_kubernetes_cluster" "main" {
  name    = "prod"
  version = "${version}"
}
`;
const groups = (max: number) => `
resource "hikube_kubernetes_node_group" "pool" {
  for_each     = toset(["a", "b", "c", "d", "e", "f", "g", "h"])
  cluster_id   = hikube_kubernetes_cluster.main.id
  name         = each.key
  max_replicas = ${max}
}
`;

test(
  'eight pools of one cluster change at once, while somebody else enables an add-on and the cluster is upgraded',
  async () => {
    const workspace = await setting.workspace();
    expectSuccess(await applyOf(workspace, cluster('1.33')));
    const other = setting.hikube.addons.put('prod', 'cert-manager');
    await other.accepted;
    const run = await applyOf(workspace, cluster('1.34') + groups(3));
    expect(errorsOf(run)).toEqual([]);
    expectSuccess(run);
    await other;
    expectEmpty(await workspace.plan());

    const pools = await setting.hikube.nodeGroups.list('prod').toArray();
    expect(pools.map(({ maxReplicas }) => maxReplicas)).toEqual(Array.from({ length: 8 }, () => 3));
    const operations = await setting.hikube.operations.list({ cluster: 'prod' }).toArray();
    expect(operations.map(({ status }) => status)).toEqual(operations.map(() => 'succeeded'));
    expect(operations.length).toBeGreaterThanOrEqual(11);
  },
  PATIENCE_MS,
);
