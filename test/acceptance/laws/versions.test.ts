// Two ways to upgrade that exclude each other, and an upgrade that is not needed or not wanted any more.
import { describe, expect, test } from 'vitest';
import { errorsOf, expectActions, expectEmpty, expectRefusal, expectSuccess, warningsOf } from '../expect.ts';
import { applyOf, isNotHere, PATIENCE_MS, planOf, setUp } from '../setting.ts';

const setting = setUp();

const cluster = (name: string, version: string) => `
resource "hikube_kubernetes_cluster" "main" {
  name = "${name}"
  ${version}
}
`;
const upgrade = (body: string) => `
resource "hikube_kubernetes_version_upgrade" "next" {
  cluster_id = hikube_kubernetes_cluster.main.id
  ${body}
}
`;
const next = 'hikube_kubernetes_version_upgrade.next';
const phaseOf = async (name: string) =>
  (await setting.hikube.versionUpgrades.list(name).toArray()).map(({ status }) => status.phase);

test(
  'the next step of a version error is one that the platform offers, and all else that is wrong is told with it',
  async () => {
    const workspace = await setting.workspace(cluster('newest', 'version = "1.35"'));
    expectSuccess(await workspace.apply());
    const plan = async (body: string) => errorsOf(await planOf(workspace, cluster('newest', body)));
    const [skip = '', ...more] = await plan('version = "1.37"');
    expect(skip).toMatch(/1\.37 is not offered; keep the version that the cluster has\./);
    expect(skip).not.toContain('1.36');
    expect(more).toEqual([]);
    const back = await plan('version = "1.33"\n node_groups = { web = { instance_type = "s9.huge" } }');
    expect(back.sort()).toEqual([
      expect.stringMatching(/s9\.huge/),
      expect.stringMatching(/cannot go back to 1\.33; keep the version that the cluster has\./),
    ]);
    const offline = 'provider "hikube" {\n skip_preflight = true\n}\n';
    const [unasked = ''] = errorsOf(await planOf(workspace, offline + cluster('newest', 'version = "1.37"')));
    expect(unasked).toMatch(/upgrade to 1\.36 first, if the platform offers it/);
  },
  PATIENCE_MS,
);

describe('one decides', () => {
  test('version and initial_version exclude each other', async () => {
    const workspace = await setting.workspace();
    const plan = await planOf(workspace, cluster('both', 'version = "1.33"\n initial_version = "1.33"'));
    expectRefusal(plan, /initial_version/, /Keep version .* or initial_version/);
  });

  test.each(['once the cluster is there', 'in the plan that makes the cluster'])(
    'an upgrade of a cluster that has version names both remedies, %s',
    async (when) => {
      const name = when.startsWith('once') ? 'there' : 'planned';
      const workspace = await setting.workspace(cluster(name, 'version = "1.33"'));
      if (when.startsWith('once')) expectSuccess(await workspace.apply());
      const hcl = cluster(name, 'version = "1.33"') + upgrade('target_version = "1.34"');
      expectRefusal(
        await planOf(workspace, hcl),
        /cluster_id/,
        /remove this upgrade and change `version`.*or write `initial_version`/s,
      );
      if (when.startsWith('once')) expect(await phaseOf(name)).toEqual([]);
    },
    PATIENCE_MS,
  );

  test(
    'the second remedy: initial_version takes the place of version',
    async () => {
      const workspace = await setting.workspace();
      const hcl = cluster('there', 'initial_version = "1.33"');
      expect((await workspace.import('hikube_kubernetes_cluster.main', 'there')).exitCode).toBe(1);
      const adopted = await setting.workspace(hcl);
      expect((await adopted.import('hikube_kubernetes_cluster.main', 'there')).exitCode).toBe(0);
      expectSuccess(await applyOf(adopted, hcl + upgrade('target_version = "1.34"')));
      expectEmpty(await adopted.plan());
      expect((await setting.hikube.clusters.get('there')).version).toBe('1.34');
    },
    PATIENCE_MS,
  );
});

test('a version whose life has ended is planned with a warning', async () => {
  const workspace = await setting.workspace(cluster('aged', 'version = "1.33"'));
  // By the machine's clock: the day of 1.33 is past whenever this runs.
  expect(warningsOf(await workspace.plan()).join()).toMatch(
    /Nobody mends faults of Kubernetes 1\.33 since 2026-06-28; plan an\s+upgrade to 1\.34/,
  );
});

test.each(['1.32', '1.33'])(
  'a target that is reached already, %s, is success',
  async (target) => {
    const name = `reached-${target.replace('.', '-')}`;
    const workspace = await setting.workspace();
    const run = await applyOf(
      workspace,
      cluster(name, 'initial_version = "1.33"') + upgrade(`target_version = "${target}"`),
    );
    expectSuccess(run);
    expect(warningsOf(run).join()).toMatch(/Nothing to do.*runs Kubernetes 1\.33/s);
    expect(await workspace.stateOf(next)).toMatchObject({ upgrade_id: null, id: `${name}/reached` });
    expectEmpty(await workspace.plan());
    expect(await phaseOf(name)).toEqual([]);
    expectSuccess(await workspace.destroy());
  },
  PATIENCE_MS,
);

describe('an upgrade for later', () => {
  const later = upgrade('target_version = "1.34"\n start = "at"\n start_at = "2034-01-01T00:00:00Z"');

  test.skipIf(isNotHere(import.meta.filename, 'an upgrade for later'))(
    'is done for Terraform once it is accepted, and destroying it cancels it',
    async () => {
      const workspace = await setting.workspace();
      const run = await applyOf(workspace, cluster('later', 'initial_version = "1.33"') + later);
      expectSuccess(run);
      expect(warningsOf(run).join()).toMatch(/is scheduled.*at 2034-01-01T00:00:00Z.*Destroy this resource/s);
      expectEmpty(await workspace.plan());
      expect(await phaseOf('later')).toEqual(['Scheduled']);

      expectActions(await planOf(workspace, cluster('later', 'initial_version = "1.33"')), {
        [next]: ['delete'],
      });
      expectSuccess(await workspace.apply());
      expect(await phaseOf('later')).toEqual(['Cancelled']);
      expect((await setting.hikube.clusters.get('later')).version).toBe('1.33');
    },
    PATIENCE_MS,
  );

  test(
    'one that has ended is only forgotten',
    async () => {
      const workspace = await setting.workspace();
      const done = cluster('done', 'initial_version = "1.33"');
      expectSuccess(await applyOf(workspace, done + upgrade('target_version = "1.34"')));
      expectSuccess(await applyOf(workspace, done));
      expect(await phaseOf('done')).toEqual(['Succeeded']);
      expect((await setting.hikube.clusters.get('done')).version).toBe('1.34');
    },
    PATIENCE_MS,
  );

  test(
    'needs a window or a time, and says which',
    async () => {
      const workspace = await setting.workspace(cluster('when', 'initial_version = "1.33"'));
      expectSuccess(await workspace.apply());
      for (const [body, line, text] of [
        ['start = "at"', /start|resource/, /start_?at/i],
        ['start_at = "2034-01-01T00:00:00Z"', /start_at/, /start/],
      ] as const) {
        const plan = await planOf(
          workspace,
          cluster('when', 'initial_version = "1.33"') + upgrade(`target_version = "1.34"\n ${body}`),
        );
        expectRefusal(plan, line, text);
      }
    },
    PATIENCE_MS,
  );
});
