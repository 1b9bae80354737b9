// What a cluster leaves: chosen in place, told in the plan that destroys it, and there when it is gone.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ServiceInside, startServiceInside } from '../support/service-inside.ts';
import { rewrite, type Stack, startStack } from '../support/stack.ts';
import type { Workspace } from '../support/terraform.ts';
import { expectActions, expectEmpty, expectRefusal, expectSuccess, warningsOf } from './expect.ts';

const cluster = (more: string) => `
resource "hikube_kubernetes_cluster" "main" {
  name        = "prod"
  node_groups = { web = { min_replicas = 1, max_replicas = 1 } }
  ${more}
}
`;
const MAIN = 'hikube_kubernetes_cluster.main';

let inside: ServiceInside;
let stack: Stack;
let workspace: Workspace;

beforeAll(async () => {
  inside = await startServiceInside();
  stack = await startStack({ service: inside });
  workspace = await stack.workspace(cluster(''));
  expectSuccess(await workspace.apply());
});
afterAll(async () => {
  await stack.dispose();
  await inside.stop();
});

const nodes = async () => (await stack.hikube.nodes.list('prod').toArray()).map(({ uid }) => uid);

test('is changed in place, taken away with the attribute, and left behind by a destroy', async () => {
  const before = await nodes();
  expectEmpty(await workspace.plan());
  await rewrite(workspace, cluster('deletion = { volumes = "retain" }'));
  const plan = await workspace.plan();
  expectActions(plan, { [MAIN]: ['update'] });
  expectSuccess(await workspace.apply());
  expectEmpty(await workspace.plan());
  await rewrite(workspace, cluster(''));
  expectActions(await workspace.plan(), { [MAIN]: ['update'] });
  expectSuccess(await workspace.apply());
  const { deletion, uid } = await stack.hikube.clusters.get('prod');
  expect(deletion).toEqual({ volumes: 'delete' });
  await rewrite(workspace, cluster('deletion = { volumes = "keep" }'));
  expectRefusal(await workspace.plan(), 'deletion', 'retain');
  await rewrite(workspace, cluster('deletion = { volumes = "retain" }'));
  expectSuccess(await workspace.apply());
  expect(await nodes()).toEqual(before);

  const volume = { name: 'data', storageClass: 'replicated', size: '20Gi' };
  await inside.controls.createVolume({ tenant: 'demo', name: 'prod', uid }, volume);
  const warnings = warningsOf(await workspace.plan(['-destroy'])).join('\n');
  expect(warnings).toContain('1 volume stays, 20Gi in total, until you delete them: data (20Gi).');
  expectSuccess(await workspace.destroy());
  const [kept, ...others] = await stack.hikube.volumes.listRetained({ cluster: 'prod', uid }).toArray();
  expect(others).toEqual([]);
  expect(kept).toMatchObject({ ...volume, origin: { kind: 'Cluster', name: 'prod', uid } });
  await stack.hikube.volumes.delete(kept!.uid);
  expect(await stack.hikube.volumes.listRetained().toArray()).toEqual([]);
});
