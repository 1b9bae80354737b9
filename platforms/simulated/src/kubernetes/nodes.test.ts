// What a node says of itself.
import { expect, test } from 'vitest';
import { serveCluster } from '../testing/served-cluster.ts';

interface Listed {
  readonly items: readonly { readonly status: { readonly capacity: Readonly<Record<string, string>> } }[];
}

async function capacityWith(addons: readonly string[]) {
  const cluster = await serveCluster();
  await cluster.setAddons(addons);
  await cluster.setNodes(['ml-1'], { gpus: ['nvidia.com/L40S', 'nvidia.com/L40S'] });
  const answer = await cluster.ask(await cluster.token('view'), '/api/v1/nodes');
  return ((await answer.json()) as Listed).items[0]?.status.capacity;
}

test('its cards count under the name that pods ask for, once the operator runs', async () => {
  expect(await capacityWith(['gpu-operator'])).toMatchObject({ 'nvidia.com/gpu': '2' });
});

test('without the operator nobody knows of its cards', async () => {
  expect(Object.keys((await capacityWith([])) ?? {}).sort()).toEqual(['cpu', 'memory', 'pods']);
});
