// Pain: an administrator's kubeconfig lies in the state file, for everybody who can read it and for as long as it lives.
// Here no resource has an attribute for one, and what is secret on its way through never arrives in state.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { expectEmpty, expectSuccess } from '../expect.ts';
import { PATIENCE_MS, setUp } from '../setting.ts';

const setting = setUp({ inside: {} });
const CANARY = 'canary-0d5f7a31';

const configuration = `
resource "hikube_kubernetes_cluster" "main" {
  name = "prod"
}
resource "hikube_kubernetes_addon" "velero" {
  cluster_id                 = hikube_kubernetes_cluster.main.id
  name                       = "velero"
  values_override            = jsonencode({ velero = { logLevel = "info" } })
  values_override_wo         = jsonencode({ credentials = { secretContents = "${CANARY}" } })
  values_override_wo_version = 1
}
`;

test(
  'state holds neither a kubeconfig nor a secret value, and the secret still arrives',
  async () => {
    const workspace = await setting.workspace(configuration);
    expectSuccess(await workspace.apply());
    expectEmpty(await workspace.plan());
    expect(JSON.stringify(await setting.hand.valuesOf('prod', 'velero'))).toContain(CANARY);
    expect(JSON.stringify(await setting.hikube.addons.get('prod', 'velero'))).not.toContain(CANARY);

    const state = await workspace.stateText();
    expect(state).toContain('logLevel');
    for (const secret of [CANARY, setting.hand.credential, 'PRIVATE KEY', 'client-key-data']) {
      expect(state).not.toContain(secret);
    }
    const backup = await readFile(join(workspace.folder, 'terraform.tfstate.backup'), 'utf8').catch(() => '');
    expect(backup).not.toContain(CANARY);
  },
  PATIENCE_MS,
);

test('no attribute of any resource or data source could hold credentials of a cluster', async () => {
  const workspace = await setting.workspace();
  const run = await workspace.run(['providers', 'schema', '-json']);
  const { provider_schemas: providers } = JSON.parse(run.stdout) as {
    provider_schemas: Record<string, Record<string, Record<string, unknown>>>;
  };
  const [provider = {}] = Object.values(providers);
  const stored = JSON.stringify([provider['resource_schemas'], provider['data_source_schemas']]);
  expect(stored).toContain('"endpoint"');
  expect(stored).not.toMatch(/"(kube_?config\w*|client_(key|certificate)\w*|token|password)":/);
});
