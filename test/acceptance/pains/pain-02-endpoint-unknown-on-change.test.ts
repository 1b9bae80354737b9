// Pain: a resize makes the endpoint "known after apply", and providers that are configured with it dial localhost.
// Here endpoint and CA are known once the cluster exists, and stay known whatever changes in place.
import { expect, test } from 'vitest';
import { rewrite } from '../../support/stack.ts';
import type { PlanRun } from '../../support/terraform.ts';
import { expectSuccess } from '../expect.ts';
import { applyOf, isNotHere, PATIENCE_MS, planOf, setUp } from '../setting.ts';

const setting = setUp();
const main = 'hikube_kubernetes_cluster.main';

/** What another provider would be configured with stands in a resource, so that a plan shows whether it changes. */
const configuration = (cluster: string) => `
resource "hikube_kubernetes_cluster" "main" {
  name = "prod"
  ${cluster}
}
resource "terraform_data" "other_provider" {
  input = [hikube_kubernetes_cluster.main.endpoint, hikube_kubernetes_cluster.main.certificate_authority]
}
`;

/** The cluster alone changes, and what others hang on is known in the plan. */
function expectStable(plan: PlanRun, endpoint: unknown): void {
  expect(plan.changes.map(({ address, change }) => [address, change.actions])).toEqual([[main, ['update']]]);
  const [{ change }] = plan.changes as [PlanRun['changes'][number]];
  expect(change.after).toMatchObject({ endpoint });
  expect(Object.keys(change.after_unknown)).not.toContain('endpoint');
  expect(Object.keys(change.after_unknown)).not.toContain('certificate_authority');
}

test(
  'endpoint and CA are known after the first apply and stay known in the plan of every change',
  async () => {
    const workspace = await setting.workspace();
    const groups = (body: string) => `version = "1.33"\n node_groups = { web = { ${body} } }`;
    expectSuccess(await applyOf(workspace, configuration(groups('min_replicas = 1'))));
    const state = await workspace.stateOf(main);
    expect(state?.['endpoint']).toMatch(/^https:\/\//);
    expect(state?.['certificate_authority']).toMatch(/./);

    for (const change of [
      groups('min_replicas = 3'),
      groups('min_replicas = 1, instance_type = "s1.large"'),
      groups('min_replicas = 1').replace('1.33', '1.34'),
      `${groups('min_replicas = 1')}\n topology = "development"`,
      ...(isNotHere(import.meta.filename, 'another exposure')
        ? []
        : [`${groups('min_replicas = 1')}\n network = { exposure = "load-balancer" }`]),
    ]) {
      expectStable(await planOf(workspace, configuration(change)), state?.['endpoint']);
    }

    await rewrite(workspace, configuration(groups('min_replicas = 1').replace('1.33', '1.34')));
    expectSuccess(await workspace.apply());
    expect((await workspace.stateOf(main))?.['endpoint']).toBe(state?.['endpoint']);
  },
  PATIENCE_MS,
);
