// Terraform plans the configuration before it destroys, so an error of that plan stands in the way. The way out is said
// then, and only then. The packed provider, because only a provider that Terraform started can know what for.
import { expect, test } from 'vitest';
import { errorsOf, expectError, expectSuccess } from '../expect.ts';
import { applyOf, PATIENCE_MS, planOf, setUp } from '../setting.ts';

const setting = setUp({ provider: 'packed' });
const cluster = (body: string) =>
  `resource "hikube_kubernetes_cluster" "main" {\n name = "prod"\n deletion_protection = false\n ${body}\n}\n`;
const WAY_OUT = /terraform destroy -refresh=false/;

test(
  'the way out of a destroy is said while something is destroyed, whatever stands in the way, and in no other plan',
  async () => {
    const workspace = await setting.workspace();
    expectSuccess(await applyOf(workspace, cluster('version = "1.33"')));
    for (const wrong of [
      'version = "1.32"',
      'version = "1.33"\n storage_class = "local"',
      'version = "1.33"\n node_groups = { web = { instance_type = "s9.huge" } }',
    ]) {
      const plan = await planOf(workspace, cluster(wrong));
      expect(plan.exitCode).toBe(1);
      expect(errorsOf(plan).join('\n')).not.toMatch(/destroy/);
      expectError(await workspace.plan(['-destroy']), WAY_OUT);
    }
    expectError(await workspace.destroy(), WAY_OUT);
    expectSuccess(await workspace.destroy(['-refresh=false']));
  },
  PATIENCE_MS,
);
