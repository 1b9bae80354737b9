// Pain: destroy hangs without a word, or leaves machines and disks behind.
// Here it waits as long as it was told to, says what it waited for, goes on where it was, and leaves nothing.
import { expect, test } from 'vitest';
import type { Workspace } from '../../support/terraform.ts';
import { expectError, expectSuccess } from '../expect.ts';
import { applyOf, PATIENCE_MS, setUp } from '../setting.ts';

const setting = setUp({ inside: { speed: 100 } });
const main = 'hikube_kubernetes_cluster.main';
const web = 'hikube_kubernetes_node_group.web';

const cluster = (timeout: string) => `
resource "hikube_kubernetes_cluster" "main" {
  name     = "prod"
  topology = "development"
  timeouts = { delete = "${timeout}" }
}
`;
const group = `
resource "hikube_kubernetes_node_group" "web" {
  cluster_id   = hikube_kubernetes_cluster.main.id
  name         = "web"
  min_replicas = 1
  timeouts     = { delete = "900ms" }
}
`;

const STORY =
  /time-out was reached after \d+ s; the work goes on\. Operation op-\S+ \((\S+)\) is at \d+ %: \S.* Step .+ of \S+: \d+ of \d+.*Run `terraform destroy` again/s;

test(
  'a pool whose drain is stuck, and the cluster after it, go in several bounded runs',
  async () => {
    const workspace = await setting.workspace(cluster('50ms') + group);
    expectSuccess(await workspace.apply());
    expect(await used()).toMatchObject({ nodes: '1', clusters: '1' });
    setting.service.faults.push({ kind: 'DrainStuck', nodeGroup: 'web' });

    const stuck = expectError(await workspace.destroy(), /The node group prod\/web is not gone yet/);
    expect(stuck.match(STORY)?.[1]).toBe('nodeGroup.delete');
    expect(await workspace.stateOf(web)).toMatchObject({ name: 'web' });
    expect(await workspace.stateOf(main)).toMatchObject({ name: 'prod' });

    setting.service.faults.length = 0;
    const texts = await destroyUntilGone(workspace);
    expect(texts.join().match(/\(cluster\.delete\)/)).not.toBeNull();
    expect(await workspace.stateOf(main)).toBeUndefined();
    expect(await setting.hikube.clusters.list().toArray()).toEqual([]);
    expect(await used()).toMatchObject({ nodes: '0', clusters: '0' });
  },
  PATIENCE_MS,
);

test(
  'with enough time, one run is enough',
  async () => {
    const workspace = await setting.workspace();
    expectSuccess(await applyOf(workspace, cluster('30m')));
    expectSuccess(await workspace.destroy());
    expect(await setting.hikube.clusters.list().toArray()).toEqual([]);
  },
  PATIENCE_MS,
);

/** Runs destroy again for as long as it says so; gives what the runs said. */
async function destroyUntilGone(workspace: Workspace): Promise<string[]> {
  const texts: string[] = [];
  for (let run = 0; run < 50; run++) {
    const destroy = await workspace.destroy();
    if (destroy.exitCode === 0) return texts;
    texts.push(expectError(destroy, STORY));
  }
  throw new Error('Fifty runs of destroy were not enough.');
}

/** What the tenant takes, by resource. */
async function used(): Promise<Record<string, string>> {
  const { quota } = await setting.hikube.tenant();
  return Object.fromEntries(quota.map((item) => [item.resource, item.used]));
}
