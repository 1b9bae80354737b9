// What somebody makes in a simulated cluster with kubectl: it is kept, changed, watched and deleted as in any other one.
import type { IssuedKubeconfig } from '@hikube/openapi/types';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type KubectlBench, startBench, withoutKubectl } from './bench.ts';

const leftOut = withoutKubectl();
let bench: KubectlBench;
let admin: IssuedKubeconfig;

beforeAll(async () => {
  if (leftOut) return;
  bench = await startBench();
  await bench.createCluster({
    name: 'prod',
    topology: 'development',
    nodeGroups: { web: { minReplicas: 1, maxReplicas: 1 } },
    addons: { 'cert-manager': {} },
  });
  admin = await bench.issue('prod', 'admin', 86_400);
});
afterAll(() => bench?.dispose());

const kubectl = (...words: string[]) => bench.kubectl(admin, ...words);

async function said(...words: string[]): Promise<string> {
  const { code, stdout, stderr } = await kubectl(...words);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout;
}

async function refused(access: IssuedKubeconfig, ...words: string[]): Promise<string> {
  const { code, stderr } = await bench.kubectl(access, ...words);
  expect(code).toBe(1);
  return stderr;
}

const APPLIED = (value: string) => `
apiVersion: v1
kind: ConfigMap
metadata: { name: applied, namespace: default }
data: { value: "${value}" }
`;

const DEFINITION = `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: gadgets.example.com }
spec:
  group: example.com
  scope: Namespaced
  names: { plural: gadgets, singular: gadget, kind: Gadget }
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          properties:
            spec: { type: object, properties: { size: { type: integer, minimum: 1 } } }
`;

const GADGET = (size: number) => `
apiVersion: example.com/v1
kind: Gadget
metadata: { name: one, namespace: default }
spec: { size: ${size} }
`;

describe.skipIf(leftOut)('objects', () => {
  test('are created, changed, labelled, replaced by server-side apply, and deleted', async () => {
    expect(await said('create', 'configmap', 'c', '--from-literal=a=1')).toBe('configmap/c created\n');
    expect(await refused(admin, 'create', 'configmap', 'c')).toContain('configmaps "c" already exists');
    await said('patch', 'configmap', 'c', '--type=merge', '-p', '{"data":{"a":"2"}}');
    await said('label', 'configmap', 'c', 'tier=web');
    expect(await said('get', 'configmap', '-l', 'tier=web', '-o', 'jsonpath={.items[*].data.a}')).toBe('2');
    const file = (value: string) => bench.file(`applied-${value}.yaml`, APPLIED(value));
    for (const value of ['1', '2'])
      expect(await said('apply', '--server-side', '-f', await file(value))).toContain('serverside-applied');
    expect(
      await refused(admin, 'apply', '--server-side', '--field-manager=other', '-f', await file('3')),
    ).toContain('conflict with "kubectl"');
    expect(await said('diff', '-f', await file('2'))).toBe('');
    expect(await said('delete', 'configmap', 'c', 'applied')).toContain('configmap "applied" deleted');
    expect(await refused(admin, 'get', 'configmap', 'c')).toContain('(NotFound)');
  });

  test('of own kinds are checked, kept and gone with their definition', async () => {
    await said('apply', '-f', await bench.file('definition.yaml', DEFINITION));
    await said('wait', '--for=condition=Established', 'crd/gadgets.example.com', '--timeout=20s');
    await said('apply', '-f', await bench.file('gadget.yaml', GADGET(1)));
    expect(await refused(admin, 'apply', '-f', await bench.file('wrong.yaml', GADGET(0)))).toContain(
      'spec.size in body should be greater than or equal to 1',
    );
    expect(await said('get', 'gadgets', '-o', 'name')).toBe('gadget.example.com/one\n');
    await said('delete', 'crd', 'gadgets.example.com');
    expect(await refused(admin, 'get', 'gadgets')).toContain('could not find the requested resource');
  });

  test('live in namespaces, which take them along, also in that of an add-on', async () => {
    await said('create', 'namespace', 'shop');
    expect(await said('get', 'serviceaccount', '-n', 'shop', '-o', 'name')).toBe('serviceaccount/default\n');
    await said(
      'create',
      'secret',
      'generic',
      's',
      '-n',
      'shop',
      '--from-literal=password=canary-in-a-secret',
    );
    const kept = JSON.stringify(await bench.store.list({ kind: 'kubernetesSecret', limit: 10 }));
    expect(kept).toContain('sealed');
    expect(kept).not.toContain('canary');
    await said('delete', 'namespace', 'shop');
    expect(await said('get', 'secrets', '-A', '-o', 'name')).toBe('');
    await said('create', 'configmap', 'beside', '-n', 'cert-manager');
    await said('label', 'namespace', 'cert-manager', 'team=a');
    expect(await refused(admin, 'delete', 'namespace', 'cert-manager')).toContain(
      'it shows what the simulated cluster is',
    );
    expect(await refused(admin, 'delete', 'namespace', 'kube-system')).toContain(
      'this namespace may not be deleted',
    );
  });

  test('keep the namespace of an add-on that goes, until somebody deletes it', async () => {
    await said('create', 'configmap', 'left', '-n', 'cert-manager');
    await bench.api('DELETE', '/clusters/prod/addons/cert-manager');
    for (let step = 0; step < 20; step += 1) await bench.clock.advance(30_000);
    expect(await said('get', 'pods', '-n', 'cert-manager', '-o', 'name')).toBe('');
    expect(await said('get', 'namespace', 'cert-manager', '--no-headers')).toMatch(/^cert-manager +Active/);
    expect(await said('get', 'configmap', 'left', '-n', 'cert-manager', '-o', 'name')).toBe(
      'configmap/left\n',
    );
    await said('delete', 'namespace', 'cert-manager');
    expect(await refused(admin, 'get', 'namespace', 'cert-manager')).toContain('(NotFound)');
    expect(await said('get', 'configmaps', '-n', 'cert-manager', '-o', 'name')).toBe('');
  });

  test('that nothing runs say so: a Deployment of somebody has no pods and no status', async () => {
    const warned = {
      code: 0,
      stderr:
        'Warning: this cluster is simulated and runs no containers: the Deployment is kept, and nothing of it starts\n',
    };
    const create = ['create', 'deployment', 'web', '--image=nginx', '--replicas=2'];
    expect(await kubectl(...create)).toEqual({ ...warned, stdout: 'deployment.apps/web created\n' });
    expect(await said('get', 'deployment', 'web', '--no-headers')).toMatch(/^web +0\/2 +0 +0 /);
    expect(await said('get', 'deployment', 'web', '-o', 'jsonpath={.status}')).toBe('{}');
    const scaled = await kubectl('scale', 'deployment', 'web', '--replicas=3');
    expect(scaled).toEqual({ ...warned, stdout: 'deployment.apps/web scaled\n' });
    await said('label', 'deployment', 'web', 'tier=a');
    const rollout = await kubectl('rollout', 'status', 'deployment/web', '--timeout=2s');
    expect(rollout.code).toBe(1);
    expect(rollout.stdout + rollout.stderr).toContain('Waiting for deployment spec update to be observed');
    await said('delete', 'deployment', 'web');
  });

  test('are watched as they come and go', async () => {
    const quiet = bench.clock.pending;
    const watching = kubectl('get', 'configmaps', '-w', '--request-timeout=6s', '-o', 'name');
    await expect.poll(() => bench.clock.pending).toBeGreaterThan(quiet);
    await said('create', 'configmap', 'seen');
    await said('delete', 'configmap', 'seen');
    const { stdout } = await watching;
    expect(stdout.split('\n').filter((line) => line.includes('seen'))).toEqual([
      'configmap/seen',
      'configmap/seen',
    ]);
  });

  test('of others are left alone by whoever only reads, in the words of Kubernetes', async () => {
    const view = await bench.issue('prod', 'view');
    const edit = await bench.issue('prod', 'edit');
    const user = `User "hikube:kubeconfig:${view.id}"`;
    expect(await refused(view, 'create', 'configmap', 'x')).toBe(
      `error: failed to create configmap: configmaps is forbidden: ${user} cannot create resource "configmaps" in API group "" in the namespace "default": the kubeconfig has the role view\n`,
    );
    expect((await bench.kubectl(edit, 'create', 'configmap', 'x')).code).toBe(0);
    expect(await refused(edit, 'create', 'clusterrole', 'x', '--verb=get', '--resource=pods')).toContain(
      '(Forbidden)',
    );
    expect((await bench.kubectl(view, 'get', 'clusterroles,storageclasses,crds')).code).toBe(0);
  });

  test('of service accounts have rights by bindings, and tokens that other processes know', async () => {
    await said('create', 'serviceaccount', 'reader');
    await said('create', 'role', 'reader', '--verb=get,list', '--resource=configmaps');
    await said('create', 'rolebinding', 'reader', '--role=reader', '--serviceaccount=default:reader');
    const token = (await said('create', 'token', 'reader')).trim();
    const own = {
      ...admin,
      id: 'account',
      kubeconfig: admin.kubeconfig.replace(/token: ".*"/, `token: "${token}"`),
    };
    expect((await bench.kubectl(own, 'get', 'configmaps')).code).toBe(0);
    expect(await refused(own, 'get', 'secrets')).toContain(
      'User "system:serviceaccount:default:reader" cannot list resource "secrets"',
    );
    const wrong = { ...own, id: 'wrong', kubeconfig: own.kubeconfig.replace(/.{4}"\n/, 'AAAA"\n') };
    expect((await bench.kubectl(wrong, 'get', 'configmaps')).code).toBe(1);
    await said('delete', 'serviceaccount', 'reader');
    expect(await refused(own, 'get', 'configmaps')).toContain('Unauthorized');
  });
});
