// Values that only apply will tell: what is known is checked, what is not is left alone, and apply does the rest.
import { describe, expect, test } from 'vitest';
import { errorsOf, expectActions, expectEmpty, expectRefusal, expectSuccess } from '../expect.ts';
import { PATIENCE_MS, planOf, setUp } from '../setting.ts';

const setting = setUp();

/** Something whose output nobody knows in plan. */
const later = (value: string) => `
resource "terraform_data" "later" {
  input = ${value}
}
`;
const known = 'terraform_data.later.output';

describe('a plan with unknown parts', () => {
  test.each([
    ['the name', '"prod-a"', `name = ${known}`],
    ['a version', '"1.33"', `name = "prod-b"\n version = ${known}`],
    [
      'a bound',
      '2',
      `name = "prod-c"\n node_groups = { web = { min_replicas = ${known}, max_replicas = 3 } }`,
    ],
    ['a set', '["edge"]', `name = "prod-d"\n node_groups = { web = { roles = ${known} } }`],
    ['a whole map', '{ web = { min_replicas = 1 } }', `name = "prod-e"\n node_groups = ${known}`],
    ['labels', '{ team = "web" }', `name = "prod-f"\n labels = ${known}`],
    ['JSON', 'jsonencode({ a = 1 })', `name = "prod-g"\n addons = { flux = { values_override = ${known} } }`],
    ['an object', '{ replicas = 2 }', `name = "prod-h"\n control_plane = ${known}`],
  ])(
    '%s',
    async (_what, value, body) => {
      const hcl = `${later(value)}resource "hikube_kubernetes_cluster" "main" {\n ${body}\n}\n`;
      const workspace = await setting.workspace(hcl);
      expectActions(await workspace.plan(), {
        'terraform_data.later': ['create'],
        'hikube_kubernetes_cluster.main': ['create'],
      });
      expectSuccess(await workspace.apply());
      expectEmpty(await workspace.plan());
    },
    PATIENCE_MS,
  );
});

test(
  'children of a cluster that is not there yet are checked as far as they are known',
  async () => {
    const cluster = 'resource "hikube_kubernetes_cluster" "main" {\n name = "parent"\n}\n';
    const group = (body: string) => `resource "hikube_kubernetes_node_group" "web" {
      cluster_id = hikube_kubernetes_cluster.main.id
      name       = "web"
      ${body}
    }\n`;
    const workspace = await setting.workspace();
    expectRefusal(
      await planOf(workspace, cluster + group('min_replicas = 9\n max_replicas = 3')),
      /_replicas/,
      /min/,
    );
    const unknownBound = later('3') + cluster + group(`min_replicas = 1\n max_replicas = ${known}`);
    expect((await planOf(workspace, unknownBound)).changes).toHaveLength(3);
    expectSuccess(await workspace.apply());
    expectEmpty(await workspace.plan());
  },
  PATIENCE_MS,
);

test(
  'what turns out to be wrong is refused in apply, at the attribute',
  async () => {
    const workspace = await setting.workspace(`${later('"s9.huge"')}
resource "hikube_kubernetes_cluster" "main" {
  name = "wrong"
  node_groups = {
    web = {
      instance_type = ${known}
    }
  }
}
`);
    expect((await workspace.plan()).changes).toHaveLength(2);
    expectRefusal(await workspace.apply(), /instance_type/, /s9\.huge/);
    expect((await setting.hikube.clusters.list().toArray()).map(({ name }) => name)).not.toContain('wrong');
  },
  PATIENCE_MS,
);

describe('a setting of the provider that is unknown', () => {
  const main = 'resource "hikube_kubernetes_cluster" "main" {\n name = "held"\n}\n';
  const settings = [
    ['endpoint', '"http://127.0.0.1:1/v1"'],
    ['token', '"another-token-of-mine"'],
    ['skip_preflight', 'false'],
    ['adopt_identical', 'true'],
    ['on_create_timeout', '"warn"'],
  ] as const;

  test(
    'is no reason to ask at another address, and to plan anew what there is',
    async () => {
      const workspace = await setting.workspace(main);
      expectSuccess(await workspace.apply());
      for (const [name, value] of settings) {
        const provider = `${later(value)}provider "hikube" {\n ${name} = ${known}\n}\n`;
        const asked = `${main}data "hikube_kubernetes_versions" "all" {}\n`;
        const errors = errorsOf(await planOf(workspace, provider + asked));
        const told = new RegExp(`^The ${name} of the provider is not known yet: .*-target`);
        expect(errors).toEqual([expect.stringMatching(told), expect.stringMatching(told)]);
      }
      expectEmpty(await planOf(workspace, main));
    },
    PATIENCE_MS,
  );
});

test(
  'a version that is unknown may turn out to be none, so it excludes nothing in plan',
  async () => {
    const cluster = (version: string) => `resource "hikube_kubernetes_cluster" "main" {
  name            = "perhaps"
  version         = ${version}
  initial_version = "1.33"
}
`;
    const none = `terraform_data.later.output == "none" ? null : "1.34"`;
    const workspace = await setting.workspace(later('"none"') + cluster(none));
    expectActions(await workspace.plan(), {
      'terraform_data.later': ['create'],
      'hikube_kubernetes_cluster.main': ['create'],
    });
    expectSuccess(await workspace.apply());
    expect((await setting.hikube.clusters.get('perhaps')).version).toBe('1.33');

    const fresh = await setting.workspace(
      later('"some"') + cluster(none).replace('"perhaps"', '"perhaps-not"'),
    );
    expectActions(await fresh.plan(), {
      'terraform_data.later': ['create'],
      'hikube_kubernetes_cluster.main': ['create'],
    });
    expectRefusal(await fresh.apply(), /initial_version/, /exclude each other/);
  },
  PATIENCE_MS,
);
