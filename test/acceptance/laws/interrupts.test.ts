// Ctrl-C reaches terraform and provider at once. The provider stops to wait, says so, and what exists stays in state.
import { expect, test } from 'vitest';
import type { Run, Workspace } from '../../support/terraform.ts';
import { errorsOf, expectEmpty, expectSuccess, warningsOf } from '../expect.ts';
import { applyOf, PATIENCE_MS, setUp, until } from '../setting.ts';

const setting = setUp({ speed: 100 });
const main = 'hikube_kubernetes_cluster.main';

const cluster = (labels = 'team = "web"', groups = '') => `
resource "hikube_kubernetes_cluster" "main" {
  name        = "prod"
  topology    = "development"
  labels      = { ${labels} }
  node_groups = { ${groups} }
}
`;

/** Runs a command and presses Ctrl-C once the service works on an operation of that kind. */
async function interrupted(workspace: Workspace, command: 'apply' | 'destroy', kind: string): Promise<Run> {
  let interrupt: (signal: NodeJS.Signals) => void = () => {};
  const running = workspace[command]([], {
    onStart: (_pid, send) => {
      interrupt = send;
    },
  });
  await until(`the service works on ${kind}`, async () => {
    const operations = await setting.hikube.operations.list({ target: 'prod' }).toArray();
    return operations.some((each) => each.kind === kind && each.endedAt === null);
  });
  interrupt('SIGINT');
  return running;
}

const kindsOf = async () =>
  (await setting.hikube.operations.list({ target: 'prod' }).toArray()).map(({ kind }) => kind);

test(
  'during create, update and delete: nothing is lost, nothing is made twice, and the next run goes on',
  async () => {
    const workspace = await setting.workspace(cluster());
    const created = await interrupted(workspace, 'apply', 'cluster.create');
    expect([...warningsOf(created), ...errorsOf(created)].join()).toMatch(
      /The cluster prod is not ready yet.*Terraform was interrupted after \d+ s; the work goes on/s,
    );
    const { uid } = await setting.hikube.clusters.get('prod');
    expect(await workspace.stateOf(main)).toMatchObject({ uid });
    expectSuccess(await workspace.apply());
    expectEmpty(await workspace.plan());
    expect(await kindsOf()).toEqual(['cluster.create']);

    const grown = cluster('team = "web"', 'web = { min_replicas = 2 }');
    await applyInterrupted(workspace, grown);
    expectSuccess(await workspace.apply());
    expectEmpty(await workspace.plan());
    expect((await setting.hikube.nodeGroups.get('prod', 'web')).status.readyReplicas).toBe(2);
    expect(await kindsOf()).toEqual(['cluster.update', 'cluster.create']);

    const destroyed = await interrupted(workspace, 'destroy', 'cluster.delete');
    expect(errorsOf(destroyed).join()).toMatch(/prod is not gone yet.*Terraform was interrupted/s);
    expect(await workspace.stateOf(main)).toMatchObject({ uid });
    expectSuccess(await workspace.destroy());
    expect(await setting.hikube.clusters.list().toArray()).toEqual([]);
  },
  2 * PATIENCE_MS,
);

async function applyInterrupted(workspace: Workspace, hcl: string): Promise<void> {
  const { rewrite } = await import('../../support/stack.ts');
  await rewrite(workspace, hcl);
  const run = await interrupted(workspace, 'apply', 'cluster.update');
  expect(errorsOf(run).join()).toMatch(/change of cluster prod has not arrived.*Terraform was interrupted/s);
}

test(
  'a second Ctrl-C ends the command at once, and the next run takes over what exists',
  async () => {
    const workspace = await setting.workspace(cluster());
    let interrupt: (signal: NodeJS.Signals) => void = () => {};
    const running = workspace.apply([], {
      onStart: (_pid, send) => {
        interrupt = send;
      },
    });
    await until(
      'the cluster is there',
      async () => (await setting.hikube.clusters.list().toArray()).length > 0,
    );
    interrupt('SIGINT');
    await new Promise((resolve) => setTimeout(resolve, 10));
    interrupt('SIGINT');
    await running;
    expectSuccess(await applyOf(workspace, cluster()));
    expectEmpty(await workspace.plan());
    expect(await setting.hikube.clusters.list().toArray()).toHaveLength(1);
  },
  PATIENCE_MS,
);
