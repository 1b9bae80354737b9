// What a person sees who looks around in a cluster with kubectl.
import type { IssuedKubeconfig } from '@hikube/openapi/types';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type KubectlBench, startBench, withoutKubectl } from './bench.ts';

const leftOut = withoutKubectl();
let bench: KubectlBench;
let view: IssuedKubeconfig;

beforeAll(async () => {
  if (leftOut) return;
  bench = await startBench();
  await bench.createCluster({
    name: 'prod',
    version: '1.33',
    nodeGroups: {
      ml: {
        minReplicas: 1,
        maxReplicas: 1,
        instanceType: 'u1.xlarge',
        gpus: [{ name: 'nvidia.com/AD102GL_L40S' }],
        labels: { workload: 'training' },
        taints: [{ key: 'dedicated', value: 'ml', effect: 'NoSchedule' }],
        kubelet: {
          systemReservedCpu: '250m',
          kubeReservedCpu: '750m',
          systemReservedMemory: '1Gi',
          kubeReservedMemory: '1Gi',
          evictionHardMemory: '2Gi',
          evictionSoftMemory: '3Gi',
        },
      },
      web: { minReplicas: 2, maxReplicas: 3, instanceType: 's1.large', roles: ['ingress-nginx'] },
    },
    addons: { 'cert-manager': {}, 'gpu-operator': {}, 'ingress-nginx': {} },
  });
  view = await bench.issue('prod', 'view');
});
afterAll(() => bench?.dispose());

/** What it prints, in rows of cells; two blanks or more separate cells. */
async function table(...words: string[]): Promise<string[][]> {
  const { code, stdout, stderr } = await bench.kubectl(view, ...words);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => line.trimEnd().split(/\s{2,}/));
}

async function said(...words: string[]): Promise<string> {
  const { code, stdout, stderr } = await bench.kubectl(view, ...words);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout;
}

const column = (rows: readonly string[][], index: number) => rows.slice(1).map((row) => row[index]);

describe.skipIf(leftOut)('kubectl', () => {
  test('get nodes', async () => {
    const rows = await table('get', 'nodes');
    expect(rows[0]).toEqual(['NAME', 'STATUS', 'ROLES', 'AGE', 'VERSION']);
    expect(column(rows, 0)).toEqual([
      expect.stringMatching(/^kubernetes-prod-ml-/),
      expect.stringMatching(/^kubernetes-prod-web-/),
      expect.stringMatching(/^kubernetes-prod-web-/),
    ]);
    expect(column(rows, 1)).toEqual(['Ready', 'Ready', 'Ready']);
    expect(column(rows, 2)).toEqual(['<none>', 'ingress-nginx', 'ingress-nginx']);
    expect(column(rows, 4)).toEqual(['v1.33.8', 'v1.33.8', 'v1.33.8']);
  });

  test('get nodes -o wide', async () => {
    const rows = await table('get', 'nodes', '-o', 'wide');
    expect(rows[0]?.slice(5)).toEqual([
      'INTERNAL-IP',
      'EXTERNAL-IP',
      'OS-IMAGE',
      'KERNEL-VERSION',
      'CONTAINER-RUNTIME',
    ]);
    expect(new Set(column(rows, 5)).size).toBe(3);
  });

  test('get nodes by zone, and the zones are the sites', async () => {
    const { stdout: zones } = await bench.kubectl(
      view,
      'get',
      'nodes',
      '-L',
      'topology.kubernetes.io/zone',
      '--no-headers',
    );
    const seen = zones
      .trim()
      .split('\n')
      .map((line) => line.split(/\s+/).at(-1));
    expect(seen.every((zone) => ['geneva', 'gland', 'lucerne'].includes(zone ?? ''))).toBe(true);
    const rows = await table(
      'get',
      'nodes',
      '-l',
      `topology.kubernetes.io/zone in (${seen[0]}),hikube.cloud/node-group=ml`,
    );
    expect(column(rows, 0)).toHaveLength(1);
  });

  test('get pods -A', async () => {
    const rows = await table('get', 'pods', '-A');
    expect(rows[0]).toEqual(['NAMESPACE', 'NAME', 'READY', 'STATUS', 'RESTARTS', 'AGE']);
    expect(new Set(column(rows, 0))).toEqual(
      new Set(['cert-manager', 'gpu-operator', 'ingress-nginx', 'kube-system']),
    );
    expect(new Set(column(rows, 3))).toEqual(new Set(['Running']));
    expect(
      column(rows, 1).filter((name) => name?.startsWith('cilium-') && !name.includes('operator')),
    ).toHaveLength(3);
  });

  test('get pods of a workload, in pages of three', async () => {
    const all = await table('get', 'pods', '-n', 'kube-system');
    expect(await table('get', 'pods', '-n', 'kube-system', '--chunk-size=3')).toEqual(all);
    const dns = await table(
      'get',
      'pods',
      '-A',
      '-l',
      'app.kubernetes.io/name=coredns',
      '--field-selector=status.phase=Running',
    );
    expect(column(dns, 1)).toHaveLength(2);
  });

  test('get ns, sc, svc, deploy, ds', async () => {
    expect(column(await table('get', 'ns'), 0)).toEqual([
      'cert-manager',
      'default',
      'gpu-operator',
      'ingress-nginx',
      'kube-node-lease',
      'kube-public',
      'kube-system',
    ]);
    expect((await table('get', 'sc'))[1]?.slice(0, 5)).toEqual([
      'kubevirt (default)',
      'csi.kubevirt.io',
      'Delete',
      'WaitForFirstConsumer',
      'true',
    ]);
    expect((await table('get', 'svc', '-n', 'kube-system'))[1]?.slice(0, 5)).toEqual([
      'kube-dns',
      'ClusterIP',
      '10.95.0.10',
      '<none>',
      '53/UDP,53/TCP',
    ]);
    expect((await table('get', 'deploy', '-n', 'kube-system', 'coredns'))[1]?.slice(0, 4)).toEqual([
      'coredns',
      '2/2',
      '2',
      '2',
    ]);
    expect((await table('get', 'ds', '-n', 'kube-system', 'cilium'))[1]?.slice(0, 6)).toEqual([
      'cilium',
      '3',
      '3',
      '3',
      '3',
      '3',
    ]);
  });

  test('get events -A', async () => {
    const rows = await table('get', 'events', '-A');
    expect(rows[0]).toEqual(['NAMESPACE', 'LAST SEEN', 'TYPE', 'REASON', 'OBJECT', 'MESSAGE']);
    expect(new Set(column(rows, 3))).toEqual(new Set(['RegisteredNode', 'NodeReady']));
  });

  test('version and cluster-info', async () => {
    expect(await said('version')).toContain('Server Version: v1.33.8\n');
    expect(await said('cluster-info')).toContain('Kubernetes control plane');
    expect(await said('get', '--raw', '/readyz')).toBe('ok');
  });

  test('api-resources and explain', async () => {
    const names = (await said('api-resources', '-o', 'name')).trim().split('\n');
    expect(names).toEqual(
      expect.arrayContaining(['nodes', 'pods', 'deployments.apps', 'storageclasses.storage.k8s.io']),
    );
    expect(await said('explain', 'nodes')).toMatch(/KIND: +Node/);
  });

  test('get nodes -o yaml shows the labels and taints of their groups', async () => {
    const yaml = await said('get', 'nodes', '-l', 'workload=training', '-o', 'yaml');
    expect(yaml).toMatch(/^ {6}workload: training$/m);
    expect(yaml).toMatch(/^ {4}taints:\n {4}- effect: NoSchedule\n {6}key: dedicated\n {6}value: ml$/m);
    expect(await said('get', 'nodes', '-l', 'hikube.cloud/node-group=web', '-o', 'yaml')).not.toContain(
      'taints:',
    );
  });

  test('describe node', async () => {
    const [node = ''] = (await said('get', 'nodes', '-l', 'hikube.cloud/node-group=ml', '-o', 'name')).split(
      '\n',
    );
    const text = await said('describe', node);
    expect(text).toMatch(/Ready +True .*KubeletReady/);
    expect(text).toMatch(/nvidia.com\/gpu: +1/);
    // The kubelet of the group keeps a CPU and 4Gi.
    expect(text).toMatch(/^Capacity:\n +cpu: +4\n +memory: +16Gi\n/m);
    expect(text).toMatch(/^Allocatable:\n +cpu: +3\n +memory: +12Gi\n/m);
    expect(text).toContain('HolderIdentity:  kubernetes-prod-ml-');
    expect(text).toMatch(/kube-system +cilium-/);
    expect(text).toMatch(/Normal +NodeReady/);
  });

  test('what is not there', async () => {
    const { code, stderr } = await bench.kubectl(view, 'get', 'pod', 'nobody');
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: 'Error from server (NotFound): pods "nobody" not found\n',
    });
  });

  test('get -w sees a node come', async () => {
    const quiet = bench.clock.pending;
    const watching = bench.kubectl(view, 'get', 'nodes', '-w', '--request-timeout=8s', '-o', 'name');
    // A watch that is open looks at the clock from time to time.
    await expect.poll(() => bench.clock.pending).toBeGreaterThan(quiet);
    await bench.api('PATCH', '/clusters/prod/node-groups/web', { minReplicas: 3 });
    for (let step = 0; step < 10; step += 1) await bench.clock.advance(30_000);
    const { stdout } = await watching;
    const names = stdout.trim().split('\n');
    expect(names.slice(0, 3)).toHaveLength(3);
    expect(new Set(names).size).toBe(4);
  });
});
