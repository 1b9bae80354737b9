// Somebody else writes between plan and apply. What they left alone is still changed as planned, what they changed is not.
import { expect, test } from 'vitest';
import type { Workspace } from '../../support/terraform.ts';
import { expectEmpty, expectError, expectSuccess, warningsOf } from '../expect.ts';
import { applyOf, PATIENCE_MS, planOf, setUp } from '../setting.ts';

const setting = setUp();

const configuration = (name: string, team: string, max: number) => `
resource "hikube_kubernetes_cluster" "main" {
  name   = "${name}"
  labels = { team = "${team}" }
}
resource "hikube_kubernetes_node_group" "web" {
  cluster_id   = hikube_kubernetes_cluster.main.id
  name         = "web"
  max_replicas = ${max}
}
resource "hikube_kubernetes_addon" "cert_manager" {
  cluster_id      = hikube_kubernetes_cluster.main.id
  name            = "cert-manager"
  values_override = jsonencode({ max = ${max} })
}
`;

/** A plan that is made now and carried out later, as in a pipeline that waits for consent. */
async function planned(name: string, ...args: string[]): Promise<Workspace> {
  const workspace = await setting.workspace();
  expectSuccess(await applyOf(workspace, configuration(name, 'web', 5)));
  await planOf(workspace, configuration(name, 'db', 7));
  await workspace.plan(args);
  return workspace;
}
const carryOut = (workspace: Workspace) => workspace.run(['apply', '-json', 'plan.tfplan']);

test(
  'other fields changed meanwhile: the change is made, and theirs stays',
  async () => {
    const workspace = await planned('beside');
    await setting.hikube.clusters.update('beside', { displayName: 'Beside' });
    await setting.hikube.nodeGroups.update('beside', 'web', { minReplicas: 1 });
    const run = await carryOut(workspace);
    expectSuccess(run);
    expect(warningsOf(run).join()).toMatch(/Somebody else changed the cluster beside meanwhile/);
    const cluster = await setting.hikube.clusters.get('beside');
    expect([cluster.displayName, cluster.labels]).toEqual(['Beside', { team: 'db' }]);
    const group = await setting.hikube.nodeGroups.get('beside', 'web');
    expect([group.minReplicas, group.maxReplicas]).toEqual([1, 7]);
    const addon = await setting.hikube.addons.get('beside', 'cert-manager');
    expect(JSON.stringify(addon.valuesOverride)).toContain('7');
    // What they changed is a difference like any other.
    const differing = (await workspace.plan()).changes.map(({ change }) => change.before);
    expect(differing).toContainEqual(expect.objectContaining({ display_name: 'Beside' }));
    expect(differing).toContainEqual(expect.objectContaining({ min_replicas: 1 }));
  },
  PATIENCE_MS,
);

test(
  'the same fields changed meanwhile: nothing is sent, and the next plan shows what is there',
  async () => {
    const workspace = await planned('same');
    await setting.hikube.nodeGroups.update('same', 'web', { maxReplicas: 9 });
    await setting.hikube.addons.put('same', 'cert-manager', { valuesOverride: { max: 9 } });
    const text = expectError(await carryOut(workspace), /has changed since it was planned/);
    expect(text).toMatch(
      /node group same\/web has changed.*else changed max_replicas as well\. Nothing was sent/,
    );
    expect(text).toMatch(/add-on same\/cert-manager has changed.*values_override as well\. Nothing was sent/);
    expect((await setting.hikube.nodeGroups.get('same', 'web')).maxReplicas).toBe(9);
    const addon = await setting.hikube.addons.get('same', 'cert-manager');
    expect(JSON.stringify(addon.valuesOverride)).toContain('9');

    const before = (await workspace.plan()).changes.map(({ change }) => change.before);
    expect(before).toContainEqual(expect.objectContaining({ max_replicas: 9 }));
    expectSuccess(await workspace.apply());
    expectEmpty(await workspace.plan());
  },
  PATIENCE_MS,
);

test(
  'the same holds for the cluster itself, and what depends on it waits',
  async () => {
    const workspace = await planned('whole');
    await setting.hikube.clusters.update('whole', { labels: { team: 'ops' } });
    expectError(await carryOut(workspace), /cluster whole has changed.*else changed labels as well/);
    expect((await setting.hikube.clusters.get('whole')).labels).toEqual({ team: 'ops' });
    expect((await setting.hikube.nodeGroups.get('whole', 'web')).maxReplicas).toBe(5);
  },
  PATIENCE_MS,
);

test(
  'a deletion is still meant for an object that has changed',
  async () => {
    const workspace = await planned('changed', '-destroy');
    await setting.hikube.clusters.update('changed', { displayName: 'Changed' });
    await setting.hikube.nodeGroups.update('changed', 'web', { maxReplicas: 9 });
    expectSuccess(await carryOut(workspace));
    const names = (await setting.hikube.clusters.list().toArray()).map(({ name }) => name);
    expect(names).not.toContain('changed');
  },
  PATIENCE_MS,
);

test(
  'a deletion is not meant for another object of the same name, nor for one that is gone',
  async () => {
    const workspace = await planned('another', '-destroy');
    await setting.hikube.clusters.delete('another');
    const { uid } = await setting.hikube.clusters.create({ name: 'another', nodeGroups: { web: {} } });
    expectSuccess(await carryOut(workspace));
    expect((await setting.hikube.clusters.get('another')).uid).toBe(uid);
    expect(await setting.hikube.nodeGroups.list('another').toArray()).toHaveLength(1);
  },
  PATIENCE_MS,
);
