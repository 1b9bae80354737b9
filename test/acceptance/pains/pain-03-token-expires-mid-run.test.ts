// Pain: the token for the cluster expires while a long apply still needs it.
// Here it is renewed for as long as Terraform runs, and revoked when it is done, however short it would live by itself.
import { expect, test } from 'vitest';
import { expectSuccess } from '../expect.ts';
import { PATIENCE_MS, setUp } from '../setting.ts';

/** Renewal is due after 0.4 of five minutes; a provider whose clock is that late renews after about a second. */
const setting = setUp({ now: () => Date.now() - 119_000 });

const configuration = `
resource "hikube_kubernetes_cluster" "main" {
  name     = "prod"
  topology = "development"
}
ephemeral "hikube_kubernetes_kubeconfig" "deploy" {
  cluster_id = hikube_kubernetes_cluster.main.id
  role       = "edit"
  ttl        = "5m"
}
resource "terraform_data" "slow" {
  provisioner "local-exec" {
    command     = "sleep 3"
    environment = { KUBE_TOKEN = ephemeral.hikube_kubernetes_kubeconfig.deploy.token }
  }
}
`;

test(
  'a kubeconfig outlives its term while it is used, and not the run',
  async () => {
    const workspace = await setting.workspace(configuration);
    const ends = new Set<string>();
    let isOver = false;
    const applying = workspace.apply().finally(() => {
      isOver = true;
    });
    while (!isOver) {
      const issued = await setting.hikube.kubeconfigs
        .list('prod')
        .toArray()
        .catch(() => []);
      for (const { expiresAt } of issued) ends.add(expiresAt);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expectSuccess(await applying);
    expect(ends.size).toBeGreaterThanOrEqual(2);
    const left = await setting.hikube.kubeconfigs.list('prod').toArray();
    expect(left.filter(({ revokedAt }) => revokedAt === null)).toEqual([]);
  },
  PATIENCE_MS,
);
