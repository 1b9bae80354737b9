// Pain: destroy hangs without a word, or leaves machines and disks behind.
// Here it waits as long as it was told to, says what it waited for, goes on where it was, and leaves nothing.
import { expect, test } from 'vitest';
import { expectError, expectSuccess } from '../expect.ts';
import { applyOf, PATIENCE_MS, setUp, until } from '../setting.ts';

const setting = setUp({ inside: {} });
const main = 'hikube_kubernetes_cluster.main';
const web = 'hikube_kubernetes_node_group.web';

const cluster = (timeout: string) => `
resource "hikube_kubernetes_cluster" "main" {
  name     = "prod"
  topology = "development"
  timeouts = { delete = "${timeout}" }
}
`;
const group = `
resource "hikube_kubernetes_node_group" "web" {
  cluster_id   = hikube_kubernetes_cluster.main.id
  name         = "web"
  min_replicas = 1
  timeouts     = { delete = "900ms" }
}
`;

const STORY =
  /time-out was reached after \d+ s; the work goes on\. Operation op-\S+ \((\S+)\) is at \d+ %: \S.* Step .+: \d+ of \d+.*Run `terraform destroy` again/s;

test(
  'a pool that does not go, and the cluster after it, are waited for in several bounded runs',
  async () => {
    const { hand } = setting;
    const workspace = await setting.workspace(cluster('50ms') + group);
    expectSuccess(await workspace.apply());
    expect(await used()).toMatchObject({ nodes: '1', clusters: '1' });

    hand.standsStill = true;
    await begun((await setting.hikube.nodeGroups.delete('prod', 'web').accepted).id);
    const pool = expectError(await workspace.destroy(), /The node group prod\/web is not gone yet/);
    expect(pool.match(STORY)?.[1]).toBe('NodeGroup.delete');
    expect(await workspace.stateOf(web)).toMatchObject({ name: 'web' });
    expect(await workspace.stateOf(main)).toMatchObject({ name: 'prod' });

    hand.standsStill = false;
    await until('the pool is gone', async () => (await used())['nodes'] === '0');
    hand.standsStill = true;
    await begun((await setting.hikube.clusters.delete('prod').accepted).id);
    const rest = expectError(await workspace.destroy(), /The cluster prod is not gone yet/);
    expect(rest.match(STORY)?.[1]).toBe('Cluster.delete');
    expect(await workspace.stateOf(web)).toBeUndefined();
    expect(await workspace.stateOf(main)).toMatchObject({ name: 'prod' });

    hand.standsStill = false;
    await until('the cluster is gone', async () => (await used())['clusters'] === '0');
    expectSuccess(await workspace.destroy());
    expect(await workspace.stateOf(main)).toBeUndefined();
    expect(await setting.hikube.clusters.list().toArray()).toEqual([]);
  },
  PATIENCE_MS,
);

test(
  'with enough time, one run is enough',
  async () => {
    const workspace = await setting.workspace();
    expectSuccess(await applyOf(workspace, cluster('30m')));
    expectSuccess(await workspace.destroy());
    expect(await setting.hikube.clusters.list().toArray()).toEqual([]);
  },
  PATIENCE_MS,
);

/** Resolves when the operation is under way, so that there is a step to tell of. */
async function begun(id: string): Promise<void> {
  await until(`${id} has begun`, async () => (await setting.hikube.operations.get(id)).status === 'running');
}

/** What the tenant takes, by resource. */
async function used(): Promise<Record<string, string>> {
  const { quota } = await setting.hikube.tenant();
  return Object.fromEntries(quota.map((item) => [item.resource, item.used]));
}
