// Tenants never see one another, and cannot even tell whether something of the other's exists.
import type {
  Kubeconfig,
  NodeList,
  Operation,
  OperationList,
  RetainedVolumeList,
  Token,
} from '@hikube/openapi/types';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Api } from '../support/api.ts';
import { startTestService, type TestService } from '../support/service.ts';
import { isAboutObject, PATH_VALUES, type PathValues, PROD, samples } from './samples.ts';

let service: TestService;
let stranger: Api;
/** Names of things that exist in the tenant `demo`. */
let theirs: PathValues;

beforeAll(async () => {
  service = await startTestService();
  stranger = service.api.as(await service.token({ tenant: 'elsewhere', scopes: ['admin'] }));
  const created = await service.api<Operation>('POST', '/clusters', { body: PROD });
  await service.finish(created.body);
  const { body: nodes } = await service.api<NodeList>('GET', '/clusters/prod/nodes');
  const upgrade = await service.api<Operation>('POST', '/clusters/prod/version-upgrades', {
    body: { targetVersion: '1.34', start: 'window' },
  });
  const access = await service.api<Kubeconfig>('POST', '/clusters/prod/kubeconfigs', {
    body: { role: 'view' },
  });
  const token = await service.api<Token>('POST', '/tokens', { body: { scopes: ['read'] } });
  const kept = { ...PROD, name: 'kept', deletion: { volumes: 'retain' }, addons: { nfs: {} } };
  await service.finish((await service.api<Operation>('POST', '/clusters', { body: kept })).body);
  await service.finish((await service.api<Operation>('DELETE', '/clusters/kept')).body);
  const volumes = await service.api<RetainedVolumeList>('GET', '/volumes');
  theirs = {
    ...PATH_VALUES,
    volume: volumes.body.items[0]!.uid,
    kubeconfig: access.body.id,
    node: nodes.items[0]!.name,
    versionUpgrade: upgrade.body.target.name,
    operation: created.body.id,
    token: token.body.id,
  };
});
afterAll(() => service.dispose());

/** The answer without what may differ: the request id, and names that the caller sent himself. */
function comparable(text: string, values: PathValues): string {
  const withoutIds = text.replaceAll(/req-[0-9a-f]+/g, 'req');
  const longestFirst = Object.values(values).sort((a, b) => b.length - a.length);
  return longestFirst.reduce((rest, name) => rest.replaceAll(name, 'name'), withoutIds);
}

describe('a foreign object', () => {
  test.each(samples().filter(isAboutObject))('$id answers as if it were missing', async ({ id }) => {
    const missing: PathValues = {
      cluster: 'nowhere',
      nodeGroup: 'nogroup',
      addon: 'velero',
      node: 'nonode',
      versionUpgrade: 'upg-00000',
      kubeconfig: 'kc-00000',
      operation: 'op-00000',
      token: 'tok-00000',
      volume: '3f2b8c1e-6a4d-4e0f-9b7a-5c1d2e3f4a5b',
    };
    const ask = async (api: Api, values: PathValues) => {
      const sample = samples(values).find((each) => each.id === id)!;
      const reply = await api.refused('not_found', sample.method, sample.path, { body: sample.body });
      return comparable(reply.text, values);
    };
    const foreign = await ask(stranger, theirs);
    expect(foreign).toBe(await ask(stranger, missing));
    expect(foreign).toBe(await ask(service.api, missing));
  });
});

describe('lists of another tenant', () => {
  test.each([
    '/clusters',
    '/clusters/-/node-groups',
    '/clusters/-/addons',
    '/clusters/-/nodes',
    '/operations',
    '/volumes',
  ])('%s is empty', async (path) => {
    expect((await stranger('GET', path)).body).toEqual({ items: [], nextCursor: null });
    expect((await service.api<OperationList>('GET', path)).body.items.length).toBeGreaterThan(0);
  });

  test('the wildcard for upgrades too', async () => {
    expect((await stranger('GET', '/clusters/-/version-upgrades')).body).toEqual({
      items: [],
      nextCursor: null,
    });
  });

  test('a cursor of another tenant is refused', async () => {
    const { body } = await service.api<OperationList>('GET', '/operations?limit=1');
    await stranger.refused('invalid_cursor', 'GET', `/operations?limit=1&cursor=${body.nextCursor}`);
  });
});

describe('the same name in two tenants', () => {
  test('is two clusters', async () => {
    const mine = await stranger<Operation>('POST', '/clusters', {
      body: { name: 'prod', topology: 'development' },
    });
    const uid = (api: Api) => api<{ uid: string }>('GET', '/clusters/prod').then(({ body }) => body.uid);
    expect(mine.body.target.uid).toBe(await uid(stranger));
    expect(await uid(stranger)).not.toBe(await uid(service.api));
  });

  test('an idempotency key belongs to its tenant', async () => {
    const call = {
      body: { name: 'twice', topology: 'development' },
      headers: { 'Idempotency-Key': 'the-same' },
    };
    const one = await service.api<Operation>('POST', '/clusters', call);
    const other = await stranger<Operation>('POST', '/clusters', call);
    expect(other.headers.get('idempotency-replayed')).toBeNull();
    expect(other.body.target.uid).not.toBe(one.body.target.uid);
  });
});
