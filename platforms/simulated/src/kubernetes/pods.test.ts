// Where the pods of the platform are: not on nodes with taints that they do not tolerate.
import { expect, test } from 'vitest';
import { serveCluster } from '../testing/served-cluster.ts';

interface Listed {
  readonly items: readonly {
    readonly metadata: { readonly name: string };
    readonly spec: { readonly nodeName?: string };
    readonly status: Readonly<Record<string, unknown>>;
    readonly message?: string;
  }[];
}

async function clusterWith(effect: 'NoSchedule' | 'NoExecute' | 'PreferNoSchedule', key = 'dedicated') {
  const cluster = await serveCluster();
  await cluster.setAddons(['cert-manager', 'gpu-operator']);
  await cluster.setNodes(['edge-1', 'edge-2'], { taints: [{ key, value: 'edge', effect }] });
  const admin = await cluster.token('admin');
  const list = async (path: string) => (await (await cluster.ask(admin, path)).json()) as Listed;
  const pods = (await list('/api/v1/pods')).items;
  /** Workloads with a pod on some node, each once. */
  const placed = new Set(
    pods
      .filter(({ spec }) => spec.nodeName !== undefined)
      .map(({ metadata }) => metadata.name.replace(/(-[a-z0-9]{10})?-[a-z0-9]{5}$/, '')),
  );
  return { list, pods, placed };
}

const EVERYWHERE = ['cilium', 'cilium-operator', 'konnectivity-agent', 'kubevirt-csi-node'];

test.each(['NoSchedule', 'NoExecute'] as const)('%s keeps off what does not tolerate it', async (effect) => {
  const { list, pods, placed } = await clusterWith(effect);
  expect([...placed].sort()).toEqual(EVERYWHERE);
  const waiting = pods.filter(({ metadata }) => metadata.name.startsWith('coredns'));
  expect(waiting.map(({ status }) => status['phase'])).toEqual(['Pending', 'Pending']);
  const events = (await list('/api/v1/namespaces/kube-system/events')).items;
  expect(events.map(({ message }) => message)).toContain(
    '0/2 nodes are available: 2 node(s) had untolerated taint(s)',
  );
  const daemons = await list('/apis/apps/v1/namespaces/gpu-operator/daemonsets');
  expect(daemons.items[0]?.status).toMatchObject({ desiredNumberScheduled: 0, numberReady: 0 });
});

test('what tolerates a taint comes', async () => {
  const { placed } = await clusterWith('NoSchedule', 'nvidia.com/gpu');
  expect([...placed].sort()).toEqual([...EVERYWHERE, 'nvidia-device-plugin']);
});

test('what should rather not come comes, too', async () => {
  const { placed } = await clusterWith('PreferNoSchedule');
  expect(placed).toContain('coredns');
  expect(placed).toContain('cert-manager');
});

test.each(['node-role.kubernetes.io/ingress-nginx', 'gpu=on'])(
  'nodes are found by %s, as what waits for them says it',
  async (selector) => {
    const cluster = await serveCluster();
    await cluster.setNodes(['edge-1'], { roles: ['ingress-nginx'], gpus: ['nvidia.com/L40S'] });
    const view = await cluster.token('view');
    const answer = await cluster.ask(view, `/api/v1/nodes?labelSelector=${encodeURIComponent(selector)}`);
    expect(((await answer.json()) as Listed).items.map(({ metadata }) => metadata.name)).toEqual(['edge-1']);
  },
);
