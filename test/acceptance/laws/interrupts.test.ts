// Ctrl-C reaches terraform and provider at once. The provider stops to wait, says so, and what exists stays in state.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Run, Workspace } from '../../support/terraform.ts';
import { errorsOf, expectEmpty, expectError, expectSuccess, warningsOf } from '../expect.ts';
import { applyOf, PATIENCE_MS, setUp, until } from '../setting.ts';

const setting = setUp({ inside: {} });
const main = 'hikube_kubernetes_cluster.main';

const cluster = (labels = 'team = "web"', groups = '') => `
resource "hikube_kubernetes_cluster" "main" {
  name        = "prod"
  topology    = "development"
  labels      = { ${labels} }
  node_groups = { ${groups} }
}
`;

interface Interruption {
  /** Called with each line that the command prints after the first Ctrl-C. */
  readonly onLine?: (line: string, pressAgain: () => void) => void;
}

/** Runs a command that cannot end before Ctrl-C: the platform stands still until the command has ended. */
async function interrupted(
  workspace: Workspace,
  command: 'apply' | 'destroy',
  kind: string,
  { onLine }: Interruption = {},
): Promise<Run> {
  const { hand } = setting;
  const operations = () => setting.hikube.operations.list({ cluster: 'prod' }).toArray();
  // One of an earlier cluster of that name may still be told as open.
  const before = new Set((await operations()).map(({ id }) => id));
  hand.standsStill = true;
  let press: () => void = () => {};
  let isPressed = false;
  const running = workspace[command]([], {
    onStart: (_pid, send) => {
      press = () => send('SIGINT');
    },
    onLine: (line) => {
      if (isPressed) onLine?.(line, press);
    },
  });
  await until(`the service works on ${kind}`, async () => {
    const opened = (await operations()).filter(({ id }) => !before.has(id));
    return opened.some((each) => each.kind === kind && each.endedAt === null);
  });
  isPressed = true;
  press();
  const run = await running;
  hand.standsStill = false;
  return run;
}

/** What was done about the cluster that has the name now. */
async function kindsOf(): Promise<string[]> {
  const { uid } = await setting.hikube.clusters.get('prod');
  const operations = await setting.hikube.operations.list({ cluster: 'prod' }).toArray();
  return operations.filter(({ target }) => target.uid === uid).map(({ kind }) => kind);
}

test(
  'during create, update and delete: nothing is lost, nothing is made twice, and the next run goes on',
  async () => {
    const workspace = await setting.workspace(cluster());
    const created = await interrupted(workspace, 'apply', 'Cluster.create');
    expect([...warningsOf(created), ...errorsOf(created)].join()).toMatch(
      /The cluster prod is not ready yet.*Terraform was interrupted after \d+ s; the work goes on/s,
    );
    const { uid } = await setting.hikube.clusters.get('prod');
    expect(await workspace.stateOf(main)).toMatchObject({ uid });
    expectSuccess(await workspace.apply());
    expectEmpty(await workspace.plan());
    expect(await kindsOf()).toEqual(['Cluster.create']);

    const grown = cluster('team = "web"', 'web = { min_replicas = 2 }');
    await applyInterrupted(workspace, grown);
    expectSuccess(await workspace.apply());
    expectEmpty(await workspace.plan());
    expect((await setting.hikube.nodeGroups.get('prod', 'web')).status.readyReplicas).toBe(2);
    expect(await kindsOf()).toEqual(['Cluster.update', 'Cluster.create']);

    const destroyed = await interrupted(workspace, 'destroy', 'Cluster.delete');
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
  const run = await interrupted(workspace, 'apply', 'Cluster.update');
  expect(errorsOf(run).join()).toMatch(/change of cluster prod has not arrived.*Terraform was interrupted/s);
}

test(
  'a second Ctrl-C ends the command at once, and the next run takes over what exists',
  async () => {
    const workspace = await setting.workspace(cluster());
    let isSecond = false;
    const run = await interrupted(workspace, 'apply', 'Cluster.create', {
      onLine: (line, pressAgain) => {
        if (isSecond || !line.includes('Interrupt received')) return;
        isSecond = true;
        pressAgain();
      },
    });
    expect(run.stdout + run.stderr).toMatch(/Two interrupts received/);
    const { uid } = await setting.hikube.clusters.get('prod');
    expectSuccess(await applyOf(workspace, cluster()));
    expectEmpty(await workspace.plan());
    expect(await setting.hikube.clusters.get('prod')).toMatchObject({ uid });
    expectSuccess(await workspace.destroy());
  },
  PATIENCE_MS,
);

test(
  'an interrupted create is taken over when its state was never written, and held once a state was read',
  async () => {
    const workspace = await setting.workspace(cluster());
    const loseState = () => rm(join(workspace.folder, 'terraform.tfstate'));
    await interrupted(workspace, 'apply', 'Cluster.create');
    const { uid } = await setting.hikube.clusters.get('prod');
    await loseState();
    const again = await workspace.apply();
    expectSuccess(again);
    expect(warningsOf(again).join()).toContain('The cluster prod was taken over');
    expect(await setting.hikube.clusters.get('prod')).toMatchObject({ uid });
    expectSuccess(await workspace.destroy());

    await interrupted(workspace, 'apply', 'Cluster.create');
    await workspace.plan();
    await loseState();
    expectError(await workspace.apply(), /The cluster prod exists already/);
    expect(await kindsOf()).toEqual(['Cluster.create']);
  },
  2 * PATIENCE_MS,
);
