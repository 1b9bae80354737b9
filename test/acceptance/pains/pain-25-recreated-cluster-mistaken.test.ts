// Pain: a cluster is made again under the same name, and Terraform goes on as if it were the old one.
// Here every object has an identity: another one is not the one in state, neither to be changed nor to be deleted.
import { expect, test } from 'vitest';
import { expectActions, expectEmpty, expectError, expectSuccess, warningsOf } from '../expect.ts';
import { PATIENCE_MS, setUp } from '../setting.ts';

const setting = setUp();
const main = 'hikube_kubernetes_cluster.main';
const web = 'hikube_kubernetes_node_group.web';

const configuration = (name: string) => `
resource "hikube_kubernetes_cluster" "main" {
  name   = "${name}"
  labels = { by = "terraform" }
}
resource "hikube_kubernetes_node_group" "web" {
  cluster_id = hikube_kubernetes_cluster.main.id
  name       = "web"
}
`;

/** Somebody deletes the cluster and makes another one of the same name, with a pool of the same name. */
async function recreate(name: string): Promise<string> {
  await setting.hikube.clusters.delete(name);
  const { uid } = await setting.hikube.clusters.create({ name, nodeGroups: { web: {} } });
  return uid;
}

test(
  'the new cluster is not taken for the old one: it is neither changed nor adopted',
  async () => {
    const workspace = await setting.workspace(configuration('prod'));
    expectSuccess(await workspace.apply());
    const uid = await recreate('prod');
    const plan = await workspace.plan();
    expectActions(plan, { [main]: ['create'], [web]: ['create'] });
    expect(warningsOf(plan).join()).toMatch(/prod exists already.*terraform import/s);
    expectError(await workspace.apply(), /exists already.*not this configuration, created it at 2/s);
    const other = await setting.hikube.clusters.get('prod');
    expect([other.uid, other.labels]).toEqual([uid, {}]);

    // It can be taken over on purpose.
    await workspace.run(['state', 'rm', main]);
    expect((await workspace.import(main, 'prod')).exitCode).toBe(0);
    expect((await workspace.import(web, 'prod/web')).exitCode).toBe(0);
    expectActions(await workspace.plan(), { [main]: ['update'] });
    expectSuccess(await workspace.apply());
    expectEmpty(await workspace.plan());
    expect((await setting.hikube.clusters.get('prod')).uid).toBe(uid);
  },
  PATIENCE_MS,
);

test.each([['with a refresh'], ['without a refresh', '-refresh=false']])(
  'destroy %s leaves the new cluster alone',
  async (how, ...args) => {
    const name = how.replaceAll(' ', '-');
    const workspace = await setting.workspace(configuration(name));
    expectSuccess(await workspace.apply());
    const uid = await recreate(name);
    expectSuccess(await workspace.destroy(args));
    expect(await workspace.stateOf(main)).toBeUndefined();
    const left = await setting.hikube.clusters.get(name);
    expect([left.uid, left.status.phase]).toEqual([uid, 'Running']);
    expect(await setting.hikube.nodeGroups.list(name).toArray()).toHaveLength(1);
  },
  PATIENCE_MS,
);
