// Pain: pools are a list, and removing the first one shifts all others: they are changed into each other or recreated.
// Here pools are keyed by name: what is not named in the change is not touched.
import { expect, test } from 'vitest';
import { expectActions, expectEmpty, expectSuccess } from '../expect.ts';
import { PATIENCE_MS, planOf, setUp } from '../setting.ts';

const setting = setUp();
const main = 'hikube_kubernetes_cluster.main';

const GROUPS: Readonly<Record<string, string>> = {
  alpha: '{ min_replicas = 1, instance_type = "s1.small" }',
  beta: '{ min_replicas = 1, instance_type = "u1.large" }',
  gamma: '{ min_replicas = 1, instance_type = "m1.large" }',
};
const cluster = (names: readonly string[]) => `
resource "hikube_kubernetes_cluster" "main" {
  name        = "prod"
  node_groups = {
    ${names.map((name) => `${name} = ${GROUPS[name]}`).join('\n    ')}
  }
}
`;

test(
  'removing a pool leaves the others and their nodes alone, wherever it stood',
  async () => {
    const workspace = await setting.workspace(cluster(['alpha', 'beta', 'gamma']));
    expectSuccess(await workspace.apply());
    const before = await nodesByGroup();
    expect(Object.keys(before)).toEqual(['alpha', 'beta', 'gamma']);

    expectEmpty(await planOf(workspace, cluster(['gamma', 'alpha', 'beta'])));

    const plan = await planOf(workspace, cluster(['beta', 'gamma']));
    expectActions(plan, { [main]: ['update'] });
    const [{ change } = { change: undefined }] = plan.changes;
    const planned = change?.after?.['node_groups'] as Record<string, unknown>;
    const prior = change?.before?.['node_groups'] as Record<string, unknown>;
    expect(planned).toEqual({ beta: prior['beta'], gamma: prior['gamma'] });

    expectSuccess(await workspace.apply());
    expect(await nodesByGroup()).toEqual({ beta: before['beta'], gamma: before['gamma'] });
    expectEmpty(await workspace.plan());
  },
  PATIENCE_MS,
);

async function nodesByGroup(): Promise<Record<string, string[]>> {
  const groups: Record<string, string[]> = {};
  for (const { name, nodeGroup } of await setting.hikube.nodes.list('prod').toArray()) {
    groups[nodeGroup] = [...(groups[nodeGroup] ?? []), name].sort();
  }
  return Object.fromEntries(Object.entries(groups).sort());
}
