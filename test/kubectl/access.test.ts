// Exactly the role and the time that a kubeconfig was issued for, and no other cluster.
import type { IssuedKubeconfig } from '@hikube/openapi/types';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type KubectlBench, startBench, withoutKubectl } from './bench.ts';

const leftOut = withoutKubectl();
let bench: KubectlBench;

beforeAll(async () => {
  if (leftOut) return;
  bench = await startBench();
  for (const name of ['one', 'two']) {
    const nodeGroups = { web: { minReplicas: 1, maxReplicas: 1 } };
    await bench.createCluster({ name, topology: 'development', nodeGroups });
  }
});
afterAll(() => bench?.dispose());

const UNAUTHORIZED = 'error: You must be logged in to the server (Unauthorized)\n';

async function canI(access: IssuedKubeconfig, ...words: string[]): Promise<boolean> {
  return (await bench.kubectl(access, 'auth', 'can-i', ...words)).stdout.startsWith('yes');
}

describe.skipIf(leftOut)('a role', () => {
  test.each([
    ['view', [true, false, false, false]],
    ['edit', [true, true, true, false]],
    ['admin', [true, true, true, true]],
  ] as const)('%s may do what it says', async (role, expected) => {
    const access = await bench.issue('one', role);
    const answers = [
      await canI(access, 'list', 'pods'),
      await canI(access, 'delete', 'pods'),
      await canI(access, 'get', 'secrets'),
      await canI(access, 'delete', 'nodes'),
    ];
    expect(answers).toEqual(expected);
    const { stdout } = await bench.kubectl(
      access,
      'auth',
      'whoami',
      '-o',
      'jsonpath={.status.userInfo.groups[0]}',
    );
    expect(stdout).toBe(`hikube:${role}`);
    expect((await bench.kubectl(access, 'auth', 'can-i', '--list')).stdout).toContain(
      'selfsubjectaccessreviews',
    );
  });

  test('view is refused what it may not, in the words of Kubernetes', async () => {
    const access = await bench.issue('one', 'view');
    for (const words of [
      ['get', 'secrets'],
      ['delete', 'pod', 'x'],
      ['create', 'namespace', 'x'],
    ]) {
      const { code, stderr } = await bench.kubectl(access, ...words);
      expect({ code, stderr }).toEqual({
        code: 1,
        stderr: expect.stringMatching(/^Error from server \(Forbidden\): .*role view\n$/),
      });
    }
  });

  test('admin writes what is his, and is told that what the world shows is not', async () => {
    const access = await bench.issue('one', 'admin');
    const [node = ''] = (await bench.kubectl(access, 'get', 'nodes', '-o', 'name')).stdout.split('\n');
    for (const words of [
      ['delete', node],
      ['cordon', node],
      ['label', node, 'a=b'],
      ['scale', '-n', 'kube-system', 'deployment/coredns', '--replicas=0'],
      ['delete', 'clusterrolebinding', 'hikube:view'],
    ]) {
      // kubectl cordon says what went wrong and ends as if nothing had.
      const { stderr } = await bench.kubectl(access, ...words);
      expect(stderr).toContain('it shows what the simulated cluster is');
    }
    expect((await bench.kubectl(access, 'get', node)).code).toBe(0);
    expect((await bench.kubectl(access, 'get', 'secrets', '-A')).stderr).toBe('No resources found\n');
    const create = ['create', 'configmap', 'mine', '--from-literal=a=b'];
    expect((await bench.kubectl(access, ...create)).stdout).toBe('configmap/mine created\n');
  });
});

describe.skipIf(leftOut)('the time', () => {
  test('ends when it was said to end', async () => {
    const access = await bench.issue('one', 'view', 300);
    expect(Date.parse(access.expiresAt) - Date.parse(access.createdAt)).toBe(300_000);
    await bench.clock.advance(299_999);
    expect((await bench.kubectl(access, 'get', 'nodes')).code).toBe(0);
    await bench.clock.advance(1);
    expect(await bench.kubectl(access, 'get', 'nodes')).toEqual({
      code: 1,
      stdout: '',
      stderr: UNAUTHORIZED,
    });
  });

  test('ends at once when it is revoked, for this kubeconfig alone', async () => {
    const [access, other] = [await bench.issue('one', 'view'), await bench.issue('one', 'view')];
    expect((await bench.kubectl(access, 'get', 'nodes')).code).toBe(0);
    expect((await bench.api('DELETE', `/clusters/one/kubeconfigs/${access.id}`)).status).toBe(200);
    expect(await bench.kubectl(access, 'get', 'nodes')).toEqual({
      code: 1,
      stdout: '',
      stderr: UNAUTHORIZED,
    });
    expect((await bench.kubectl(other, 'get', 'nodes')).code).toBe(0);
  });

  test('of a watch ends with the access', async () => {
    const access = await bench.issue('one', 'view');
    const quiet = bench.clock.pending;
    const watching = bench.kubectl(access, 'get', 'nodes', '-w');
    // A watch that is open looks at the clock from time to time.
    await expect.poll(() => bench.clock.pending).toBeGreaterThan(quiet);
    await bench.api('DELETE', `/clusters/one/kubeconfigs/${access.id}`);
    await bench.clock.advance(5_000);
    // kubectl shows the Status that ends a watch as one more row.
    expect((await watching).stdout).toMatch(/Failure +Unauthorized/);
  });
});

describe.skipIf(leftOut)('another cluster', () => {
  test('does not know the token', async () => {
    const [one, two] = [await bench.issue('one', 'admin'), await bench.issue('two', 'admin')];
    const token = /token: "(.*)"/.exec(one.kubeconfig)?.[1] ?? '';
    const foreign = { id: 'foreign', kubeconfig: two.kubeconfig.replace(/token: ".*"/, `token: "${token}"`) };
    const { code, stdout, stderr } = await bench.kubectl(foreign, 'get', 'nodes');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('error: You must be logged in to the server');
  });

  test('is not trusted: each has an authority of its own', async () => {
    const [one, two] = [await bench.issue('one', 'admin'), await bench.issue('two', 'admin')];
    const authority = /certificate-authority-data: ".*"/;
    const mixed = {
      id: 'mixed',
      kubeconfig: one.kubeconfig.replace(authority, authority.exec(two.kubeconfig)?.[0] ?? ''),
    };
    const { code, stderr } = await bench.kubectl(mixed, 'get', 'nodes');
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringContaining('certificate signed by unknown authority'),
    });
    const open = {
      id: 'open',
      kubeconfig: one.kubeconfig.replace(/ *certificate-authority-data: ".*"\n/, ''),
    };
    expect((await bench.kubectl(open, 'get', 'nodes')).stderr).toContain(
      'certificate signed by unknown authority',
    );
  });

  test('a cluster that is gone takes its kubeconfigs with it', async () => {
    const three = await bench.createCluster({ name: 'three', topology: 'development' });
    const access = await bench.issue('three', 'admin', 86_400);
    expect((await bench.kubectl(access, 'get', 'ns')).code).toBe(0);
    await bench.api('DELETE', '/clusters/three');
    for (let step = 0; step < 40; step += 1) await bench.clock.advance(30_000);
    expect((await bench.api('GET', '/clusters/three')).status).toBe(404);
    // A connection that is still open shows it first: the certificate of the cluster is kept for a while.
    expect(await bench.kubectl(access, 'get', 'ns')).toEqual({ code: 1, stdout: '', stderr: UNAUTHORIZED });
    const again = await bench.createCluster({ name: 'three', topology: 'development' });
    expect(again.certificateAuthority).not.toBe(three.certificateAuthority);
    expect((await (await bench.api('GET', '/clusters/three/kubeconfigs')).json()) as object).toEqual({
      items: [],
      nextCursor: null,
    });
    expect((await bench.kubectl(access, 'get', 'ns')).stderr).toBe(UNAUTHORIZED);
  });
});
