// Volumes that stay when their cluster is deleted: what they keep, who sees them, and how they end.
import type { Cluster, Operation, RetainedVolumeList, VolumeList } from '@hikube/openapi/types';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ALONE, startTestService, type TestService } from '../support/service.ts';
import { createWorldCalls } from '../support/simulated-world.ts';
import { PROD } from './samples.ts';

let service: TestService;
beforeEach(async () => {
  service = await startTestService({ config: ALONE });
});
afterEach(() => service.dispose());

const RETAIN = { deletion: { volumes: 'retain' } } as const;

/** A cluster with volumes of these names. */
async function cluster(name: string, more: object, ...volumes: readonly string[]): Promise<Cluster> {
  const { body } = await service.api<Operation>('POST', '/clusters', { body: { ...PROD, name, ...more } });
  await service.finish(body);
  const world = createWorldCalls(service, await service.token({ tenant: 'demo', scopes: ['admin'] }));
  for (const volume of volumes) {
    const claim = { cluster: name, name: volume, storageClass: 'replicated', size: '20Gi' };
    expect((await world('PUT', '/volumes', claim)).status).toBe(200);
  }
  return (await service.api<Cluster>('GET', `/clusters/${name}`)).body;
}

async function deleted(name: string): Promise<void> {
  await service.finish((await service.api<Operation>('DELETE', `/clusters/${name}`)).body);
}

const retained = async (query = '') =>
  (await service.api<RetainedVolumeList>('GET', `/volumes${query}`)).body.items;

test('a volume stays as it was, says where it is from, and is gone when it is deleted', async () => {
  const { uid } = await cluster('prod', RETAIN, 'data');
  const [before] = (await service.api<VolumeList>('GET', '/clusters/prod/volumes')).body.items;
  await deleted('prod');
  const [volume, ...others] = await retained();
  expect(others).toEqual([]);
  const { name, storageClass, size, createdAt } = before!;
  expect(volume).toEqual({
    ...{ name, storageClass, size, createdAt, uid: before!.uid },
    origin: { kind: 'Cluster', cluster: 'prod', name: 'prod', uid },
    status: {
      phase: 'Released',
      conditions: [expect.objectContaining({ type: 'Attached', status: 'False', reason: 'ClusterDeleted' })],
    },
  });
  const path = `/volumes/${volume!.uid}`;
  expect((await service.api('DELETE', path)).body).toEqual(volume);
  expect(await retained()).toEqual([]);
  // Whoever lost the answer gets it again; much later there is nothing to tell.
  expect((await service.api('DELETE', path)).body).toEqual(volume);
  await service.clock.advance(3 * 86_400_000);
  await service.api.refused('not_found', 'DELETE', path);
});

test('of two deletions with one key that come at the same time, one is refused and deletes nothing', async () => {
  await cluster('prod', RETAIN, 'data', 'logs');
  await deleted('prod');
  const volumes = await retained();
  const headers = { 'Idempotency-Key': 'two-deletions' };
  const replies = await Promise.all(
    volumes.map(({ uid }) => service.api('DELETE', `/volumes/${uid}`, { headers })),
  );
  expect(replies.map(({ status }) => status).sort()).toEqual([200, 422]);
  expect(await retained()).toEqual(volumes.filter((_, index) => replies[index]?.status === 422));
});

describe('what stays', () => {
  test('is nothing by default', async () => {
    const { deletion } = await cluster('prod', {}, 'data');
    expect(deletion).toEqual({ volumes: 'delete' });
    await deleted('prod');
    expect(await retained()).toEqual([]);
  });

  test('is what the cluster says last, also when the platform was never told', async () => {
    await cluster('prod', {}, 'data');
    const body = RETAIN;
    const { body: change } = await service.api<Operation>('PATCH', '/clusters/prod', { body });
    expect(change.status).not.toBe('failed');
    await deleted('prod');
    expect((await retained()).map(({ name }) => name)).toEqual(['data']);
  });

  test('can be changed until the deletion is accepted, and not after', async () => {
    await cluster('prod', RETAIN, 'data');
    const { body } = await service.api<Operation>('DELETE', '/clusters/prod');
    const change = { body: { deletion: { volumes: 'delete' } } };
    await service.api.refused('deleting', 'PATCH', '/clusters/prod', change);
    await service.finish(body);
    expect(await retained()).toHaveLength(1);
  });

  test('goes back to the default with null', async () => {
    await cluster('prod', RETAIN, 'data');
    const { body } = await service.api<Operation>('PATCH', '/clusters/prod', { body: { deletion: null } });
    await service.finish(body);
    expect((await service.api<Cluster>('GET', '/clusters/prod')).body.deletion).toEqual({
      volumes: 'delete',
    });
  });

  test('is the volume of the shared file system, too', async () => {
    await cluster('prod', { ...RETAIN, addons: { nfs: {} } });
    await deleted('prod');
    expect((await retained()).map(({ name }) => name)).toEqual(['nfs-data']);
  });
});

test('a change of it alone replaces no node', async () => {
  await cluster('prod', {});
  const { body } = await service.api('PATCH', '/previews/clusters/prod', { body: RETAIN });
  expect(body).toMatchObject({ nodesRolled: 0, changes: [{ fields: ['/deletion/volumes'] }] });
});

test('volumes of clusters of one name are told apart, and lists are filtered and paged', async () => {
  const uids: string[] = [];
  for (const volumes of [
    ['a', 'b'],
    ['a', 'c'],
  ]) {
    uids.push((await cluster('prod', RETAIN, ...volumes)).uid);
    await deleted('prod');
  }
  await cluster('other', RETAIN, 'z');
  await deleted('other');
  expect((await retained('?cluster=other')).map(({ name }) => name)).toEqual(['z']);
  expect((await retained(`?cluster=prod&uid=${uids[1]}`)).map(({ name }) => name)).toEqual(['a', 'c']);
  expect(await retained('?cluster=nobody')).toEqual([]);
  const all = await retained();
  expect(all.map(({ origin }) => origin.name)).toEqual(['other', 'prod', 'prod', 'prod', 'prod']);
  // Whoever deletes while reading misses nothing.
  const read: string[] = [];
  let cursor = '';
  for (;;) {
    const { items, nextCursor } = (await service.api<RetainedVolumeList>('GET', `/volumes?limit=1${cursor}`))
      .body;
    for (const { uid } of items) await service.api('DELETE', `/volumes/${uid}`);
    read.push(...items.map(({ uid }) => uid));
    if (nextCursor === null) break;
    cursor = `&cursor=${encodeURIComponent(nextCursor)}`;
  }
  expect(read).toEqual(all.map(({ uid }) => uid));
  expect(await retained()).toEqual([]);
});

test('a platform that cannot retain says so, and has nothing to list', async () => {
  await service.dispose();
  service = await startTestService({
    wrapPlatform: ({ retained: _none, ...platform }) => {
      const without = (ids: Iterable<string>) => [...ids].filter((id) => id !== 'volumes.retain');
      return {
        ...platform,
        capabilities: async (tenant) => new Set(without(await platform.capabilities(tenant))),
        catalogue: async (tenant) => {
          const catalogue = await platform.catalogue(tenant);
          return { ...catalogue, capabilities: without(catalogue.capabilities) };
        },
      };
    },
  });
  const body = { ...PROD, ...RETAIN };
  const { body: problem } = await service.api.refused('capability_missing', 'POST', '/clusters', { body });
  expect(problem.errors).toMatchObject([{ pointer: '/deletion/volumes', code: 'capability_missing' }]);
  expect(await retained()).toEqual([]);
  await service.api.refused('not_found', 'DELETE', '/volumes/01c4fd27-6a0f-5227-b706-cf820339349e');
});
