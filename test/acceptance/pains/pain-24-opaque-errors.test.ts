// Pain: "500", "last error: nil" – nothing says which attribute is wrong and what to do.
// Here a refusal stands at the attribute, with the reason, the next step and the id of the request.
import { describe, test } from 'vitest';
import { expectRefusal, expectSuccess } from '../expect.ts';
import { applyOf, isNotHere, PATIENCE_MS, planOf, setUp } from '../setting.ts';

const setting = setUp({ inside: { quota: { clusters: '2', nodes: '10' } } });

const cluster = (body: string) => `
resource "hikube_kubernetes_cluster" "main" {
  name = "prod"
  ${body}
}
`;
const REQUEST = /Request req-[0-9a-f]+, code [a-z_]+\./;

type Refused = [what: string, body: string, line: RegExp, reason: RegExp, nextStep: RegExp];

describe('what only the service can know', () => {
  const QUOTA: Refused = [
    'more nodes than the quota has',
    'node_groups = {\n web = {\n min_replicas = 40\n max_replicas = 40\n }\n }',
    /max_replicas = 40/,
    /quota|10/i,
    /\b(lower|fewer|ask|reduce|raise|at most|remove)\b/i,
  ];
  test.each<Refused>([
    ...(isNotHere(import.meta.filename, 'more nodes than the quota has') ? [] : [QUOTA]),
    [
      'an instance type that is not offered',
      'node_groups = {\n web = {\n instance_type = "s9.large"\n }\n }',
      /instance_type = "s9.large"/,
      /s9\.large/,
      /s1\.large/,
    ],
    [
      'a version of an add-on that is not offered',
      'addons = {\n cert-manager = {\n version = "0.1.0"\n }\n }',
      /version = "0.1.0"/,
      /0\.1\.0/,
      /choose .*1\.19\.3|remove it/,
    ],
    [
      'values for an add-on that takes none',
      'addons = {\n monitoring = {\n values_override = "{\\"a\\":1}"\n }\n }',
      /values_override/,
      /reads no Helm values/,
      /remove/i,
    ],
  ])('%s', (_what, body, line, reason, nextStep) => expectInPlan(body, line, reason, nextStep));

  test('an add-on that the platform does not have', async () => {
    const addons = await setting.hikube.catalogue.addons().toArray();
    const { name } = addons.find(({ available }) => !available)!;
    const line = new RegExp(`${name} = \\{\\}`);
    const nextStep = /remove|without|not available|choose/i;
    await expectInPlan(`addons = {\n ${name} = {}\n }`, line, new RegExp(name), nextStep);
  });
});

async function expectInPlan(body: string, line: RegExp, reason: RegExp, nextStep: RegExp): Promise<void> {
  const workspace = await setting.workspace();
  const plan = await planOf(workspace, cluster(body));
  expectRefusal(plan, line, reason);
  expectRefusal(plan, line, nextStep);
  expectRefusal(plan, line, REQUEST);
}

test(
  'what was true in plan and is not any more is explained by apply in the same way',
  async () => {
    const workspace = await setting.workspace(`
resource "hikube_kubernetes_node_group" "web" {
  cluster_id = "gone"
  name       = "web"
}
`);
    expectSuccess({ ...(await workspace.plan()), exitCode: 0 });
    const run = await workspace.apply();
    expectRefusal(run, /./, /no cluster "gone" in your tenant: check the name/);
    expectRefusal(run, /./, REQUEST);
  },
  PATIENCE_MS,
);

test(
  'a name that is taken is said at the name, with the command that imports it',
  async () => {
    await setting.hikube.clusters.create({ name: 'prod', labels: { by: 'somebody' } });
    const workspace = await setting.workspace();
    const run = await applyOf(workspace, cluster(''));
    expectRefusal(
      run,
      /name = "prod"/,
      /exists already.*terraform import hikube_kubernetes_cluster\.\S+ prod/s,
    );
  },
  PATIENCE_MS,
);
