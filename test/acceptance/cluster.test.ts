// A cluster with inline node groups and add-ons, from the first apply to the last, on both embedded stores.
import { beforeAll, describe, expect, test } from 'vitest';
import { rewrite } from '../support/stack.ts';
import type { Workspace } from '../support/terraform.ts';
import { expectActions, expectEmpty, expectSuccess, warningsOf } from './expect.ts';
import { PATIENCE_MS, STORES, setUp } from './setting.ts';

interface Choices {
  readonly version?: string;
  readonly min?: number;
  readonly max?: number;
  readonly type?: string;
  readonly extraGroup?: boolean;
  readonly extraAddon?: boolean;
}

const cluster = ({ version = '1.33', min = 2, max = 4, type = 's1.large', ...more }: Choices = {}) => `
resource "hikube_kubernetes_cluster" "main" {
  name    = "prod"
  version = "${version}"
  node_groups = {
    web = { min_replicas = ${min}, max_replicas = ${max}, instance_type = "${type}", roles = ["ingress-nginx"] }
    ${more.extraGroup ? 'big = { min_replicas = 1, max_replicas = 2, instance_type = "m1.large" }' : ''}
  }
  addons = {
    cert-manager = {}
    ${more.extraAddon ? 'ingress-nginx = {}' : ''}
  }
}
output "endpoint" { value = hikube_kubernetes_cluster.main.endpoint }
`;

const main = 'hikube_kubernetes_cluster.main';

describe.each(STORES)('a cluster on the %s store', (store) => {
  const stack = setUp({ store, speed: 600 });
  let workspace: Workspace;

  beforeAll(async () => {
    workspace = await stack.workspace(cluster());
  }, PATIENCE_MS);

  /** Changes the configuration, plans, applies, and proves that nothing is left to do. */
  async function change(choices: Choices): Promise<string[]> {
    await rewrite(workspace, cluster(choices));
    const plan = await workspace.plan();
    expectActions(plan, { [main]: ['update'] });
    expectSuccess(await workspace.apply());
    expectEmpty(await workspace.plan());
    return warningsOf(plan);
  }

  test('is created, and then there is nothing to do', async () => {
    expectActions(await workspace.plan(), { [main]: ['create'] });
    expectSuccess(await workspace.apply());
    const made = await stack.hikube.clusters.get('prod');
    expect(made.status.phase).toBe('Running');
    expect(made.status.nodes).toEqual({ total: 2, ready: 2 });
    expectEmpty(await workspace.plan());
    expectEmpty(await workspace.plan(['-refresh=false']));
  });

  test('scales in place, and no node rolls', async () => {
    const before = await nodeNames();
    await change({ min: 3, max: 6 });
    expect(await nodeNames()).toEqual(expect.arrayContaining(before));
    expect((await stack.hikube.nodeGroups.get('prod', 'web')).status.readyReplicas).toBe(3);
  });

  test('takes another instance type in place, and the plan says that nodes roll', async () => {
    const before = await nodeNames();
    const warnings = await change({ min: 3, max: 6, type: 's1.xlarge' });
    expect(warnings.join('\n')).toMatch(/3 nodes/);
    const after = await nodeNames();
    expect(after.filter((name) => before.includes(name))).toEqual([]);
    expect(after).toHaveLength(3);
  });

  test('gets a node group and an add-on, and loses them again', async () => {
    const choices = { min: 3, max: 6, type: 's1.xlarge' };
    await change({ ...choices, extraGroup: true, extraAddon: true });
    expect((await stack.hikube.addons.get('prod', 'ingress-nginx')).status.phase).toBe('Ready');
    await change(choices);
    const groups = await stack.hikube.nodeGroups.list('prod').toArray();
    expect(groups.map(({ name }) => name)).toEqual(['web']);
  });

  test('is upgraded in place, control plane first', async () => {
    await change({ min: 3, max: 6, type: 's1.xlarge', version: '1.34.2' });
    const upgraded = await stack.hikube.clusters.get('prod');
    expect(upgraded.status.version).toMatch(/^1\.34\./);
    const nodes = await stack.hikube.nodes.list('prod').toArray();
    expect(nodes.every(({ status }) => status.version.startsWith('1.34.'))).toBe(true);
  });

  test('writes the same version in another spelling without any change', async () => {
    await rewrite(workspace, cluster({ min: 3, max: 6, type: 's1.xlarge', version: 'v1.34' }));
    expectEmpty(await workspace.plan());
  });

  test('is destroyed', async () => {
    expectSuccess(await workspace.destroy());
    expect(await stack.hikube.clusters.list().toArray()).toEqual([]);
  });

  async function nodeNames(): Promise<string[]> {
    return (await stack.hikube.nodes.list('prod').toArray()).map(({ name }) => name);
  }
});
