// If-Match and If-None-Match: who relies on what, and what a 412 carries.
import type { Addon, Cluster, NodeGroup, Operation } from '@hikube/openapi/types';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestService, type TestService } from '../support/service.ts';
import { PROD } from './samples.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
  const { body } = await service.api<Operation>('POST', '/clusters', { body: PROD });
  await service.finish(body);
});
afterAll(() => service.dispose());

const etagOf = async (path: string) => (await service.api('GET', path)).headers.get('etag')!;

describe('ETags', () => {
  test('name the desired state only: what is observed leaves them alone', async () => {
    const before = await service.api<Cluster>('GET', '/clusters/prod');
    await service.clock.advance(3_600_000);
    const after = await service.api<Cluster>('GET', '/clusters/prod');
    expect(after.headers.get('etag')).toBe(before.headers.get('etag'));
  });

  test('of a child do not move with its parent, nor the other way round', async () => {
    const read = async () => [
      await etagOf('/clusters/prod'),
      await etagOf('/clusters/prod/node-groups/web'),
      await etagOf('/clusters/prod/addons/cert-manager'),
    ];
    const [cluster, group, addon] = await read();
    await service.api('PATCH', '/clusters/prod', { body: { displayName: 'one' } });
    const [changed, ...children] = await read();
    expect(changed).not.toBe(cluster);
    expect(children).toEqual([group, addon]);
    await service.api('PATCH', '/clusters/prod', { body: { nodeGroups: { web: { maxReplicas: 7 } } } });
    const [parent, moved, other] = await read();
    expect([parent, other]).toEqual([changed, addon]);
    expect(moved).not.toBe(group);
  });
});

describe('If-Match', () => {
  test.each(['"wrong.1"', 'W/"wrong.1"', '"a", "b"', '""'])('%s does not hold', async (tag) => {
    const headers = { 'If-Match': tag };
    const { body } = await service.api.refused('precondition_failed', 'PATCH', '/clusters/prod', {
      body: { displayName: 'x' },
      headers,
    });
    expect(body.current).toMatchObject({ name: 'prod', status: { phase: expect.any(String) } });
  });

  test.each(['*', ' * '])('%j always holds', async (tag) => {
    const call = { body: { displayName: 'star' }, headers: { 'If-Match': tag } };
    expect((await service.api('PATCH', '/clusters/prod', call)).status).toBe(202);
  });

  test('holds for one of several, and never for a weak one', async () => {
    const etag = await etagOf('/clusters/prod');
    const weak = { body: { displayName: 'weak' }, headers: { 'If-Match': `W/${etag}` } };
    await service.api.refused('precondition_failed', 'PATCH', '/clusters/prod', weak);
    const several = { body: { displayName: 'several' }, headers: { 'If-Match': `"other.3", ${etag}` } };
    expect((await service.api('PATCH', '/clusters/prod', several)).status).toBe(202);
  });

  test.each(['abc', '"open', 'W/abc', '*, "a"', '"a" "b"'])('%s is no list of ETags', async (tag) => {
    const call = { body: { displayName: 'x' }, headers: { 'If-Match': tag } };
    const { body } = await service.api.refused('invalid_parameter', 'PATCH', '/clusters/prod', call);
    expect(body.errors[0]?.pointer).toBe('If-Match');
  });

  test('is looked at before the body', async () => {
    const call = { body: { bogus: 1 }, headers: { 'If-Match': '"old.1"' } };
    await service.api.refused('precondition_failed', 'PATCH', '/clusters/prod', call);
  });

  test('of something that is missing is not found', async () => {
    const headers = { 'If-Match': '"old.1"' };
    await service.api.refused('not_found', 'DELETE', '/clusters/nowhere', { headers });
    await service.api.refused('not_found', 'DELETE', '/clusters/prod/node-groups/none', { headers });
  });

  test('of a PUT that would create does not hold', async () => {
    const call = { body: {}, headers: { 'If-Match': '*' } };
    const { body } = await service.api.refused(
      'precondition_failed',
      'PUT',
      '/clusters/prod/addons/velero',
      call,
    );
    expect(body.current).toBeUndefined();
  });

  test('a 412 carries a representation that can be used as it is', async () => {
    const headers = { 'If-Match': '"old.1"' };
    const path = '/clusters/prod/node-groups/web';
    const { body } = await service.api.refused('precondition_failed', 'PATCH', path, { body: {}, headers });
    expect(body.current).toEqual((await service.api<NodeGroup>('GET', path)).body);
  });

  test('a repeated DELETE with the same ETag follows the first one', async () => {
    const body = { name: 'short', minReplicas: 1 };
    const made = await service.api<Operation>('POST', '/clusters/prod/node-groups', { body });
    await service.finish(made.body);
    const headers = { 'If-Match': await etagOf('/clusters/prod/node-groups/short') };
    const first = await service.api<Operation>('DELETE', '/clusters/prod/node-groups/short', { headers });
    const again = await service.api<Operation>('DELETE', '/clusters/prod/node-groups/short', { headers });
    expect(again.body.id).toBe(first.body.id);
  });
});

describe('a name that is taken', () => {
  const create = (displayName: string, headers: Record<string, string> = {}) =>
    service.api<{ existing?: unknown }>('POST', '/clusters', {
      body: { name: 'taken', displayName, topology: 'development' },
      headers,
    });

  test('tells whether the same create made it, and which operation goes on', async () => {
    const first = await create('a');
    const { id, target } = first.body as unknown as Operation;
    const existing = { object: target, createdAt: '2026-03-02T09:04:30.000Z', operation: id };
    const same = await create('a', { 'If-None-Match': '*' });
    expect(same.status).toBe(409);
    expect(same.body.existing).toMatchObject({
      ...existing,
      createdAt: expect.any(String),
      sameCreate: true,
    });
    expect((await create('b')).body.existing).toMatchObject({ object: target, sameCreate: false });
    const other = service.api.as(await service.token({ tenant: 'demo', scopes: ['write'] }));
    const body = { name: 'taken', displayName: 'a', topology: 'development' };
    const foreign = await other.refused('already_exists', 'POST', '/clusters', { body });
    expect(foreign.body.existing?.sameCreate).toBe(false);
    await service.finish({ id });
    expect((await create('a')).body.existing).toMatchObject({ sameCreate: true, operation: null });
  });

  test('by a group', async () => {
    const body = { name: 'web', minReplicas: 1 };
    const { body: problem } = await service.api.refused(
      'already_exists',
      'POST',
      '/clusters/prod/node-groups',
      { body },
    );
    expect(problem.existing?.sameCreate).toBe(false);
  });

  test('by an add-on, only if it was to be new', async () => {
    const path = '/clusters/prod/addons/cert-manager';
    const headers = { 'If-None-Match': '*' };
    await service.api.refused('already_exists', 'PUT', path, { body: {}, headers });
    const put = await service.api<Operation>('PUT', path, { body: { version: 'v1.19.3' } });
    expect(put.body.kind).toBe('Addon.update');
    expect((await service.api<Addon>('GET', path)).body.version).toBe('1.19.3');
  });
});
