// apply_in = "window": what replaces nodes waits for the maintenance window and Terraform does not, and while it waits
// every plan is empty.
import { expect, test } from 'vitest';
import { rewrite } from '../../support/stack.ts';
import { expectActions, expectEmpty, expectError, expectSuccess, warningsOf } from '../expect.ts';
import { isNotHere, PATIENCE_MS, planOf, setUp } from '../setting.ts';

const setting = setUp();
const leftOut = isNotHere(import.meta.filename, 'a window that opens');
const main = 'hikube_kubernetes_cluster.main';
const web = 'hikube_kubernetes_node_group.web';
const DAY = 86_400_000;
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** It opens in three days, which is far enough from a test that is slow. */
const LATER = `{ days = ["${DAYS[new Date(Date.now() + 3 * DAY).getUTCDay()]}"], start_time = "12:00", duration_minutes = 30, time_zone = "UTC" }`;
const OPEN = `{ days = ${JSON.stringify(DAYS)}, start_time = "00:00", duration_minutes = 1440, time_zone = "UTC" }`;

const separate = (disk: string, window: string, applyIn = 'apply_in = "window"') => `
resource "hikube_kubernetes_cluster" "main" {
  name        = "prod"
  maintenance = { window = ${window} }
}
resource "hikube_kubernetes_node_group" "web" {
  cluster_id   = hikube_kubernetes_cluster.main.id
  name         = "web"
  min_replicas = 2
  disk_size    = "${disk}"
  ${applyIn}
}
`;

const nodeNames = async (cluster: string) =>
  (await setting.hikube.nodes.list(cluster).toArray()).map(({ name }) => name);

async function waiting(cluster: string) {
  const operations = await setting.hikube.operations.list({ cluster }).toArray();
  return operations.filter(({ waitsFor }) => waitsFor === 'window');
}

test.skipIf(leftOut)(
  'a group of its own waits, is taken back, and begins when the window opens',
  async () => {
    const workspace = await setting.workspace(separate('20Gi', LATER));
    expectSuccess(await workspace.apply());
    const before = await nodeNames('prod');

    const plan = await planOf(workspace, separate('40Gi', LATER));
    expectActions(plan, { [web]: ['update'] });
    expect(warningsOf(plan).join('\n')).toMatch(/from the maintenance window on that opens at/);
    const applied = await workspace.apply();
    expectSuccess(applied);
    expect(warningsOf(applied).join('\n')).toMatch(
      /Waits for the maintenance window .* does not wait for it/,
    );
    expectEmpty(await workspace.plan());
    expectEmpty(await workspace.plan(['-refresh=false']));
    expect(await nodeNames('prod')).toEqual(before);
    expect((await setting.hikube.nodeGroups.get('prod', 'web')).diskSize).toBe('40Gi');

    const [operation] = await waiting('prod');
    await setting.hikube.operations.cancel(operation!.id);
    expectActions(await workspace.plan(), { [web]: ['update'] });
    expectSuccess(await workspace.apply());
    expect(await waiting('prod')).toHaveLength(1);
    expectEmpty(await workspace.plan());

    const [again] = await waiting('prod');
    expectActions(await planOf(workspace, separate('40Gi', OPEN)), { [main]: ['update'] });
    expectSuccess(await workspace.apply());
    await setting.hikube.operations.resume(again!.id);
    expectEmpty(await workspace.plan());
    const after = await nodeNames('prod');
    expect(after).toHaveLength(before.length);
    expect(after.filter((name) => before.includes(name))).toEqual([]);
  },
  PATIENCE_MS,
);

const inline = (disk: string, applyIn: string) => `
resource "hikube_kubernetes_cluster" "main" {
  name        = "inline"
  apply_in    = "${applyIn}"
  maintenance = { window = ${LATER} }
  node_groups = { web = { min_replicas = 1, disk_size = "${disk}" } }
}
`;

test.skipIf(leftOut)(
  'a map waits as a whole, and goes at once when apply_in says so',
  async () => {
    const workspace = await setting.workspace(inline('20Gi', 'window'));
    expectSuccess(await workspace.apply());
    const before = await nodeNames('inline');
    await rewrite(workspace, inline('40Gi', 'window'));
    expectSuccess(await workspace.apply());
    expectEmpty(await workspace.plan());
    expect(await nodeNames('inline')).toEqual(before);

    await rewrite(workspace, inline('60Gi', 'now'));
    expectSuccess(await workspace.apply());
    expect(await waiting('inline')).toEqual([]);
    expectEmpty(await workspace.plan());
    expect((await nodeNames('inline')).filter((name) => before.includes(name))).toEqual([]);
  },
  PATIENCE_MS,
);

test(
  'without a window it is refused in plan, in the words of Terraform',
  async () => {
    const text = (disk: string) => `
resource "hikube_kubernetes_cluster" "main" {
  name        = "bare"
  apply_in    = "window"
  node_groups = { web = { min_replicas = 1, disk_size = "${disk}" } }
}
`;
    const workspace = await setting.workspace(text('20Gi'));
    expectSuccess(await workspace.apply());
    const refused = await planOf(workspace, text('40Gi'));
    expectError(
      refused,
      leftOut
        ? /A change that waits for the window needs a service/
        : /set maintenance\.window, or leave apply_in out/,
    );
  },
  PATIENCE_MS,
);
