// Pain: the API answers in another spelling or order, and every plan wants to change or replace something.
// Here meaning is compared: after an apply there is nothing to do, with and without a refresh, in any spelling.
import { expect, test } from 'vitest';
import { expectEmpty, expectSuccess } from '../expect.ts';
import { isNotHere, PATIENCE_MS, planOf, setUp } from '../setting.ts';

const setting = setUp();

interface Spelling {
  readonly version: string;
  readonly disk: string;
  readonly cpu: string;
  readonly memory: string;
  readonly roles: string;
  readonly values: string;
  readonly hosts: string;
  readonly days: string;
  readonly timeout: string;
}

const written: Spelling = {
  version: 'v1.34.1',
  disk: '0.5Ti',
  cpu: '4000m',
  memory: '8192Mi',
  roles: '"edge", "ingress-nginx"',
  values: '"{\\"controller\\": {\\"replicaCount\\": 2.0, \\"config\\": {}}}"',
  hosts: '"*.example.org", "example.org"',
  days: '"sat", "sun"',
  timeout: '1h',
};
/** The same again, in other words. */
const respelled: Spelling = {
  version: '1.34',
  disk: '512Gi',
  cpu: '4',
  memory: '8Gi',
  roles: '"ingress-nginx", "edge"',
  values: 'jsonencode({ controller = { config = {}, replicaCount = 2 } })',
  hosts: '"example.org", "*.example.org"',
  days: '"sun", "sat"',
  timeout: '60m',
};

const groups = (s: Spelling) => `{
    disk_size = "${s.disk}"
    resources = { cpu = "${s.cpu}", memory = "${s.memory}" }
    roles     = [${s.roles}]
  }`;
const addon = (s: Spelling) => `{
    values_override = ${s.values}
    options         = { ingress = { hosts = [${s.hosts}] } }
  }`;
const hasWindow = !isNotHere(import.meta.filename, 'days of a window');
const window = (s: Spelling) =>
  hasWindow
    ? `maintenance = { window = { days = [${s.days}], start_time = "02:00", duration_minutes = 60 } }`
    : '';
const inline = (s: Spelling) => `
resource "hikube_kubernetes_cluster" "inline" {
  name        = "inline"
  version     = "${s.version}"
  ${window(s)}
  node_groups = { web = ${groups(s)} }
  addons      = { ingress-nginx = ${addon(s)} }
  timeouts    = { update = "${s.timeout}" }
}
`;
const body = (block: string) => block.trim().slice(1, -1);
const separate = (s: Spelling) => `
resource "hikube_kubernetes_cluster" "separate" {
  name = "separate"
}
resource "hikube_kubernetes_node_group" "web" {
  cluster_id = hikube_kubernetes_cluster.separate.id
  name       = "web"
  ${body(groups(s))}
}
resource "hikube_kubernetes_addon" "ingress" {
  cluster_id = hikube_kubernetes_cluster.separate.id
  name       = "ingress-nginx"
  ${body(addon(s))}
}
`;

test(
  'one apply is enough, in whatever spelling',
  async () => {
    const workspace = await setting.workspace(inline(written) + separate(written));
    expectSuccess(await workspace.apply());
    expectEmpty(await workspace.plan());
    expectEmpty(await workspace.plan(['-refresh=false']));
    for (const key of Object.keys(written) as (keyof Spelling)[]) {
      const other = { ...written, [key]: respelled[key] };
      expect(other).not.toEqual(written);
      expectEmpty(await planOf(workspace, inline(other) + separate(other)));
    }
    expectEmpty(await planOf(workspace, inline(respelled) + separate(respelled)));
    expectSuccess(await workspace.apply());
    expectEmpty(await workspace.plan());
  },
  PATIENCE_MS,
);
