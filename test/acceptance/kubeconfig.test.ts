// An ephemeral kubeconfig is opened once the cluster is there, is handed on, is revoked at the end, and leaves no trace.
import { expect, test } from 'vitest';
import { rewrite } from '../support/stack.ts';
import { expectEmpty, expectRefusal, expectSuccess } from './expect.ts';
import { isSimulated, setUp } from './setting.ts';

const setting = setUp({ inside: {}, cozystackSpeed: 10 });

const configuration = (role = 'edit', ttl = '15m') => `
resource "hikube_kubernetes_cluster" "main" {
  name     = "prod"
  topology = "development"
}
ephemeral "hikube_kubernetes_kubeconfig" "main" {
  cluster_id = hikube_kubernetes_cluster.main.id
  role       = "${role}"
  ttl        = "${ttl}"
}
resource "hikube_kubernetes_addon" "flux" {
  cluster_id                 = hikube_kubernetes_cluster.main.id
  name                       = "flux"
  # Something that takes a secret: proof that the value arrives where it is used, and is not stored on the way.
  values_override_wo         = jsonencode({ proof = ephemeral.hikube_kubernetes_kubeconfig.main.token })
  values_override_wo_version = 1
}
`;

test('is opened in the apply that makes the cluster, used, and revoked', async () => {
  const workspace = await setting.workspace(configuration());
  const apply = await workspace.apply();
  expectSuccess(apply);
  const sent = JSON.stringify(await setting.hand.valuesOf('prod', 'flux'));
  const token = setting.hand.kubeconfigToken.exec(sent)?.[0] ?? '';
  expect(token).not.toBe('');
  expect(await workspace.stateText()).not.toContain(token);
  expect(apply.stdout + apply.stderr).not.toContain(token);
  // A quarter of an hour may be too short where nothing renews it.
  expect(apply.stdout.includes('The kubeconfig cannot be renewed and ends at')).toBe(!isSimulated);

  expectEmpty(await workspace.plan());
  const issued = await setting.hikube.kubeconfigs.list('prod').toArray();
  expect(issued.length).toBeGreaterThanOrEqual(2);
  expect(issued.filter(({ revokedAt }) => revokedAt === null)).toEqual([]);
  expect(issued[0]).toMatchObject({ role: 'edit', ttlSeconds: 900 });
});

test('refuses a role and a time that do not exist', async () => {
  const workspace = await setting.workspace(configuration('root'));
  expectRefusal(await workspace.plan(), /role/, /"admin", "edit" or "view"/);
  await rewrite(workspace, configuration('view', '2m'));
  expectRefusal(await workspace.plan(), /ttl/, /from 5m to 24h/);
});
