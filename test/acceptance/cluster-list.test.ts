// The data source of clusters is asked for a part: by labels, in the words of kubectl, and a mistake stands at the attribute.
import { expect, test } from 'vitest';
import { errorsOf, expectSuccess } from './expect.ts';
import { PATIENCE_MS, planOf, setUp } from './setting.ts';

const setting = setUp();

const selected = (labels: string) => `
data "hikube_kubernetes_clusters" "some" {
  labels = "${labels}"
}
output "names" {
  value = join(",", [for cluster in data.hikube_kubernetes_clusters.some.clusters : cluster.name])
}
`;

test(
  'by labels, and refused with the place',
  async () => {
    const create = (name: string, labels: Record<string, string>) =>
      setting.hikube.clusters.create({ name, topology: 'development', labels });
    await Promise.all([create('shop', { team: 'shop' }), create('plain', {})]);
    const workspace = await setting.workspace(selected('team in (shop,cache)'));
    expectSuccess(await workspace.apply());
    const shown = await workspace.run(['output', '-raw', 'names']);
    expect(shown.stdout).toBe('shop');
    const run = await planOf(workspace, selected('team in shop'));
    expect(run.exitCode).toBe(1);
    const [error] = errorsOf(run);
    expect(error).toContain('Character 9 of the selector: write the values in parentheses');
    expect(run.stdout + run.stderr).toContain('  labels = \\"team in shop\\"');
  },
  PATIENCE_MS,
);
