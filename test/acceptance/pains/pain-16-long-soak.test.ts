// Pain: an upgrade that pauses to be watched outlives the command line, which calls it failed.
// Here the upgrade goes on without Terraform, is in state, and any later apply takes up the wait.
import { expect, test } from 'vitest';
import { expectActions, expectEmpty, expectSuccess, warningsOf } from '../expect.ts';
import { applyOf, PATIENCE_MS, SLOW, setUp, until } from '../setting.ts';

const setting = setUp({ speed: SLOW });
const next = 'hikube_kubernetes_version_upgrade.next';

const cluster = `
resource "hikube_kubernetes_cluster" "main" {
  name            = "prod"
  initial_version = "1.33"
}
resource "hikube_kubernetes_node_group" "web" {
  cluster_id   = hikube_kubernetes_cluster.main.id
  name         = "web"
  min_replicas = 2
}
`;
const upgrade = (timeouts: string) => `
resource "hikube_kubernetes_version_upgrade" "next" {
  cluster_id     = hikube_kubernetes_cluster.main.id
  target_version = "1.34"
  timeouts       = { ${timeouts} }
  depends_on     = [hikube_kubernetes_node_group.web]
}
`;

test(
  'somebody pauses the upgrade, Terraform stops to wait, and the apply after the pause ends it',
  async () => {
    const workspace = await setting.workspace();
    expectSuccess(await applyOf(workspace, cluster));
    const applying = applyOf(workspace, cluster + upgrade('create = "1s"'));
    const { id } = await until('the upgrade is there', async () => {
      const [found] = await setting.hikube.versionUpgrades.list('prod').toArray();
      return found;
    });
    await setting.hikube.versionUpgrades.pause('prod', id);
    const first = await applying;
    expectSuccess(first);
    expect(warningsOf(first).join()).toMatch(/is not finished yet.*Run `terraform apply` again/s);
    expect(await workspace.stateOf(next)).toMatchObject({ upgrade_id: id, from_version: '1.33' });

    expectActions(await workspace.plan(), { [next]: ['update'] });
    await setting.hikube.versionUpgrades.resume('prod', id);
    expectSuccess(await workspace.apply());
    expect((await setting.hikube.clusters.get('prod')).status.version).toMatch(/^1\.34\./);
    expectEmpty(await workspace.plan());
    expect(await setting.hikube.versionUpgrades.list('prod').toArray()).toHaveLength(1);
  },
  PATIENCE_MS,
);
