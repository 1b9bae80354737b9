// Pain: creation takes longer than the timeout, Terraform taints the cluster, and the next apply destroys it.
// Here a timeout is not a failure: the cluster is in state with a warning, and the next apply goes on waiting for it.
import { expect, test } from 'vitest';
import { errorsOf, expectActions, expectEmpty, expectError, expectSuccess, warningsOf } from '../expect.ts';
import { applyOf, PATIENCE_MS, planOf, setUp } from '../setting.ts';

const setting = setUp({ inside: {} });
const main = 'hikube_kubernetes_cluster.main';

const cluster = (name: string, timeout: string, provider = '') => `
${provider}
resource "hikube_kubernetes_cluster" "main" {
  name        = "${name}"
  node_groups = { web = { min_replicas = 1 } }
  timeouts    = { create = "${timeout}", update = "${timeout}" }
}
`;

test(
  'the cluster is kept, the plan says that it is not settled, and the next apply waits on',
  async () => {
    const workspace = await setting.workspace();
    setting.hand.standsStill = true;
    const first = await applyOf(workspace, cluster('kept', '200ms'));
    expectSuccess(first);
    expect(warningsOf(first).join()).toMatch(
      /The cluster kept is not ready yet.*time-out was reached.*Run `terraform apply` again to wait for it/s,
    );
    const { uid, status } = await setting.hikube.clusters.get('kept');
    expect(status.phase).not.toBe('Running');
    expect(await workspace.stateOf(main)).toMatchObject({ uid, last_operation: status.currentOperation });

    const plan = await workspace.plan();
    expectActions(plan, { [main]: ['update'] });
    expect(plan.changes[0]?.change.after_unknown).toMatchObject({ last_operation: true });
    const impatient = await workspace.apply();
    expectError(impatient, /The change of cluster kept has not arrived.*Run `terraform apply` again/s);

    setting.hand.standsStill = false;
    expectSuccess(await applyOf(workspace, cluster('kept', '45m')));
    expect(await setting.hikube.clusters.get('kept')).toMatchObject({ uid, status: { phase: 'Running' } });
    expectEmpty(await workspace.plan());
    const operations = await setting.hikube.operations.list({ cluster: 'kept' }).toArray();
    expect(operations.map(({ kind }) => kind)).toEqual(['Cluster.create']);
  },
  PATIENCE_MS,
);

test(
  'who wants the taint says so: on_create_timeout = "error"',
  async () => {
    const strict = 'provider "hikube" {\n on_create_timeout = "error"\n}';
    const workspace = await setting.workspace();
    setting.hand.standsStill = true;
    const run = await applyOf(workspace, cluster('strict', '200ms', strict));
    expect(errorsOf(run).join()).toMatch(/The cluster strict is not ready yet/);
    const plan = await planOf(workspace, cluster('strict', '45m', strict));
    expectActions(plan, { [main]: ['delete', 'create'] });
    expect((await workspace.run(['untaint', main])).exitCode).toBe(0);
    setting.hand.standsStill = false;
    expectSuccess(await workspace.apply());
    expectEmpty(await workspace.plan());
  },
  PATIENCE_MS,
);
