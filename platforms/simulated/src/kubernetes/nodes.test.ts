// What a node says of itself.
import { expect, test } from 'vitest';
import { serveCluster } from '../testing/served-cluster.ts';

type Resources = Readonly<Record<string, string>>;

interface Listed {
  readonly items: readonly {
    readonly status: { readonly capacity: Resources; readonly allocatable: Resources };
  }[];
}

async function statusWith(addons: readonly string[]) {
  const cluster = await serveCluster();
  await cluster.setAddons(addons);
  await cluster.setNodes(['ml-1'], {
    gpus: ['nvidia.com/L40S', 'nvidia.com/L40S'],
    allocatable: { cpu: '3600m', memory: '6Gi' },
  });
  const answer = await cluster.ask(await cluster.token('view'), '/api/v1/nodes');
  return ((await answer.json()) as Listed).items[0]!.status;
}

test('its cards count under the name that pods ask for, once the operator runs', async () => {
  const { capacity, allocatable } = await statusWith(['gpu-operator']);
  expect([capacity['nvidia.com/gpu'], allocatable['nvidia.com/gpu']]).toEqual(['2', '2']);
});

test('without the operator nobody knows of its cards', async () => {
  expect(Object.keys((await statusWith([])).capacity).sort()).toEqual(['cpu', 'memory', 'pods']);
});

test('the whole machine is its capacity, and pods get what the kubelet leaves of it', async () => {
  expect(await statusWith([])).toMatchObject({
    capacity: { cpu: '4', memory: '8Gi', pods: '110' },
    allocatable: { cpu: '3600m', memory: '6Gi', pods: '110' },
  });
});
