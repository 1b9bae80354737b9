// Terraform asks for some replacements in a way that never shows the provider what goes: `-replace`, replace_triggered_by and
// taint plan the new object only. A protected cluster refuses those in plan, too, before any child of it is touched.
import { expect, test } from 'vitest';
import { rewrite } from '../../support/stack.ts';
import { errorsOf, expectSuccess } from '../expect.ts';
import { setUp } from '../setting.ts';

const setting = setUp();

const configuration = (name: string, trigger: string) => `
resource "terraform_data" "trigger" { input = "${trigger}" }
resource "hikube_kubernetes_cluster" "main" {
  name                = "${name}"
  deletion_protection = true
  lifecycle { replace_triggered_by = [terraform_data.trigger] }
}
resource "hikube_kubernetes_node_group" "web" {
  cluster_id   = hikube_kubernetes_cluster.main.id
  name         = "web"
  min_replicas = 1
}
`;

test.each<[way: string, name: string, trigger: string, taint: boolean, args: readonly string[]]>([
  ['-replace', 'named', '1', false, ['-replace=hikube_kubernetes_cluster.main']],
  [
    '-replace without a refresh',
    'unread',
    '1',
    false,
    ['-replace=hikube_kubernetes_cluster.main', '-refresh=false'],
  ],
  ['replace_triggered_by', 'triggered', '2', false, []],
  ['taint', 'tainted', '1', true, []],
])('%s', async (_way, name, trigger, taint, args) => {
  const workspace = await setting.workspace(configuration(name, '1'));
  expectSuccess(await workspace.apply());
  const { uid } = await setting.hikube.nodeGroups.get(name, 'web');
  if (taint) expectSuccess(await workspace.run(['taint', 'hikube_kubernetes_cluster.main']));

  await rewrite(workspace, configuration(name, trigger));
  const run = await workspace.apply(args);

  expect(run.exitCode).toBe(1);
  const errors = errorsOf(run).join('\n');
  expect(errors).toContain(`The cluster ${name} is protected`);
  expect(errors).toContain('terraform untaint');
  expect((await setting.hikube.nodeGroups.get(name, 'web')).uid).toBe(uid);
});
