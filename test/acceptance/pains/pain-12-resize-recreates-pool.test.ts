// Pain: another machine size deletes the pool first and makes it again afterwards, or is refused.
// Here it is one operation of the service: new nodes come before old ones go, and the pool stays the same object.
import { expect, test } from 'vitest';
import { expectActions, expectEmpty, expectSuccess, warningsOf } from '../expect.ts';
import { applyOf, PATIENCE_MS, planOf, SLOW, setUp } from '../setting.ts';

const setting = setUp({ speed: SLOW });
const web = 'hikube_kubernetes_node_group.web';

const configuration = (min: number, type: string, disk = '20Gi') => `
resource "hikube_kubernetes_cluster" "main" {
  name = "prod"
}
resource "hikube_kubernetes_node_group" "web" {
  cluster_id    = hikube_kubernetes_cluster.main.id
  name          = "web"
  min_replicas  = ${min}
  max_replicas  = 4
  instance_type = "${type}"
  disk_size     = "${disk}"
}
`;

/** Fewest nodes that were ready at any time while the work went on. */
async function fewestReady(work: Promise<unknown>): Promise<number> {
  let fewest = Number.POSITIVE_INFINITY;
  let isOver = false;
  const ended = work.finally(() => {
    isOver = true;
  });
  while (!isOver) {
    const nodes = await setting.hikube.nodes.list('prod').toArray();
    fewest = Math.min(fewest, nodes.filter(({ status }) => status.phase === 'Ready').length);
  }
  await ended;
  return fewest;
}

test(
  'more nodes are added, and another size surges, in the same pool',
  async () => {
    const workspace = await setting.workspace();
    expectSuccess(await applyOf(workspace, configuration(1, 's1.large')));
    const { uid } = await setting.hikube.nodeGroups.get('prod', 'web');
    const [first] = await nodeNames();

    const wider = await planOf(workspace, configuration(2, 's1.large'));
    expectActions(wider, { [web]: ['update'] });
    expect(warningsOf(wider)).toEqual([]);
    expectSuccess(await workspace.apply());
    expect(await nodeNames()).toContain(first);

    const larger = await planOf(workspace, configuration(2, 's1.xlarge', '40Gi'));
    expectActions(larger, { [web]: ['update'] });
    expect(warningsOf(larger).join()).toMatch(/2 nodes/);
    const run = workspace.apply();
    expect(await fewestReady(run)).toBeGreaterThanOrEqual(2);
    expectSuccess(await run);

    const group = await setting.hikube.nodeGroups.get('prod', 'web');
    expect([group.uid, group.instanceType, group.diskSize]).toEqual([uid, 's1.xlarge', '40Gi']);
    expectEmpty(await workspace.plan());
  },
  PATIENCE_MS,
);

async function nodeNames(): Promise<string[]> {
  return (await setting.hikube.nodes.list('prod').toArray()).map(({ name }) => name).sort();
}
