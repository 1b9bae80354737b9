// What answers goes away while Terraform waits. Terraform waits on; when nobody answers until the time-out, what was accepted is
// kept, and the next run goes on.
import { beforeAll, expect, test } from 'vitest';
import { isForFullRun } from '../../support/left-out.ts';
import { rewrite } from '../../support/stack.ts';
import type { Run, Workspace } from '../../support/terraform.ts';
import { errorsOf, expectEmpty, expectError, expectSuccess, warningsOf } from '../expect.ts';
import { PATIENCE_MS, setUp, until } from '../setting.ts';

const main = 'hikube_kubernetes_cluster.main';

// Each of these waits for its time-out to pass; the short run does so in a create alone.
const leftOut = isForFullRun('A connection that is lost in an update and in a delete');

/** A delete from which nobody is taken away has the time that it takes. */
const removal = (timeout: string) => (leftOut ? '5m' : timeout);
const configuration = (max: number, timeout = '8s') => `
resource "hikube_kubernetes_cluster" "main" {
  name        = "prod"
  topology    = "development"
  node_groups = { web = { min_replicas = 1, max_replicas = ${max}, disk_size = "${max}0Gi" } }
  timeouts    = { create = "${timeout}", update = "${timeout}", delete = "${removal(timeout)}" }
}
`;

const setting = setUp({ store: 'sqlite', speed: 60, isKilled: true });
let workspace: Workspace;
beforeAll(async () => {
  workspace = await setting.workspace(configuration(2));
}, PATIENCE_MS);

/** Runs a command, and takes away what answers once there is work of that kind; the run goes on meanwhile. */
async function lost(command: 'apply' | 'destroy', kind: string): Promise<{ readonly run: Promise<Run> }> {
  setting.holdStill(true);
  const run = workspace[command]();
  await until(`there is work on ${kind}`, async () => {
    const operations = await setting.hikube.operations.list({ cluster: 'prod' }).toArray();
    return operations.some((each) => each.kind === kind && each.endedAt === null);
  });
  await setting.stack.kill();
  setting.holdStill(false);
  return { run };
}

const LOST =
  /The time-out was reached, while the API could not be asked.*the work goes on.*Run `terraform (apply|destroy)` again/s;

test(
  'in a create: the cluster is in state with a warning, and the next apply waits for it',
  async () => {
    const run = await (await lost('apply', 'Cluster.create')).run;
    expect(errorsOf(run)).toEqual([]);
    expect(warningsOf(run).join()).toMatch(LOST);
    expect(run.exitCode).toBe(0);
    expect(await workspace.stateOf(main)).toMatchObject({ id: 'prod', name: 'prod' });
    await setting.stack.restart();
    expectSuccess(await workspace.apply());
    expectEmpty(await workspace.plan());
    const { uid, status } = await setting.hikube.clusters.get('prod');
    expect(status.phase).toBe('Running');
    expect(await workspace.stateOf(main)).toMatchObject({ uid });
    const operations = await setting.hikube.operations.list().toArray();
    expect(operations.map(({ kind }) => kind)).toEqual(['Cluster.create']);
  },
  PATIENCE_MS,
);

test.skipIf(leftOut)(
  'in an update: an error, the change goes on, and the next apply waits for it',
  async () => {
    await rewrite(workspace, configuration(4));
    const run = await (await lost('apply', 'Cluster.update')).run;
    expectError(run, LOST);
    await setting.stack.restart();
    expectSuccess(await workspace.apply());
    expectEmpty(await workspace.plan());
    const group = await setting.hikube.nodeGroups.get('prod', 'web');
    expect([group.maxReplicas, group.diskSize]).toEqual([4, '40Gi']);
  },
  PATIENCE_MS,
);

test.skipIf(leftOut)(
  'in a delete: an error, and the next destroy waits for the rest',
  async () => {
    expectError(await (await lost('destroy', 'Cluster.delete')).run, LOST);
    expect(await workspace.stateOf(main)).toBeDefined();
    await setting.stack.restart();
    expectSuccess(await workspace.destroy());
    expect(await setting.hikube.clusters.list().toArray()).toEqual([]);
  },
  PATIENCE_MS,
);

test(
  'and comes back: the same apply goes on to its end',
  async () => {
    await rewrite(workspace, configuration(2, '5m'));
    expectSuccess(await workspace.destroy());
    const { run: running } = await lost('apply', 'Cluster.create');
    await setting.stack.restart();
    const run = await running;
    expectSuccess(run);
    expect(errorsOf(run)).toEqual([]);
    expectEmpty(await workspace.plan());
    expect((await setting.hikube.clusters.get('prod')).status.phase).toBe('Running');
  },
  2 * PATIENCE_MS,
);
