// Pain: apply says "complete" while the upgrade goes on, or has not even begun.
// Here apply ends when the last node has arrived: what the API shows at that moment is what was asked for.
import { expect, test } from 'vitest';
import { expectSuccess } from '../expect.ts';
import { applyOf, PATIENCE_MS, SLOW, setUp } from '../setting.ts';

const setting = setUp({ speed: SLOW });

const cluster = (version: string, body: string) => `
resource "hikube_kubernetes_cluster" "main" {
  name        = "prod"
  version     = "${version}"
  node_groups = { web = { ${body} } }
}
`;

test.each([
  ['created', cluster('1.33', 'min_replicas = 2'), '1.33', 'u1.medium', 2],
  ['scaled', cluster('1.33', 'min_replicas = 3'), '1.33', 'u1.medium', 3],
  ['resized', cluster('1.33', 'min_replicas = 3, instance_type = "s1.large"'), '1.33', 's1.large', 3],
  ['upgraded', cluster('1.34', 'min_replicas = 3, instance_type = "s1.large"'), '1.34', 's1.large', 3],
] as const)(
  'when apply returns, the cluster is %s to the last node',
  async (_what, hcl, version, instanceType, count) => {
    const workspace = await sharedWorkspace();
    expectSuccess(await applyOf(workspace, hcl));
    const { status } = await setting.hikube.clusters.get('prod');
    const nodes = await setting.hikube.nodes.list('prod').toArray();
    expect(status.currentOperation).toBeNull();
    expect(status.version).toMatch(`${version}.`);
    expect(nodes.filter((node) => node.status.phase === 'Ready')).toHaveLength(count);
    for (const node of nodes) {
      expect(node.status.version).toMatch(`${version}.`);
      expect(node.instanceType).toBe(instanceType);
    }
  },
  PATIENCE_MS,
);

let workspace: ReturnType<typeof setting.workspace> | undefined;
function sharedWorkspace() {
  workspace ??= setting.workspace();
  return workspace;
}
