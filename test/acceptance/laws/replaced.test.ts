// A replacement under the same name: one half must be done before the other, and the plan says so.
import { expect, test } from 'vitest';
import { expectActions, expectSuccess, warningsOf } from '../expect.ts';
import { applyOf, PATIENCE_MS, planOf, setUp } from '../setting.ts';

const setting = setUp();
const group = 'hikube_kubernetes_node_group.web';
const hcl = (lifecycle: string) => `
resource "hikube_kubernetes_cluster" "main" {
  name = "prod"
}
resource "hikube_kubernetes_node_group" "web" {
  cluster_id = hikube_kubernetes_cluster.main.id
  name       = "web"
  ${lifecycle}
}
`;

test(
  'a tainted object says in plan what goes first, and that create_before_destroy cannot be',
  async () => {
    const workspace = await setting.workspace();
    expectSuccess(await applyOf(workspace, hcl('')));
    expect((await workspace.run(['taint', group])).exitCode).toBe(0);
    for (const [lifecycle, actions] of [
      ['lifecycle {\n create_before_destroy = true\n }', ['create', 'delete']],
      ['', ['delete', 'create']],
    ] as const) {
      const plan = await planOf(workspace, hcl(lifecycle));
      expectActions(plan, { [group]: actions });
      expect(warningsOf(plan)).toEqual([
        expect.stringMatching(
          /^The node group prod\/web must go before it is made anew: .*create_before_destroy/,
        ),
      ]);
    }
    const before = (await setting.hikube.nodeGroups.get('prod', 'web')).uid;
    expectSuccess(await workspace.apply());
    expect((await setting.hikube.nodeGroups.get('prod', 'web')).uid).not.toBe(before);
  },
  PATIENCE_MS,
);
