// The kubeconfig of another tenant, who has a cluster of the same name: plan, apply and destroy stop before the first write and
// name both, whether anything is read before or not.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createDirect } from '@hikube/direct';
import { systemRandom } from '@hikube/service';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { appOf, PATH } from '../../doubles/cozystack/testing.ts';
import { type Api, startOnCozystack } from '../../support/on-cozystack.ts';
import { type Stack, startStack } from '../../support/stack.ts';
import type { Workspace } from '../../support/terraform.ts';
import { errorsOf, expectSuccess } from '../expect.ts';
import { PATIENCE_MS, planOf, release } from '../setting.ts';
import { clusterWrites } from './writes.ts';

const OURS = 'tenant-acme';
const THEIRS = 'tenant-other';
const cluster = (labels = '') => `
resource "hikube_kubernetes_cluster" "main" {
  name     = "prod"
  topology = "development"
  ${labels}
}
`;

let api: Api;
let theirs: ReturnType<typeof createDirect>;
let stacks: readonly [Stack, Stack];
/** A workspace with our state and their kubeconfig. */
let misled: Workspace;
beforeAll(async () => {
  api = await startOnCozystack({ way: 'direct', profile: release });
  const { double } = api;
  const { kubeconfig, namespace, ask } = double.tenant('other');
  theirs = createDirect({
    namespace,
    clock: api.clock,
    random: systemRandom,
    reach: async () => ({ fetch: double.connect(kubeconfig), server: double.url }),
    connect: (of) => double.connect(of),
  });
  const client = { endpoint: theirs.endpoint, fetch: theirs.fetch, token: 'direct' };
  const environment = { ...api.environment, HIKUBE_CONTEXT: namespace, HIKUBE_NAMESPACE: namespace };
  stacks = [await startStack({ api }), await startStack({ api: { ...api, environment, client } })];
  await ask('POST', PATH.replace(OURS, THEIRS), appOf(release, 'prod'));
  const workspace = await stacks[0].workspace(cluster());
  expectSuccess(await workspace.apply());
  misled = await stacks[1].workspace(cluster());
  const state = await readFile(join(workspace.folder, 'terraform.tfstate'));
  await writeFile(join(misled.folder, 'terraform.tfstate'), state);
}, PATIENCE_MS);
afterAll(async () => {
  for (const stack of stacks) await stack.dispose();
  await theirs.close();
  await api.dispose();
});

test(
  'nothing is written, and both are named',
  async () => {
    const { faults } = api.double;
    const before = await misled.stateText();
    const since = faults.calls.length;
    const changed = cluster('labels = { team = "web" }');
    const runs = [
      await planOf(misled, cluster()),
      await planOf(misled, changed),
      await misled.apply(),
      await misled.apply(['-refresh=false']),
      await misled.destroy(),
      await misled.destroy(['-refresh=false']),
    ];
    for (const run of runs) {
      expect(run.exitCode).toBe(1);
      const text = errorsOf(run).join();
      expect(text).toMatch(/The kubeconfig leads to another tenant or platform/);
      expect(text).toMatch(new RegExp(`kept in ${OURS} .*leads to ${THEIRS} `, 's'));
    }
    expect(clusterWrites(api.double, since)).toEqual([]);
    expect(await misled.stateText()).toBe(before);
  },
  2 * PATIENCE_MS,
);
