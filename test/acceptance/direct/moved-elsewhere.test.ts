// A state that another provider kept names a namespace. In direct mode a kubeconfig of another one is an error: a cluster that
// has the same name there is not the one that moves.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type App, PATH } from '../../doubles/cozystack/testing.ts';
import { type Api, startOnCozystack } from '../../support/on-cozystack.ts';
import { type Stack, startStack } from '../../support/stack.ts';
import { expectError, expectSuccess } from '../expect.ts';
import { type OtherProviders, REQUIRED, rivalCluster, startOtherProviders } from '../other-providers.ts';
import { PATIENCE_MS, release } from '../setting.ts';

let api: Api;
let stack: Stack;
let others: OtherProviders;
beforeAll(async () => {
  api = await startOnCozystack({ way: 'direct', profile: release });
  stack = await startStack({ api });
  others = await startOtherProviders();
}, PATIENCE_MS);
afterAll(async () => {
  await others.close();
  await stack.dispose();
  await api.dispose();
});

/** What was written of the cluster in the namespace of the kubeconfig. */
async function cluster() {
  const { body } = await api.double.tenant('acme').ask<App>('GET', `${PATH}/prod`);
  const { uid, generation, deletionTimestamp } = body.metadata;
  return { uid, generation, deletionTimestamp, spec: body.spec };
}

const MOVED = `${REQUIRED}
moved {
  from = cozystack_kubernetes.main
  to   = hikube_kubernetes_cluster.main
}
resource "hikube_kubernetes_cluster" "main" {
  name    = "prod"
  version = "1.35"
}
`;

test(
  'a cluster of the same name in the namespace of the kubeconfig is neither read nor changed',
  async () => {
    await api.hand.make('prod');
    const workspace = await stack.workspace('');
    const environment = others.beside(workspace);
    await workspace.write(rivalCluster('tenant-other'));
    expectSuccess(await workspace.init(environment));
    expectSuccess(await workspace.apply([], environment));

    await workspace.write(MOVED);
    const text = expectError(
      await workspace.apply([], environment),
      /The kubeconfig leads to another tenant or platform/,
    );
    expect(text).toMatch(
      /kept in tenant-other by the other provider, but the kubeconfig leads to tenant-acme/,
    );
    expect(await workspace.stateText()).toContain('tenant-other');

    // Without a read before, nobody has looked who has the cluster.
    const before = await cluster();
    for (const write of ['destroy', 'apply'] as const) {
      expectError(
        await workspace[write](['-refresh=false'], environment),
        /The kubeconfig leads to another tenant or platform/,
      );
      expect(await cluster()).toEqual(before);
    }
  },
  PATIENCE_MS,
);
