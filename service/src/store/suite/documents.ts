// One document: reading, compare-and-swap, deleting, and isolation from the caller's objects.
import { describe, expect, it } from 'vitest';
import { cluster, create, type OpenStore, revisionOf, useStore } from './harness.ts';

export function describeDocuments(open: OpenStore): void {
  describe('a document', () => describeReading(open));
  describe('compare-and-swap', () => describeCompareAndSwap(open));
  describe('delete', () => describeDelete(open));
  describe('isolation', () => describeIsolation(open));
}

function describeReading(open: OpenStore): void {
  const current = useStore(open);

  it('is absent until it is written', async () => {
    const { store } = current();
    expect(await store.get(cluster('prod'))).toBeUndefined();
    expect(await store.sequence()).toBe(0);
  });

  it('comes back as it was written, with its revision', async () => {
    const { store } = current();
    const result = await store.commit({
      writes: [
        { key: cluster('prod'), body: { version: '1.34', nodes: [1, 2.5, null, true] }, expect: 'absent' },
      ],
    });
    expect(result).toEqual({ ok: true, revisions: [1], sequence: 1 });
    expect(await store.get(cluster('prod'))).toEqual({
      key: { tenant: 'acme', kind: 'cluster', id: 'prod' },
      revision: 1,
      body: { version: '1.34', nodes: [1, 2.5, null, true] },
    });
  });

  it('belongs to one tenant and one kind', async () => {
    const { store } = current();
    await create(store, cluster('prod'));
    expect(await store.get(cluster('prod', 'other'))).toBeUndefined();
    expect(await store.get({ ...cluster('prod'), kind: 'nodeGroup' })).toBeUndefined();
    expect(await store.get(cluster('Prod'))).toBeUndefined();
  });

  it('is read together with others in the order of the question', async () => {
    const { store } = current();
    await create(store, cluster('a'), { n: 1 });
    await create(store, cluster('b'), { n: 2 });
    const found = await store.getMany([cluster('b'), cluster('missing'), cluster('a'), cluster('b')]);
    expect(found.map((document) => document?.body)).toEqual([{ n: 2 }, undefined, { n: 1 }, { n: 2 }]);
    expect(await store.getMany([])).toEqual([]);
  });
}

function describeCompareAndSwap(open: OpenStore): void {
  const current = useStore(open);

  it('refuses a second create and says which revision is there', async () => {
    const { store } = current();
    await create(store, cluster('prod'), { n: 1 });
    const result = await store.commit({
      writes: [{ key: cluster('prod'), body: { n: 2 }, expect: 'absent' }],
    });
    expect(result).toEqual({ ok: false, conflict: 'revision', key: cluster('prod'), actual: 1 });
    expect((await store.get(cluster('prod')))?.body).toEqual({ n: 1 });
  });

  it('accepts the present revision once', async () => {
    const { store } = current();
    const first = await create(store, cluster('prod'), { n: 1 });
    const write = { writes: [{ key: cluster('prod'), body: { n: 2 }, expect: first }] };
    expect(revisionOf(await store.commit(write))).toBe(2);
    expect(await store.commit(write)).toEqual({
      ok: false,
      conflict: 'revision',
      key: cluster('prod'),
      actual: 2,
    });
  });

  it('refuses a revision of a document that does not exist', async () => {
    const { store } = current();
    const result = await store.commit({ writes: [{ key: cluster('prod'), body: {}, expect: 7 }] });
    expect(result).toEqual({ ok: false, conflict: 'revision', key: cluster('prod'), actual: 'absent' });
  });

  it('overwrites anything when asked to', async () => {
    const { store } = current();
    for (const n of [1, 2])
      await store.commit({ writes: [{ key: cluster('prod'), body: { n }, expect: 'any' }] });
    expect(await store.get(cluster('prod'))).toMatchObject({ revision: 2, body: { n: 2 } });
  });

  it('never shows an old revision again after delete and create', async () => {
    const { store } = current();
    const old = await create(store, cluster('prod'));
    await store.commit({ writes: [{ key: cluster('prod'), delete: true, expect: old }] });
    expect(await create(store, cluster('prod'))).toBe(3);
    const stale = await store.commit({ writes: [{ key: cluster('prod'), body: {}, expect: old }] });
    expect(stale).toEqual({ ok: false, conflict: 'revision', key: cluster('prod'), actual: 3 });
  });
}

function describeDelete(open: OpenStore): void {
  const current = useStore(open);

  it('removes the expected revision only', async () => {
    const { store } = current();
    const revision = await create(store, cluster('prod'));
    const wrong = await store.commit({
      writes: [{ key: cluster('prod'), delete: true, expect: revision + 1 }],
    });
    expect(wrong).toEqual({ ok: false, conflict: 'revision', key: cluster('prod'), actual: revision });
    const right = await store.commit({
      writes: [{ key: cluster('prod'), delete: true, expect: revision }],
    });
    expect(right).toEqual({ ok: true, revisions: [2], sequence: 2 });
    expect(await store.get(cluster('prod'))).toBeUndefined();
  });

  it('of what is not there succeeds without a trace when anything is expected', async () => {
    const { store } = current();
    await create(store, cluster('prod'));
    const result = await store.commit({ writes: [{ key: cluster('gone'), delete: true, expect: 'any' }] });
    expect(result).toEqual({ ok: true, revisions: [0], sequence: 1 });
  });
}

function describeIsolation(open: OpenStore): void {
  const current = useStore(open);

  it('copies bodies and keys in when the commit is called', async () => {
    const { store } = current();
    const key = { tenant: 'acme', kind: 'cluster', id: 'prod' };
    const body = { labels: { team: 'a' } };
    const committed = store.commit({ writes: [{ key, body, expect: 'absent' }] });
    body.labels.team = 'changed';
    await committed;
    key.id = 'changed';
    const gone = { tenant: 'acme', kind: 'cluster', id: 'gone' };
    await create(store, gone);
    await store.commit({ writes: [{ key: gone, delete: true, expect: 'any' }] });
    gone.id = 'changed';
    expect((await store.get(cluster('prod')))?.body).toEqual({ labels: { team: 'a' } });
    expect(await store.changes(0, 10)).toMatchObject({
      changes: [{ key: { id: 'prod' } }, { key: { id: 'gone' } }, { key: { id: 'gone' } }],
    });
  });

  it('hands bodies out deeply frozen', async () => {
    const { store } = current();
    await create(store, cluster('prod'), { labels: { team: 'a' }, list: [{}] });
    const body = (await store.get<{ labels: { team: string }; list: object[] }>(cluster('prod')))!.body;
    expect(() => {
      body.labels.team = 'changed';
    }).toThrow(TypeError);
    expect(() => body.list.push({})).toThrow(TypeError);
    expect((await store.get(cluster('prod')))?.body).toEqual({ labels: { team: 'a' }, list: [{}] });
    const [listed] = await store.list({ kind: 'cluster', limit: 1 });
    expect(Object.isFrozen(listed?.body)).toBe(true);
  });
}
