// Helm values are JSON inside an attribute: what leaves them is gone, lists are whole, and null is a value or an error.
import { expect, test } from 'vitest';
import { expectEmpty, expectRefusal, expectSuccess } from '../expect.ts';
import { applyOf, PATIENCE_MS, planOf, setUp } from '../setting.ts';

const setting = setUp();

const inline = (values: string) => `
resource "hikube_kubernetes_cluster" "main" {
  name   = "prod"
  addons = {
    flux = {
      values_override = jsonencode(${values})
    }
  }
}
`;
const separate = (values: string) => `
resource "hikube_kubernetes_cluster" "other" {
  name = "other"
}
resource "hikube_kubernetes_addon" "flux" {
  cluster_id      = hikube_kubernetes_cluster.other.id
  name            = "flux"
  values_override = jsonencode(${values})
}
`;

/** From each of these to the next. */
const STEPS: readonly (readonly [hcl: string, json: object])[] = [
  [
    '{ a = 1, deep = { x = 1, y = { z = true } }, list = [1, { k = 1 }] }',
    { a: 1, deep: { x: 1, y: { z: true } }, list: [1, { k: 1 }] },
  ],
  ['{ deep = { y = {} }, list = [{ k = 2 }] }', { deep: { y: {} }, list: [{ k: 2 }] }],
  ['{ deep = "text" }', { deep: 'text' }],
  ['{}', {}],
];

test.each([
  ['inline', 'prod', inline],
  ['of its own', 'other', separate],
] as const)(
  'an add-on %s has exactly the values that are written',
  async (_where, cluster, configuration) => {
    const workspace = await setting.workspace();
    for (const [hcl, json] of STEPS) {
      expectSuccess(await applyOf(workspace, configuration(hcl)));
      expectEmpty(await workspace.plan());
      expect((await setting.hikube.addons.get(cluster, 'flux')).valuesOverride).toEqual(json);
    }
    expectSuccess(await workspace.destroy());
  },
  PATIENCE_MS,
);

test(
  'a null, which takes a default of the chart away, is sent by an add-on of its own and refused inline',
  async () => {
    const workspace = await setting.workspace();
    expectSuccess(await applyOf(workspace, separate('{ a = 1 }')));
    expectSuccess(await applyOf(workspace, separate('{ a = null, list = [null] }')));
    expectEmpty(await workspace.plan());
    const { valuesOverride } = await setting.hikube.addons.get('other', 'flux');
    expect(valuesOverride).toEqual({ a: null, list: [null] });

    const plan = await planOf(workspace, inline('{ a = { b = null } }'));
    expectRefusal(plan, /values_override/, /Use a hikube_kubernetes_addon for it/);
    expectSuccess(await applyOf(workspace, inline('{ list = [null] }')));
    expectEmpty(await workspace.plan());
  },
  PATIENCE_MS,
);
