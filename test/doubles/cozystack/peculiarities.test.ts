// What the API does that no stock one would, and in which release: a client that relies on the usual comes to grief here.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Cozystack, startCozystack, type Tenant } from './index.ts';
import { type App, appOf, conditionOf, PATH, type Refused, secretOf } from './testing.ts';

const RELEASE = '/apis/helm.toolkit.fluxcd.io/v2/namespaces/tenant-acme/helmreleases/kubernetes-one';

describe.each(['1.1.2', '1.6.2'] as const)('release %s', (profile) => {
  let platform: Cozystack;
  let ask: Tenant['ask'];
  beforeEach(async () => {
    platform = await startCozystack({ profile });
    ask = platform.tenant('acme').ask;
  });
  afterEach(() => platform.close());

  const values = async (): Promise<unknown> =>
    ((await platform.admin('GET', RELEASE))['spec'] as { values?: unknown }).values;

  test('trying to create creates, and trying to delete deletes', async () => {
    expect((await ask('POST', `${PATH}?dryRun=All`, appOf(profile, 'one'))).status).toBe(201);
    expect((await ask('GET', `${PATH}/one`)).status).toBe(200);
    await platform.advance(300_000);
    expect((await ask('DELETE', `${PATH}/one?dryRun=All`)).status).toBe(200);
    await platform.advance(300_000);
    expect((await ask('GET', `${PATH}/one`)).status).toBe(404);
    expect(platform.clusters().size).toBe(0);
  });

  test('a PUT keeps what was sent, a PATCH freezes every default', async () => {
    await ask('POST', PATH, appOf(profile, 'one'));
    const sparse = (appOf(profile, 'one') as App).spec;
    expect(await values()).toEqual(sparse);
    await ask('PUT', `${PATH}/one`, appOf(profile, 'one'));
    expect(await values()).toEqual(sparse);
    await ask('PATCH', `${PATH}/one`, { spec: { version: 'v1.35' } });
    const frozen = (await values()) as Record<string, unknown>;
    expect(Object.keys(frozen).length).toBeGreaterThan(Object.keys(sparse).length);
    expect(frozen).toHaveProperty('controlPlane.apiServer.resourcesPreset');
  });

  test('a write to what is being deleted ends it without an uninstall, and what ran stays', async () => {
    await ask('POST', PATH, appOf(profile, 'one'));
    await platform.advance(300_000);
    await ask('DELETE', `${PATH}/one`);
    expect((await ask('PUT', `${PATH}/one`, appOf(profile, 'one'))).status).toBe(200);
    expect((await ask('GET', `${PATH}/one`)).status).toBe(404);
    await platform.advance(900_000);
    expect([...platform.clusters().keys()]).toEqual(['tenant-acme/one']);
    expect((await ask('GET', secretOf('one'))).status).toBe(200);
  });

  test('preconditions of a deletion do not matter', async () => {
    await ask('POST', PATH, appOf(profile, 'one'));
    const preconditions = { uid: '00000000-0000-4000-8000-000000000001', resourceVersion: '1' };
    const options = { kind: 'DeleteOptions', apiVersion: 'v1', preconditions };
    expect((await ask('DELETE', `${PATH}/one`, options)).status).toBe(200);
  });

  test('an old version of an object overwrites, or is refused as a failure of the server', async () => {
    const { body } = await ask('POST', PATH, appOf(profile, 'one'));
    await ask('PUT', `${PATH}/one`, appOf(profile, 'one', { version: 'v1.35' }));
    const stale = { ...(appOf(profile, 'one') as App), metadata: body.metadata };
    const answer = await ask<Refused>('PUT', `${PATH}/one`, stale);
    if (profile === '1.6.2') expect(answer.status).toBe(200);
    else {
      expect(answer.status).toBe(500);
      expect(answer.body.reason).toBeUndefined();
      expect(answer.body.message).toContain('the object has been modified');
    }
  });

  test('a name that is taken is a failure of the server', async () => {
    await ask('POST', PATH, appOf(profile, 'one'));
    const { status, body } = await ask<Refused>('POST', PATH, appOf(profile, 'one'));
    expect(status).toBe(500);
    expect(body.message).toContain('"kubernetes-one" already exists');
    expect(body.reason).toBeUndefined();
  });

  test('values that the chart refuses are taken, and told of later', async () => {
    const groups = { web: { minReplicas: 1, maxReplicas: 2, instanceType: 'nonsense', resources: {} } };
    const app = appOf(profile, 'one', { nodeGroups: groups, version: 'v9.99' });
    expect((await ask('POST', PATH, app)).status).toBe(201);
    await platform.advance(15_000);
    const ready = conditionOf((await ask<App>('GET', `${PATH}/one`)).body, 'Ready');
    expect(ready).toMatchObject({ status: 'False', reason: 'InstallFailed' });
    expect(ready?.message).toContain("values don't meet the specifications of the schema(s)");
  });

  test('limit and continue do not matter', async () => {
    for (const name of ['one', 'two', 'three']) await ask('POST', PATH, appOf(profile, name));
    const { body } = await ask<{ items: unknown[]; metadata: { continue?: string } }>(
      'GET',
      `${PATH}?limit=1`,
    );
    expect(body.items).toHaveLength(3);
    expect(body.metadata.continue).toBeUndefined();
  });

  test('reads are behind where the cache is', async () => {
    platform.lag(200);
    await platform.advance(1_000);
    await ask('POST', PATH, appOf(profile, 'one'));
    expect((await ask('GET', `${PATH}/one`)).status).toBe(404);
    await platform.advance(200);
    expect((await ask('GET', `${PATH}/one`)).status).toBe(200);
    // A second write right after another starts from what the cache shows.
    await ask('PATCH', `${PATH}/one`, { metadata: { labels: { first: 'a' } } });
    const second = await ask<App & Refused>('PATCH', `${PATH}/one`, {
      metadata: { labels: { second: 'b' } },
    });
    expect(second.status).toBe(500);
    expect(second.body.message).toContain('the object has been modified');
  });

  test('conditions of workloads and choices are of the newer release', async () => {
    await ask('POST', PATH, appOf(profile, 'one'));
    await platform.advance(300_000);
    const workloads = conditionOf((await ask<App>('GET', `${PATH}/one`)).body, 'WorkloadsReady');
    const choices = '/apis/core.cozystack.io/v1alpha1/namespaces/tenant-acme/options/instancetype';
    const options = await ask<{ spec: { items: { value: string }[] } }>('GET', choices);
    if (profile === '1.1.2') {
      expect(workloads).toBeUndefined();
      expect(options.status).toBe(403);
    } else {
      expect(workloads?.status).toBe('True');
      expect(options.body.spec.items.map(({ value }) => value)).toContain('s1.large');
    }
  });

  test('groups that nobody asked for', async () => {
    const spec = profile === '1.1.2' ? {} : { nodeGroups: {} };
    await ask('POST', PATH, appOf(profile, 'one', spec));
    await platform.advance(300_000);
    const { body } = await ask<{ items: { metadata: { name: string } }[] }>(
      'GET',
      '/apis/cozystack.io/v1alpha1/namespaces/tenant-acme/workloadmonitors',
    );
    const names = body.items.map(({ metadata }) => metadata.name);
    expect(names).toContain('kubernetes-one-md0');
    expect(names.includes('kubernetes-one-web')).toBe(profile === '1.1.2');
  });
});

test('an application without labels takes the shard of its neighbour', async () => {
  const platform = await startCozystack({ profile: '1.6.2' });
  const { ask } = platform.tenant('acme');
  const bare = (name: string): object => ({ ...(appOf('1.6.2', name) as App), metadata: { name } });
  await ask('POST', PATH, bare('one'));
  await platform.admin('PATCH', RELEASE, { metadata: { labels: { 'sharding.fluxcd.io/key': 'shard7' } } });
  await ask('PUT', `${PATH}/one`, bare('one'));
  await ask('POST', PATH, bare('two'));
  const { metadata } = await platform.admin('GET', RELEASE.replace('kubernetes-one', 'kubernetes-two'));
  expect(metadata.labels?.['sharding.fluxcd.io/key']).toBe('shard7');
  await ask('POST', PATH, appOf('1.6.2', 'three'));
  await platform.close();
});
