// Pain: one pool is removed from the configuration, and all nodes of the cluster go.
// Here a deletion names one pool, by name and identity, and the others do not lose a node.
import { expect, test } from 'vitest';
import { expectActions, expectEmpty, expectSuccess } from '../expect.ts';
import { PATIENCE_MS, planOf, setUp } from '../setting.ts';

const setting = setUp();

const configuration = (names: readonly string[]) => `
resource "hikube_kubernetes_cluster" "main" {
  name = "prod"
}
resource "hikube_kubernetes_node_group" "pool" {
  for_each     = toset(${JSON.stringify(names)})
  cluster_id   = hikube_kubernetes_cluster.main.id
  name         = each.key
  min_replicas = 1
}
`;
const pool = (name: string) => `hikube_kubernetes_node_group.pool["${name}"]`;

test(
  'each pool goes alone, the last one too',
  async () => {
    const workspace = await setting.workspace(configuration(['a', 'b', 'c']));
    expectSuccess(await workspace.apply());
    const names = ['a', 'b', 'c'];
    for (const gone of ['b', 'a', 'c']) {
      names.splice(names.indexOf(gone), 1);
      const before = await nodesOf(names);
      expectActions(await planOf(workspace, configuration(names)), { [pool(gone)]: ['delete'] });
      expectSuccess(await workspace.apply());
      expect(await nodesOf([...names, gone])).toEqual(before);
    }
    expect((await setting.hikube.clusters.get('prod')).status.phase).toBe('Running');
    expectEmpty(await workspace.plan());
  },
  PATIENCE_MS,
);

/** Of these alone: a platform may bring a pool of its own, whose nodes go when the platform likes. */
async function nodesOf(pools: readonly string[]): Promise<string[]> {
  const nodes = await setting.hikube.nodes.list('prod').toArray();
  return nodes
    .filter(({ nodeGroup }) => pools.includes(nodeGroup))
    .map(({ name }) => name)
    .sort();
}
