// Pain: the cluster is "updating" for ever, and nothing can be done to it any more.
// Here every operation ends, in success or with a reason, and what comes after it is accepted.
import { expect, test } from 'vitest';
import { expectActions, expectEmpty, expectError, expectSuccess, warningsOf } from '../expect.ts';
import { applyOf, isNotHere, PATIENCE_MS, setUp, until } from '../setting.ts';

const setting = setUp({ inside: { speed: 2000 } });
const main = 'hikube_kubernetes_cluster.main';

const cluster = (name: string, body = '') => `
resource "hikube_kubernetes_cluster" "main" {
  name = "${name}"
  ${body}
}
`;

test(
  'a control plane that cannot come up ends the create with the reason and both ways out',
  async () => {
    setting.hand.refuse('broken', 'No host has room.');
    const workspace = await setting.workspace();
    const text = expectError(await applyOf(workspace, cluster('broken')), /could not be created/);
    expect(text).toContain('No host has room.');
    expect(text).toMatch(/tainted and will destroy it at the next apply.*terraform untaint/s);
    expect(await ended('broken')).toEqual(['failed']);

    setting.hand.heal('broken');
    expectActions(await workspace.plan(), { [main]: ['delete', 'create'] });
    expectSuccess(await workspace.apply());
    expectEmpty(await workspace.plan());
    expect((await setting.hikube.clusters.get('broken')).status.phase).toBe('Running');
  },
  PATIENCE_MS,
);

test.skipIf(isNotHere(import.meta.filename, 'an add-on that fails'))(
  'an add-on that fails leaves a usable cluster, a warning, and an operation that has ended',
  async () => {
    setting.service.faults.push({
      kind: 'AddonFails',
      cluster: 'partly',
      message: 'The chart does not render.',
    });
    const workspace = await setting.workspace();
    const group = 'node_groups = { web = { min_replicas = 1 } }';
    const run = await applyOf(workspace, cluster('partly', `${group}\n addons = { cert-manager = {} }`));
    expectSuccess(run);
    expect(warningsOf(run).join()).toMatch(/partly is up, but not all of it.*The chart does not render\./s);
    expect(await ended('partly')).toEqual(['failed']);

    // The next change is accepted at once and ends as well.
    expectSuccess(await applyOf(workspace, cluster('partly', `${group}\n addons = {}`)));
    expectEmpty(await workspace.plan());
    expect(await ended('partly')).toEqual(['succeeded', 'failed']);
    setting.service.faults.length = 0;
  },
  PATIENCE_MS,
);

test(
  'work that somebody cancels while Terraform waits ends the wait, and it can be asked for again',
  async () => {
    setting.hand.keepOut('cancelled', 'web');
    const group = `
resource "hikube_kubernetes_node_group" "web" {
  cluster_id   = hikube_kubernetes_cluster.main.id
  name         = "web"
  min_replicas = 1
}
`;
    const workspace = await setting.workspace();
    expectSuccess(await applyOf(workspace, cluster('cancelled')));
    const applying = applyOf(workspace, cluster('cancelled') + group);
    const { id } = await until('the pool is under way', async () => {
      const operations = await setting.hikube.operations.list({ cluster: 'cancelled' }).toArray();
      return operations.find(({ kind, endedAt }) => kind === 'NodeGroup.create' && endedAt === null);
    });
    await setting.hikube.operations.cancel(id);
    expectError(await applying, /cancelled/);

    setting.hand.heal('cancelled');
    expectSuccess(await workspace.apply());
    expectEmpty(await workspace.plan());
    expect((await setting.hikube.nodeGroups.get('cancelled', 'web')).status.readyReplicas).toBe(1);
  },
  PATIENCE_MS,
);

/** How the operations on a cluster ended, newest first; fails when one has not. */
async function ended(name: string): Promise<string[]> {
  const operations = await setting.hikube.operations.list({ cluster: name }).toArray();
  expect(operations.filter(({ endedAt }) => endedAt === null)).toEqual([]);
  return operations.map(({ status }) => status);
}
