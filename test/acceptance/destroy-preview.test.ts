// What is lost is told in the plan: of a destroy, and of a change that replaces the cluster.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ServiceInside, startServiceInside } from '../support/service-inside.ts';
import { rewrite, type Stack, startStack } from '../support/stack.ts';
import type { Workspace } from '../support/terraform.ts';
import { expectSuccess, warningsOf } from './expect.ts';

const cluster = (name: string) => `
resource "hikube_kubernetes_cluster" "main" {
  name        = "${name}"
  node_groups = { web = { min_replicas = 2, max_replicas = 3 } }
}
`;

let inside: ServiceInside;
let stack: Stack;
let workspace: Workspace;
let kubeconfig: string;

beforeAll(async () => {
  inside = await startServiceInside();
  stack = await startStack({ service: inside });
  workspace = await stack.workspace(cluster('prod'));
  expectSuccess(await workspace.apply());
  kubeconfig = (await stack.hikube.kubeconfigs.create('prod', { role: 'edit', ttlSeconds: 3600 })).id;
  const { uid } = await stack.hikube.clusters.get('prod');
  const volume = { name: 'data', storageClass: 'replicated', size: '20Gi' };
  await inside.controls.createVolume({ tenant: 'demo', name: 'prod', uid }, volume);
});
afterAll(async () => {
  await stack.dispose();
  await inside.stop();
});

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
  await rewrite(workspace, `provider "hikube" {\n endpoint = "http://127.0.0.1:9/v1"\n}\n${cluster('prod')}`);
  const plan = await workspace.plan(['-destroy', '-refresh=false']);
  expect(plan.changes.map(({ change }) => change.actions)).toEqual([['delete']]);
  expect(warningsOf(plan)).toEqual([expect.stringMatching(/^Nobody answers at the API/)]);
});
