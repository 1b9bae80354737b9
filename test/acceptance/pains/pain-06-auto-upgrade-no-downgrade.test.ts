// Pain: the platform upgrades by itself, and Terraform then plans to go back, by way of a new cluster if need be.
// Here a patch is never a difference, and a minor that moved behind Terraform's back is a clear error, never a replacement.
import { expect, test } from 'vitest';
import { expectActions, expectEmpty, expectRefusal, expectSuccess } from '../expect.ts';
import { PATIENCE_MS, planOf, setUp } from '../setting.ts';

const setting = setUp();

const cluster = (name: string, version: string) => `
resource "hikube_kubernetes_cluster" "main" {
  name = "${name}"
  ${version}
}
`;
const upgrade = (name: string, targetVersion: string) =>
  setting.hikube.versionUpgrades.create(name, { targetVersion });

test(
  'whatever patch is written or running, there is nothing to do',
  async () => {
    const workspace = await setting.workspace(cluster('patched', 'version = "1.33.0"'));
    expectSuccess(await workspace.apply());
    expect((await setting.hikube.clusters.get('patched')).status.version).toMatch(/^1\.33\.\d+$/);
    for (const spelling of ['1.33', 'v1.33', '1.33.0', '1.33.99', 'v1.33.4']) {
      expectEmpty(await planOf(workspace, cluster('patched', `version = "${spelling}"`)));
    }
  },
  PATIENCE_MS,
);

test(
  'a minor that somebody else moved is an error that names both versions, and nothing is replaced',
  async () => {
    const workspace = await setting.workspace(cluster('moved', 'version = "1.33"'));
    expectSuccess(await workspace.apply());
    await upgrade('moved', '1.34');
    const plan = await workspace.plan();
    expectRefusal(plan, /version = "1.33"/, /runs Kubernetes 1\.34 and cannot go back to 1\.33/);
    expect((await workspace.apply()).exitCode).toBe(1);
    expect((await setting.hikube.clusters.get('moved')).status.version).toMatch(/^1\.34\./);
    // The way out that the error names.
    expectEmpty(await planOf(workspace, cluster('moved', 'version = "1.34"')));
    expectActions(await planOf(workspace, cluster('moved', 'version = "1.35"')), {
      'hikube_kubernetes_cluster.main': ['update'],
    });
  },
  PATIENCE_MS,
);

test.each(['', 'initial_version = "1.33"'])(
  'a cluster with %j follows the platform without a word',
  async (version) => {
    const name = version === '' ? 'silent' : 'initial';
    const workspace = await setting.workspace(cluster(name, version));
    expectSuccess(await workspace.apply());
    const { version: current } = await setting.hikube.clusters.get(name);
    const plan = await setting.hikube.versionUpgrades.plan(name);
    expect(plan.currentVersion).toBe(current);
    if (plan.targetVersion !== null) await upgrade(name, plan.targetVersion);
    expectEmpty(await workspace.plan());
  },
  PATIENCE_MS,
);
