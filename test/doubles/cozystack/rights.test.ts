// What a tenant may, by the roles that the platform gives: his namespace, and of it only what it shows.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Cozystack, type Level, startCozystack } from './index.ts';
import { appOf, PATH, secretOf } from './testing.ts';

describe.each(['1.1.2', '1.6.2'] as const)('release %s', (profile) => {
  let platform: Cozystack;
  beforeEach(async () => {
    platform = await startCozystack({ profile, tenants: ['acme', 'other'] });
  });
  afterEach(() => platform.close());

  const CORE = '/api/v1/namespaces/tenant-acme';
  test.each([
    [PATH, 200],
    [`${PATH.replace('tenant-acme', 'tenant-other')}`, 403],
    ['/apis/apps.cozystack.io/v1alpha1/kuberneteses', 403],
    ['/apis/helm.toolkit.fluxcd.io/v2/namespaces/tenant-acme/helmreleases', 403],
    [`${CORE}/secrets`, 403],
    ['/apis/core.cozystack.io/v1alpha1/namespaces/tenant-acme/tenantsecrets', 200],
    ['/apis/core.cozystack.io/v1alpha1/tenantnamespaces', 200],
    ['/apis/core.cozystack.io/v1alpha1/tenantnamespaces/tenant-acme', 200],
    ['/apis/core.cozystack.io/v1alpha1/tenantnamespaces/tenant-other', 403],
    ['/apis/cozystack.io/v1alpha1/namespaces/tenant-acme/workloadmonitors', 200],
    [`${CORE}/pods`, 200],
    [`${CORE}/events`, 200],
    [`${CORE}/resourcequotas`, 200],
    ['/api/v1/nodes', 403],
    ['/api/v1/namespaces', 403],
  ])('GET %s is %i', async (path, status) => {
    expect((await platform.tenant('acme').ask('GET', path)).status).toBe(status);
  });

  test.each([
    ['view', 200, 403, 403],
    ['use', 200, 403, 404],
    ['admin', 200, 201, 404],
    ['super-admin', 200, 201, 404],
  ] satisfies [Level, number, number, number][])(
    '%s: list %i, create %i, kubeconfig %i',
    async (level, list, create, secret) => {
      const fetch = platform.connect(platform.tenant('acme').kubeconfigOf(level));
      const status = async (method: string, path: string, body?: object): Promise<number> => {
        const request = new Request(`https://any${path}`, {
          method,
          headers: { 'content-type': 'application/json' },
          ...(body !== undefined && { body: JSON.stringify(body) }),
        });
        return (await fetch(request)).status;
      };
      expect(await status('GET', PATH)).toBe(list);
      expect(await status('POST', PATH, appOf(profile, 'one'))).toBe(create);
      expect(await status('GET', secretOf('one'))).toBe(secret);
    },
  );

  test('machines, events and monitors of a cluster are seen with the rights of a tenant', async () => {
    const { ask } = platform.tenant('acme');
    await ask('POST', PATH, appOf(profile, 'one'));
    await platform.advance(300_000);
    const count = async (path: string): Promise<number> =>
      (await ask<{ items: unknown[] }>('GET', path)).body.items.length;
    const selector = 'labelSelector=cluster.x-k8s.io%2Fdeployment-name%3Dkubernetes-one-web';
    expect(await count(`${CORE}/pods?${selector}`)).toBe(2);
    expect(await count(`/apis/cozystack.io/v1alpha1/namespaces/tenant-acme/workloads?${selector}`)).toBe(2);
    expect(await count(`${CORE}/events`)).toBeGreaterThan(0);
  });
});
