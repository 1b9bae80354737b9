// A cluster through the double, from its creation to its end, on both releases.
import { afterEach, describe, expect, test } from 'vitest';
import { type Cozystack, startCozystack } from './index.ts';

let running: Cozystack | undefined;
afterEach(async () => {
  await running?.close();
  running = undefined;
});

interface Condition {
  readonly type: string;
  readonly status: string;
}

/** What is looked at of answers. */
interface Answer {
  readonly metadata: { readonly deletionTimestamp?: string };
  readonly status: { readonly conditions?: readonly Condition[] };
  readonly data: Readonly<Record<string, string>>;
  readonly items: readonly { readonly metadata: { readonly name: string } }[];
  readonly gitVersion: string;
}

const PATH = '/apis/apps.cozystack.io/v1alpha1/namespaces/tenant-acme/kuberneteses';

function asker(platform: Cozystack, kubeconfig = platform.kubeconfig) {
  const fetch = platform.connect(kubeconfig);
  return async (method: string, path: string, body?: unknown) => {
    const response = await fetch(
      new Request(`https://anywhere${path}`, {
        method,
        headers: { 'content-type': 'application/json' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    );
    return { status: response.status, body: (await response.json()) as Answer };
  };
}

function cluster(profile: string) {
  const disk = profile === '1.1.2' ? { ephemeralStorage: '20Gi', resources: {} } : { diskSize: '20Gi' };
  return {
    apiVersion: 'apps.cozystack.io/v1alpha1',
    kind: 'Kubernetes',
    metadata: { name: 'one', labels: { by: 'test' } },
    spec: {
      version: 'v1.34',
      nodeGroups: { web: { minReplicas: 2, maxReplicas: 3, instanceType: 's1.large', roles: [], ...disk } },
    },
  };
}

describe.each(['1.1.2', '1.6.2'] as const)('release %s', (profile) => {
  test('a cluster comes to life in steps, and goes', async () => {
    running = await startCozystack({ profile });
    const ask = asker(running);
    const created = await ask('POST', PATH, cluster(profile));
    expect(created.status).toBe(201);
    await running.advance(5_000);
    const ready = async () =>
      ((await ask('GET', `${PATH}/one`)).body.status.conditions ?? []).find((one) => one.type === 'Ready');
    expect(await ready()).toMatchObject({ status: 'Unknown', reason: 'Progressing' });
    await running.advance(300_000);
    expect(await ready()).toMatchObject({ status: 'True', reason: 'InstallSucceeded' });
    const secret = await ask(
      'GET',
      '/apis/core.cozystack.io/v1alpha1/namespaces/tenant-acme/tenantsecrets/kubernetes-one-admin-kubeconfig',
    );
    const inside = asker(
      running,
      Buffer.from(secret.body.data['super-admin.conf'] ?? '', 'base64').toString(),
    );
    const nodes = await inside('GET', '/api/v1/nodes');
    const own = nodes.body.items.filter((node) => node.metadata.name.startsWith('kubernetes-one-web-'));
    expect(own).toHaveLength(2);
    expect((await inside('GET', '/version')).body.gitVersion).toMatch(/^v1\.34\./);
    expect((await ask('DELETE', `${PATH}/one`)).status).toBe(200);
    expect((await ask('GET', `${PATH}/one`)).body.metadata.deletionTimestamp).toBeDefined();
    await running.advance(300_000);
    expect((await ask('GET', `${PATH}/one`)).status).toBe(404);
    expect(running.clusters().size).toBe(0);
  });
});
