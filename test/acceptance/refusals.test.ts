// What can be known to be wrong is refused in plan, at the line that is wrong, and nothing is made.
import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { rewrite } from '../support/stack.ts';
import type { Workspace } from '../support/terraform.ts';
import { errorsOf, expectRefusal, expectSuccess } from './expect.ts';
import { STORES, setUp } from './setting.ts';

const cluster = (body: string) => `
resource "hikube_kubernetes_cluster" "main" {
  name = "prod"
  ${body}
}
`;

describe.each(STORES)('a plan on the %s store refuses', (store) => {
  const setting = setUp({ store, speed: 600 });
  let workspace: Workspace;
  beforeAll(async () => {
    workspace = await setting.workspace();
  });

  test.each<[string, string, RegExp, RegExp]>([
    ['a text that is no version', 'version = "latest"', /version = "latest"/, /is not a Kubernetes version/],
    ['a version that is not offered', 'version = "1.99"', /version = "1.99"/, /1\.35/],
    [
      'more nodes at least than at most',
      'node_groups = {\n web = {\n min_replicas = 5\n max_replicas = 3\n }\n }',
      /m(in|ax)_replicas/,
      /min/i,
    ],
    [
      'an unknown instance type',
      'node_groups = {\n web = {\n instance_type = "s1.huge"\n }\n }',
      /instance_type = "s1.huge"/,
      /s1\.huge/,
    ],
    [
      'an even number of etcd members',
      'control_plane = {\n etcd_members = 2\n }',
      /etcd_members = 2/,
      /survives no more losses/,
    ],
    ['an unknown add-on', 'addons = {\n certmanager = {}\n }', /certmanager/, /cert-manager/],
    [
      'a number out of its bounds',
      'node_groups = {\n web = {\n min_replicas = -1\n }\n }',
      /min_replicas = -1/,
      /at least 0/,
    ],
    [
      'a version without quotes, which lost its zero',
      'version = 1.30',
      /version = 1.30/,
      /write it in quotes, "1\.30"/,
    ],
    [
      'a fraction',
      'node_groups = {\n web = {\n min_replicas = 1.5\n }\n }',
      /min_replicas = 1.5/,
      /must be a whole number, not 1\.5/,
    ],
    [
      'cpu without memory',
      'node_groups = {\n web = {\n resources = {\n cpu = "4"\n memory = ""\n }\n }\n }',
      /memory = ""/,
      /memory|quantity|empty/,
    ],
  ])('%s', async (_case, body, line, text) => {
    await rewrite(workspace, cluster(body));
    expectRefusal(await workspace.plan(), line, text);
    expect(await setting.hikube.clusters.list().toArray()).toEqual([]);
  });

  test.each<[string, string, RegExp]>([
    ['an instance type', 'node_groups = { web = { instance_type = "s1.larg" } }', /Did you mean s1\.large\?/],
    ['an add-on', 'addons = { certmanager = {} }', /Did you mean cert-manager\?/],
    ['a topology', 'topology = "developement"', /did you mean "development"/],
    [
      'options of another add-on, by their names here',
      'addons = { flux = { options = { cert_manager = {} } } }',
      /options\.cert_manager does not belong to the add-on flux/,
    ],
  ])('and says what was meant: %s', async (_what, body, text) => {
    await rewrite(workspace, cluster(body));
    expect(errorsOf(await workspace.plan()).join('\n')).toMatch(text);
  });

  test('but not what Terraform drops before anybody sees it, as the pages say', async () => {
    await rewrite(workspace, cluster('node_groups = { web = { min_replica = 3 } }'));
    const plan = await workspace.plan();
    expect(errorsOf(plan)).toEqual([]);
    expect(plan.changes[0]?.change.after?.['node_groups']).toMatchObject({ web: { min_replicas: 0 } });
    const page = await readFile(
      new URL('../../terraform-provider/docs/resources/kubernetes_cluster.md', import.meta.url),
      'utf8',
    );
    expect(page).toContain('Terraform drops a name that the schema does not have');
  });

  test('every mistake in one answer, whatever found it', async () => {
    await rewrite(
      workspace,
      cluster(`
  version       = 1.30
  control_plane = { etcd_members = 2 }
  node_groups = {
    web = { min_replicas = 1.5 }
    db  = { min_replicas = 5, max_replicas = 3 }
  }`),
    );
    const errors = errorsOf(await workspace.plan());
    expect(errors).toHaveLength(4);
    for (const text of ['in quotes', 'survives no more losses', 'whole number, not 1.5', 'min_replicas 5'])
      expect(errors.join('\n')).toContain(text);
  });

  describe('of a running cluster', () => {
    beforeAll(async () => {
      await rewrite(workspace, cluster('version = "1.33"\n deletion_protection = true'));
      expectSuccess(await workspace.apply());
    });

    test('a skipped version', async () => {
      await rewrite(workspace, cluster('version = "1.35"'));
      expectRefusal(await workspace.plan(), /version = "1.35"/, /one minor version at a time/);
    });

    test('a downgrade', async () => {
      await rewrite(workspace, cluster('version = "1.32"'));
      expectRefusal(await workspace.plan(), /version = "1.32"/, /cannot go back to 1.32/);
    });

    test('to go back even while it is destroyed, and says how to destroy it', async () => {
      await rewrite(workspace, cluster('version = "1.32"'));
      const destroy = await workspace.destroy();
      expectRefusal(destroy, /version = "1.32"/, /terraform destroy -refresh=false/);
    });

    test('another storage class', async () => {
      await rewrite(workspace, cluster('version = "1.33"\n storage_class = "local"'));
      expectRefusal(await workspace.plan(), /storage_class = "local"/, /cannot change/);
    });

    test('to destroy it while it is protected', async () => {
      await rewrite(workspace, cluster('version = "1.33"\n deletion_protection = true'));
      const destroy = await workspace.destroy();
      expect(destroy.exitCode).toBe(1);
      expect(JSON.stringify(destroy.diagnostics)).toMatch(/is protected/);
      expect((await setting.hikube.clusters.get('prod')).status.phase).toBe('Running');
    });
  });
});
