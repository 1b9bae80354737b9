// Without the API a plan still checks everything that the contract knows, and says clearly what needs the API.
import { beforeAll, describe, expect, test } from 'vitest';
import { rewrite } from '../../support/stack.ts';
import type { Workspace } from '../../support/terraform.ts';
import { errorsOf, expectActions, expectRefusal, expectSuccess, warningsOf } from '../expect.ts';
import { PATIENCE_MS, planOf, setUp } from '../setting.ts';

const setting = setUp({ isKilled: true });
let workspace: Workspace;
const main = 'hikube_kubernetes_cluster.main';

/** With the address at which nobody answers, of the service or of the platform behind a kubeconfig. */
const NO_ANSWER = String.raw`(Cannot reach|The platform cannot be reached: .*that it is at) https?://[\w.]+(:\d+)?\b`;

const cluster = (body: string, provider = 'skip_preflight = true') => `
provider "hikube" {
  ${provider}
}
resource "hikube_kubernetes_cluster" "main" {
  name = "prod"
  ${body}
}
`;

beforeAll(async () => {
  workspace = await setting.workspace(cluster('version = "1.33"\n node_groups = {}'));
  expectSuccess(await workspace.apply());
  await setting.stack.kill();
}, PATIENCE_MS);

describe('with skip_preflight and without a refresh', () => {
  const plan = async (body: string) => {
    await rewrite(workspace, cluster(body));
    return workspace.plan(['-refresh=false']);
  };

  test('a change is planned', async () => {
    const groups = 'node_groups = { web = { min_replicas = 2 } }';
    expectActions(await plan(`version = "1.34"\n ${groups}`), { [main]: ['update'] });
  });

  test.each([
    ['a downgrade', 'version = "1.32"', /version = "1.32"/, /cannot go back to 1\.32/],
    ['a skip', 'version = "1.35"', /version = "1.35"/, /one minor version at a time/],
    ['bounds', 'node_groups = {\n web = {\n min_replicas = 9\n max_replicas = 3\n }\n }', /_replicas/, /min/],
    ['an even number of members', 'control_plane = {\n etcd_members = 2\n }', /etcd_members/, /losses/],
    ['a storage class', 'storage_class = "local"', /storage_class/, /cannot change/],
  ])('%s is refused', async (_what, body, line, text) => {
    expectRefusal(await plan(body), line, text);
  });

  test(
    'a map that is new is not planned blindly, because it may delete what the cluster has',
    async () => {
      const refused = await plan('node_groups = {}\n addons = { flux = {} }');
      expectRefusal(refused, /addons/, new RegExp(`Cannot plan addons, which is new.*${NO_ANSWER}`, 's'));
    },
    PATIENCE_MS,
  );
});

test(
  'a new cluster is planned although the API cannot be asked, with and without preflight',
  async () => {
    const fresh = await setting.workspace();
    for (const [provider, warnings] of [
      ['skip_preflight = true', []],
      ['', [expect.stringMatching(`^Nobody answers at the API: ${NO_ANSWER}.*skip_preflight`)]],
    ] as const) {
      const plan = await planOf(fresh, cluster('', provider));
      expectActions(plan, { [main]: ['create'] });
      expect(warningsOf(plan)).toEqual(warnings);
    }
  },
  PATIENCE_MS,
);

test(
  'what needs the API is one sentence with the address and the next step',
  async () => {
    const errors = errorsOf(await planOf(workspace, cluster('version = "1.33"')));
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatch(
      new RegExp(`^Cannot read cluster prod: ${NO_ANSWER}.*(Start the service|heck that address)`),
    );
    expect(errors[0]).not.toMatch(/\n {2,}at |ECONNREFUSED.*ECONNREFUSED|undefined/);
  },
  PATIENCE_MS,
);

test(
  'a provider that is configured with something unknown plans offline, too',
  async () => {
    const fresh = await setting.workspace();
    const plan = await planOf(
      fresh,
      `resource "terraform_data" "endpoint" {\n input = "http://127.0.0.1:1/v1"\n}\n` +
        cluster('', 'endpoint = terraform_data.endpoint.output'),
    );
    expectActions(plan, { [main]: ['create'], 'terraform_data.endpoint': ['create'] });
  },
  PATIENCE_MS,
);
