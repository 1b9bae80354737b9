// A change that takes availability, durability or protection away is shown in plan for what it is.
import { expect, test } from 'vitest';
import { expectActions, expectEmpty, expectSuccess, warningsOf } from '../expect.ts';
import { applyOf, isNotHere, PATIENCE_MS, planOf, setUp } from '../setting.ts';

const setting = setUp();
const main = 'hikube_kubernetes_cluster.main';
const cluster = (name: string, body: string) =>
  `resource "hikube_kubernetes_cluster" "main" {\n name = "${name}"\n ${body}\n}\n`;
const LESS = 'will be less available or less protected';

test(
  'from production to development: three of each become one, in the plan and in words',
  async () => {
    const workspace = await setting.workspace();
    expectSuccess(await applyOf(workspace, cluster('down', 'topology = "production"')));
    const plan = await planOf(workspace, cluster('down', 'topology = "development"'));
    expectActions(plan, { [main]: ['update'] });
    const { before, after, after_unknown: unknown } = plan.changes[0]?.change ?? {};
    expect(before?.['control_plane']).toEqual({ replicas: 3, etcd_members: 3 });
    expect(after?.['control_plane']).toEqual({ replicas: 1, etcd_members: 1 });
    expect(unknown).not.toHaveProperty('control_plane.replicas', true);
    const [warning = ''] = warningsOf(plan).filter((text) => text.includes(LESS));
    expect(warning).toMatch(/cluster down.*3 servers to 1.*3 members to 1.*loss of a site is not survived/s);
    expectSuccess(await workspace.apply());
    expectEmpty(await workspace.plan());
    expect((await setting.hikube.clusters.get('down')).controlPlane).toEqual({ replicas: 1, etcdMembers: 1 });

    const back = await planOf(
      workspace,
      cluster('down', 'topology = "production"\n control_plane = { replicas = 2 }'),
    );
    expect(back.changes[0]?.change.after?.['control_plane']).toEqual({ replicas: 2, etcd_members: 3 });
    expect(warningsOf(back).filter((text) => text.includes(LESS))).toEqual([]);
    expectSuccess(await workspace.apply());
    expectEmpty(await workspace.plan());
  },
  PATIENCE_MS,
);

test.skipIf(isNotHere(import.meta.filename, 'everything else that is taken away'))(
  'everything else that is taken away, once for each object',
  async () => {
    const strong = `
  deletion_protection = true
  control_plane = { replicas = 3, etcd_members = 5 }
  maintenance = {
    window     = { days = ["tue"], start_time = "02:00", duration_minutes = 60 }
    auto_patch = true
    exclusions = [{ start = "2030-12-20T00:00:00Z", end = "2031-01-03T00:00:00Z", reason = "holidays" }]
  }
  node_groups = { web = { min_replicas = 3, roles = ["edge"] } }
  addons      = { velero = {} }`;
    const weak = `
  deletion_protection = false
  control_plane = { replicas = 2, etcd_members = 3 }
  node_groups = { web = { min_replicas = 1 } }
  addons      = {}`;
    const workspace = await setting.workspace();
    expectSuccess(await applyOf(workspace, cluster('strong', strong)));
    const plan = await planOf(workspace, cluster('strong', weak));
    const warnings = warningsOf(plan).filter((text) => text.includes(LESS));
    expect(warnings).toHaveLength(1);
    for (const text of [
      'deletion_protection goes off',
      '3 servers to 2',
      '5 members to 3',
      'maintenance.auto_patch goes off',
      'An exclusion of maintenance is gone',
      'web keeps at least 1, 3 before',
      'web loses the role edge',
      'Without velero',
    ])
      expect(warnings[0]).toContain(text);
    expectSuccess(await workspace.apply());
    expectEmpty(await workspace.plan());
  },
  PATIENCE_MS,
);

test(
  'of objects with a resource of their own, too',
  async () => {
    const children = (replicas: number, addon: string) => `${cluster('own', '')}
resource "hikube_kubernetes_node_group" "web" {
  cluster_id   = ${main}.id
  name         = "web"
  min_replicas = ${replicas}
}
${addon}`;
    const velero = `resource "hikube_kubernetes_addon" "velero" {\n cluster_id = ${main}.id\n name = "velero"\n}\n`;
    const workspace = await setting.workspace();
    expectSuccess(await applyOf(workspace, children(2, velero)));
    const warnings = warningsOf(await planOf(workspace, children(1, '')));
    expect(warnings.filter((text) => text.includes(LESS)).sort()).toEqual([
      expect.stringMatching(/^The add-on own\/velero .*no more backups/),
      expect.stringMatching(/^The node group own\/web .*at least 1, 2 before/),
    ]);
  },
  PATIENCE_MS,
);
