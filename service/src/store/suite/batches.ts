// Batches: all or nothing, guards, and which conflict is reported.
import { describe, expect, it } from 'vitest';
import { cluster, create, type OpenStore, useStore } from './harness.ts';

export function describeBatches(open: OpenStore): void {
  describe('writes', () => describeWrites(open));
  describe('guards', () => describeGuards(open));
}

function describeWrites(open: OpenStore): void {
  const current = useStore(open);

  it('applies all writes with consecutive revisions', async () => {
    const { store } = current();
    await create(store, cluster('old'));
    const result = await store.commit({
      writes: [
        { key: cluster('a'), body: { n: 1 }, expect: 'absent' },
        { key: cluster('old'), delete: true, expect: 1 },
        { key: cluster('missing'), delete: true, expect: 'any' },
        { key: { ...cluster('a'), kind: 'operation' }, body: { n: 2 }, expect: 'any' },
      ],
    });
    expect(result).toEqual({ ok: true, revisions: [2, 3, 0, 4], sequence: 4 });
    expect(await store.getMany([cluster('a'), cluster('old')])).toMatchObject([{ revision: 2 }, undefined]);
  });

  it('applies nothing when the last expectation fails', async () => {
    const { store } = current();
    await create(store, cluster('a'), { n: 1 });
    const result = await store.commit({
      writes: [
        { key: cluster('a'), body: { n: 2 }, expect: 1 },
        { key: cluster('b'), body: {}, expect: 'absent' },
        { key: cluster('c'), body: {}, expect: 5 },
      ],
    });
    expect(result).toEqual({ ok: false, conflict: 'revision', key: cluster('c'), actual: 'absent' });
    expect(await store.getMany([cluster('a'), cluster('b')])).toMatchObject([{ body: { n: 1 } }, undefined]);
    expect(await store.sequence()).toBe(1);
  });

  it('without writes changes nothing and answers the present sequence', async () => {
    const { store } = current();
    await create(store, cluster('prod'));
    expect(await store.commit({ writes: [] })).toEqual({ ok: true, revisions: [], sequence: 1 });
    expect(await store.changes(0, 10)).toMatchObject({ changes: [{ sequence: 1 }], sequence: 1 });
  });

  it('takes a thousand writes at once', async () => {
    const { store } = current();
    const keys = Array.from({ length: 1000 }, (_, index) => cluster(`c${index}`));
    const result = await store.commit({ writes: keys.map((key) => ({ key, body: {}, expect: 'absent' })) });
    expect(result).toMatchObject({ ok: true, sequence: 1000 });
    expect(await store.count({ kind: 'cluster' })).toBe(1000);
    expect((await store.getMany(keys)).map((document) => document?.revision)).toEqual(
      keys.map((_, index) => index + 1),
    );
  });
}

function describeGuards(open: OpenStore): void {
  const current = useStore(open);

  it('relies on guards without writing them', async () => {
    const { store } = current();
    const parent = await create(store, cluster('prod'));
    const child = { tenant: 'acme', kind: 'nodeGroup', id: 'prod/web' };
    const add = (expect: number) =>
      store.commit({
        writes: [{ key: child, body: {}, expect: 'any' }],
        guards: [{ key: cluster('prod'), expect }],
      });
    expect(await add(parent)).toMatchObject({ ok: true });
    expect((await store.get(cluster('prod')))?.revision).toBe(parent);
    expect(await add(parent + 1)).toEqual({
      ok: false,
      conflict: 'revision',
      key: cluster('prod'),
      actual: parent,
    });
    const absent = { key: cluster('prod'), expect: 'absent' as const };
    expect(await store.commit({ writes: [], guards: [absent] })).toMatchObject({
      ok: false,
      key: cluster('prod'),
    });
  });

  it('may guard and write the same document', async () => {
    const { store } = current();
    const revision = await create(store, cluster('prod'));
    const result = await store.commit({
      writes: [{ key: cluster('prod'), body: {}, expect: 'any' }],
      guards: [{ key: cluster('prod'), expect: revision }],
    });
    expect(result).toMatchObject({ ok: true, revisions: [2] });
  });

  it('reports the first conflict: fence, then guards, then writes', async () => {
    const { store } = current();
    const writes = [{ key: cluster('write'), body: {}, expect: 9 }];
    const guards = [
      { key: cluster('holds'), expect: 'absent' as const },
      { key: cluster('guard'), expect: 9 },
    ];
    const fence = { lease: 'nobody', token: 1 };
    expect(await store.commit({ writes, guards, fence })).toEqual({
      ok: false,
      conflict: 'fence',
      lease: 'nobody',
    });
    expect(await store.commit({ writes, guards })).toMatchObject({
      conflict: 'revision',
      key: cluster('guard'),
    });
    expect(await store.commit({ writes })).toMatchObject({ conflict: 'revision', key: cluster('write') });
  });
}
