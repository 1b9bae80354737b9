// Pain: protection is missing, or it is found out half-way, when the pools are gone already.
// Here it stops a destroy and a replacement in plan, before anything is touched, and names what to change.
import { expect, test } from 'vitest';
import { expectError, expectRefusal, expectSuccess } from '../expect.ts';
import { applyOf, PATIENCE_MS, planOf, setUp } from '../setting.ts';

const setting = setUp();

const configuration = (isProtected: boolean, name = 'prod') => `
resource "hikube_kubernetes_cluster" "main" {
  name                = "${name}"
  deletion_protection = ${isProtected}
}
resource "hikube_kubernetes_node_group" "web" {
  cluster_id   = hikube_kubernetes_cluster.main.id
  name         = "web"
  min_replicas = 1
}
`;

test(
  'a protected cluster is neither destroyed nor replaced, and nothing in it is lost on the way',
  async () => {
    const workspace = await setting.workspace();
    expectSuccess(await applyOf(workspace, configuration(true)));
    const nodes = await setting.hikube.nodes.list('prod').toArray();
    expect(nodes).toHaveLength(1);

    expectError(await workspace.destroy(), /prod is protected.*first set deletion_protection to false/s);
    expectError(await workspace.plan(['-destroy']), /The plan would destroy it/);
    expectRefusal(
      await planOf(workspace, configuration(true, 'other')),
      /name += "other"/,
      /prod is protected.*The plan would replace it/s,
    );
    // Also when the protection leaves together with the name: what holds is what is in force now.
    expectRefusal(await planOf(workspace, configuration(false, 'other')), /name += "other"/, /is protected/);
    expect(await setting.hikube.nodes.list('prod').toArray()).toEqual(nodes);

    expectSuccess(await applyOf(workspace, configuration(false)));
    expectSuccess(await workspace.destroy());
    expect(await setting.hikube.clusters.list().toArray()).toEqual([]);
  },
  PATIENCE_MS,
);

test(
  'protection that somebody switched on beside Terraform holds as well',
  async () => {
    const workspace = await setting.workspace(configuration(false, 'guarded'));
    expectSuccess(await workspace.apply());
    await setting.hikube.clusters.update('guarded', { deletionProtection: true });
    expectError(await workspace.destroy(), /guarded is protected/);
    // Without a refresh the plan cannot know, and the service refuses it.
    expectError(await workspace.destroy(['-refresh=false']), /protect/);
    expect((await setting.hikube.clusters.get('guarded')).status.phase).toBe('Running');
  },
  PATIENCE_MS,
);
