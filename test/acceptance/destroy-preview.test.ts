// What is lost is told in the plan: of a destroy, and of a change that replaces the cluster.
import { beforeAll, expect, test } from 'vitest';
import { rewrite } from '../support/stack.ts';
import type { Workspace } from '../support/terraform.ts';
import { expectSuccess, warningsOf } from './expect.ts';
import { PATIENCE_MS, setUp } from './setting.ts';

const setting = setUp({ inside: {} });

const cluster = (name: string) => `
resource "hikube_kubernetes_cluster" "main" {
  name        = "${name}"
  node_groups = { web = { min_replicas = 2, max_replicas = 3 } }
}
`;

let workspace: Workspace;
let kubeconfig: string;

beforeAll(async () => {
  workspace = await setting.workspace(cluster('prod'));
  expectSuccess(await workspace.apply());
  kubeconfig = (await setting.hikube.kubeconfigs.create('prod', { role: 'edit', ttlSeconds: 3600 })).id;
  await setting.hand.createVolume('prod', { name: 'data', storageClass: 'replicated', size: '20Gi' });
}, PATIENCE_MS);

const LOST = () => [
  '1 volume is lost with all data, 20Gi in total: data (20Gi).',
  `1 kubeconfig stops working: ${kubeconfig} (edit).`,
  'web is deleted, so 2 nodes are drained and removed.',
];

test('terraform plan -destroy', async () => {
  const plan = await workspace.plan(['-destroy']);
  expect(plan.changes.map(({ change }) => change.actions)).toEqual([['delete']]);
  const [warning, ...others] = warningsOf(plan);
  expect(others).toEqual([]);
  expect(warning).toContain('About the deletion of the cluster prod');
  for (const sentence of LOST()) expect(warning).toContain(sentence);
});

test('a plan that replaces the cluster', async () => {
  await rewrite(workspace, cluster('other'));
  const plan = await workspace.plan();
  expect(plan.changes.map(({ change }) => change.actions)).toEqual([['delete', 'create']]);
  for (const sentence of LOST()) expect(warningsOf(plan).join('\n')).toContain(sentence);
});

test('an API that is away keeps nobody from planning', async () => {
  await rewrite(workspace, setting.hand.away() + cluster('prod'));
  const plan = await workspace.plan(['-destroy', '-refresh=false']);
  expect(plan.changes.map(({ change }) => change.actions)).toEqual([['delete']]);
  expect(warningsOf(plan)).toEqual([expect.stringMatching(/^Nobody answers at the API/)]);
});
