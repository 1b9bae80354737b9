// What is not in a cluster may well be in another one of the tenant: a 404 says where was looked.
import type { Emulator } from '@hikube/emulator';
import { createEmulator } from '@hikube/emulator';
import { afterAll, beforeAll, expect, test } from 'vitest';

let emulator: Emulator;
beforeAll(async () => {
  emulator = await createEmulator();
  const { clusters } = emulator.client();
  await clusters.create({ name: 'prod', nodeGroups: { web: {} }, addons: { velero: {} } });
  await clusters.create({ name: 'test', nodeGroups: { jobs: {} } });
});
afterAll(() => emulator.close());

async function detailOf(method: string, path: string): Promise<string> {
  const answer = await emulator.fetch(
    new Request(`${emulator.endpoint}${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${emulator.token}`,
        'Content-Type': 'application/merge-patch+json',
      },
      ...(method === 'PATCH' ? { body: '{}' } : {}),
    }),
  );
  expect(answer.status).toBe(404);
  return ((await answer.json()) as { detail: string }).detail;
}

test.each([
  ['GET', '/clusters/test/node-groups/web', 'node group "web" in the cluster "test"'],
  ['PATCH', '/clusters/test/node-groups/web', 'node group "web" in the cluster "test"'],
  ['DELETE', '/clusters/test/node-groups/web', 'node group "web" in the cluster "test"'],
  ['GET', '/clusters/test/addons/velero', 'add-on "velero" in the cluster "test"'],
  ['GET', '/clusters/test/nodes/n1', 'node "n1" in the cluster "test"'],
  ['POST', '/clusters/test/nodes/n1/replace', 'node "n1" in the cluster "test"'],
  ['GET', '/clusters/test/kubeconfigs/kc-1', 'kubeconfig "kc-1" in the cluster "test"'],
  ['GET', '/clusters/test/version-upgrades/upg-1', '"upg-1" in the cluster "test"'],
  ['POST', '/clusters/test/version-upgrades/upg-1/pause', '"upg-1" in the cluster "test"'],
  ['GET', '/clusters/gone/node-groups/web', 'cluster "gone" in your tenant'],
  ['GET', '/operations/op-1', 'operation "op-1" in your tenant'],
])('%s %s', async (method, path, told) => {
  expect(await detailOf(method, path)).toMatch(
    new RegExp(`^There is no .*${told}: check the name, or list what is there\\.$`),
  );
});
