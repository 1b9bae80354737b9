// The real kubectl against the double, over sockets and with the kubeconfigs that it gives, on both releases.
import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Cozystack, startCozystack } from '../doubles/cozystack/index.ts';
import { SCALE } from '../support/scale.ts';
import { type Said, withoutKubectl } from './bench.ts';

const leftOut = withoutKubectl();
// The newer one always, both where everything is tried.
const profiles = SCALE < 1 ? (['1.6.2'] as const) : (['1.1.2', '1.6.2'] as const);

const manifest = (profile: string, version: string): string => `
apiVersion: apps.cozystack.io/v1alpha1
kind: Kubernetes
metadata: {name: one, labels: {by: kubectl}}
spec:
  version: ${version}
  nodeGroups:
    web:
      minReplicas: 1
      maxReplicas: 3
      instanceType: s1.large
      roles: [ingress-nginx]
      ${profile === '1.1.2' ? 'ephemeralStorage: 20Gi\n      resources: {}' : 'diskSize: 20Gi'}
`;

describe.skipIf(leftOut).each(profiles)('kubectl on %s', (profile) => {
  let platform: Cozystack;
  let scratch: string;

  beforeAll(async () => {
    scratch = await mkdtemp(join(tmpdir(), 'cozystack-'));
    platform = await startCozystack({ profile, sockets: true });
    await writeFile(join(scratch, 'tenant'), platform.kubeconfig);
  });
  afterAll(async () => {
    await platform.close();
    await rm(scratch, { recursive: true, force: true });
  });

  const words = (who: string, all: readonly string[]): string[] => [
    `--kubeconfig=${join(scratch, who)}`,
    `--cache-dir=${join(scratch, `cache-${who}`)}`,
    ...all,
  ];

  function run(who: string, ...all: string[]): Promise<Said> {
    return new Promise((resolve) => {
      execFile(
        'kubectl',
        words(who, all),
        { env: { ...process.env, HOME: scratch } },
        (error, stdout, stderr) =>
          resolve({ code: error === null ? 0 : Number(error.code ?? 1), stdout, stderr }),
      );
    });
  }

  async function said(who: string, ...all: string[]): Promise<string> {
    const { code, stdout, stderr } = await run(who, ...all);
    expect({ all, code, stderr }).toEqual({ all, code: 0, stderr: '' });
    return stdout;
  }

  test('knows the kinds', async () => {
    const resources = await said('tenant', 'api-resources', '--api-group=apps.cozystack.io', '-o', 'name');
    expect(resources).toContain('kuberneteses.apps.cozystack.io');
    expect(resources.includes('kubernetesnodeses')).toBe(profile === '1.6.2');
    const explained = await said('tenant', 'explain', 'kuberneteses.spec.nodeGroups');
    expect(explained).toContain(profile === '1.1.2' ? 'ephemeralStorage' : 'diskSize');
  });

  test('makes a cluster, waits for it, and sees who is in it', async () => {
    const file = join(scratch, 'one.yaml');
    await writeFile(file, manifest(profile, 'v1.34'));
    expect(await said('tenant', 'apply', '-f', file)).toContain('/one created');
    expect((await said('tenant', 'get', 'kuberneteses')).split('\n')[1]).toMatch(
      /^one +Unknown +\d+s +<unknown>$/,
    );
    await platform.advance(300_000);
    expect((await said('tenant', 'get', 'kuberneteses')).split('\n')[1]).toMatch(
      /^one +True +5m +a1b2c3d4e5f6$/,
    );
    await said('tenant', 'wait', '--for=condition=Ready', 'kuberneteses/one', '--timeout=5s');
    expect(await said('tenant', 'get', 'workloadmonitors')).toContain('kubernetes-one-web');
    const path = '{.data.super-admin\\.conf}';
    const conf = await said(
      'tenant',
      'get',
      'tenantsecrets',
      'kubernetes-one-admin-kubeconfig',
      '-o',
      `jsonpath=${path}`,
    );
    await writeFile(join(scratch, 'inside'), Buffer.from(conf, 'base64'));
    const secret = ['get', 'secret', 'kubernetes-one-admin-kubeconfig', '-o', `jsonpath=${path}`];
    expect(await said('tenant', ...secret)).toBe(conf);
    expect(await said('inside', 'get', 'nodes')).toMatch(
      /kubernetes-one-web-\w+ +Ready +ingress-nginx +5?\d*[ms]/,
    );
    await said('inside', 'create', 'serviceaccount', 'robot', '-n', 'default');
    const token = await said('inside', 'create', 'token', 'robot', '-n', 'default');
    expect(token.split('.')).toHaveLength(3);
    expect(await said('inside', 'get', '--raw', '/readyz')).toBe('ok');
  });

  test('changes it, and sees that change while it watches', async () => {
    const file = join(scratch, 'one.yaml');
    const watched = spawn('kubectl', words('tenant', ['get', 'kuberneteses', '-w', '-o', 'json']), {
      env: { ...process.env, HOME: scratch },
    });
    let seen = '';
    watched.stdout.on('data', (piece: Buffer) => {
      seen += piece.toString();
    });
    await expect.poll(() => seen).toContain('"v1.34"');
    await writeFile(file, manifest(profile, 'v1.35'));
    expect(await said('tenant', 'apply', '-f', file)).toContain('/one configured');
    await expect.poll(() => seen).toContain('"v1.35"');
    watched.kill();
    await platform.advance(900_000);
    // It warns of its own age, too, which is nobody's concern here.
    expect((await run('inside', 'version')).stdout).toMatch(/Server Version: v1\.35\./);
    expect(await said('inside', 'get', 'nodes')).toMatch(/v1\.35\.\d/);
  });

  test('is refused what a tenant may not', async () => {
    for (const [all, what] of [
      [['get', 'helmreleases'], 'helmreleases.helm.toolkit.fluxcd.io'],
      [['get', 'secrets'], 'secrets'],
      [['get', 'kuberneteses', '-A'], 'kuberneteses.apps.cozystack.io'],
      [['get', 'nodes'], 'nodes'],
    ] as const) {
      const { code, stderr } = await run('tenant', ...all);
      expect(code).toBe(1);
      expect(stderr).toContain(`Error from server (Forbidden): ${what} is forbidden`);
    }
  });

  test('deletes it, and waits until it is gone', async () => {
    const deleting = said('tenant', 'delete', 'kuberneteses', 'one', '--timeout=60s');
    await expect
      .poll(async () => (await run('tenant', 'get', 'kuberneteses', 'one', '-o', 'json')).stdout)
      .toContain('deletionTimestamp');
    await platform.advance(300_000);
    expect(await deleting).toContain('"one" deleted');
    const { stderr } = await run('tenant', 'get', 'kuberneteses', 'one');
    expect(stderr).toContain('(NotFound): kuberneteses.apps.cozystack.io "one" not found');
  });
});
