// Secret values that are wrong: refused at their attribute, and never repeated.
import { beforeAll, expect, test } from 'vitest';
import { expectRefusal } from '../expect.ts';
import { PATIENCE_MS, setUp } from '../setting.ts';

const setting = setUp();
const CANARY = 'canary-in-a-refusal';

const configuration = (addon: string, values: string) => `
variable "secret" {
  type      = string
  ephemeral = true
}
resource "hikube_kubernetes_addon" "main" {
  cluster_id                 = "prod"
  name                       = "${addon}"
  values_override_wo         = ${values}
  values_override_wo_version = 1
}
`;

const MANY = 'jsonencode({ for n in range(257) : "key-$' + '{n}" => var.secret })';

beforeAll(async () => {
  await setting.hikube.clusters.create({ name: 'prod', topology: 'development' });
}, PATIENCE_MS);

test.each([
  ['something else than an object', 'velero', 'jsonencode(var.secret)', /not the text of a JSON object/],
  [
    'something else under the name of the chart',
    'velero',
    'jsonencode({ velero = var.secret })',
    /values_override_wo has something else than an object under "velero"/,
  ],
  ['more than fit', 'velero', MANY, /at most 256.*Request req-[0-9a-f]+, code validation_failed/s],
  [
    'values for an add-on that takes none',
    'monitoring',
    'jsonencode({ password = var.secret })',
    /reads no Helm values.*remove values_override_wo.*Request req-[0-9a-f]+/s,
  ],
])(
  '%s',
  async (_what, addon, values, text) => {
    const workspace = await setting.workspace(configuration(addon, values));
    const plan = await workspace.plan([], { environment: { TF_VAR_secret: CANARY } });
    expectRefusal(plan, /values_override_wo +=/, text);
    expect(JSON.stringify(plan)).not.toContain(CANARY);
  },
  PATIENCE_MS,
);
