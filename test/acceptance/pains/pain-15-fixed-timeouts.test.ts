// Pain: timeouts are fixed or too short, and the message is "timeout while waiting for state".
// Here each operation has its own, and the message names operation, phase, step, elapsed time and what to do next.
import { expect, test } from 'vitest';
import { errorsOf, expectEmpty, expectRefusal, expectSuccess, warningsOf } from '../expect.ts';
import { applyOf, PATIENCE_MS, planOf, setUp } from '../setting.ts';

const setting = setUp({ inside: {} });

const cluster = (timeouts: string, groups = '') => `
resource "hikube_kubernetes_cluster" "main" {
  name        = "prod"
  node_groups = { ${groups} }
  timeouts    = { ${timeouts} }
}
`;
const STORY =
  /The time-out was reached after \d+ s; the work goes on\. Operation op-\S+ \((\S+)\) is at \d+ %: (?:Waiting to begin|\S.* \(\d+ of \d+\)|\S.* Step \S.* of \S+: \d+ of \d+).* Run `terraform (apply|destroy)` again/s;

test(
  'create, update and delete each end after their own timeout, with the whole story',
  async () => {
    const { hand } = setting;
    const workspace = await setting.workspace();
    hand.standsStill = true;
    const created = await applyOf(workspace, cluster('create = "400ms"'));
    expect(warningsOf(created).join()).toMatch(STORY);
    hand.standsStill = false;
    expectSuccess(await applyOf(workspace, cluster('update = "30m"')));
    expectEmpty(await workspace.plan());

    const grown = 'web = { min_replicas = 3 }';
    hand.standsStill = true;
    const updated = await applyOf(workspace, cluster('update = "400ms"', grown));
    expect(errorsOf(updated).join()).toMatch(STORY);
    hand.standsStill = false;
    expectSuccess(await applyOf(workspace, cluster('update = "0.5h"', grown)));
    expectEmpty(await planOf(workspace, cluster('update = "30m"', grown)));

    // No timeout ever reaches the API.
    const answer = JSON.stringify(await setting.hikube.clusters.list().toArray());
    expect(answer).toContain('"prod"');
    expect(answer).not.toMatch(/time-?outs?"/i);

    // A timeout is read from state when there is no configuration any more.
    expectSuccess(await applyOf(workspace, cluster('delete = "400ms"', grown)));
    hand.standsStill = true;
    const destroyed = await workspace.destroy();
    expect(errorsOf(destroyed).join()).toMatch(STORY);
    expect(errorsOf(destroyed).join()).toContain('(Cluster.delete)');
    hand.standsStill = false;
  },
  PATIENCE_MS,
);

test('a timeout that is none is refused in plan', async () => {
  const workspace = await setting.workspace();
  expectRefusal(
    await planOf(workspace, cluster('create = "45 minutes"')),
    /timeouts/,
    /"45 minutes" is not a duration; write it like 30m, 90s or 1h30m/,
  );
});
