// Lists: order, selection, pages, and pages while others write.
import { describe, expect, it } from 'vitest';
import type { ListPosition, ListQuery, Store } from '../store.ts';
import { cluster, create, idsOf, type OpenStore, useStore } from './harness.ts';

async function fill(store: Store): Promise<void> {
  for (const [tenant, id] of [
    ['b', 'z'],
    ['a', 'prod/web'],
    ['a', 'prod'],
    ['b', 'a'],
    ['a', 'prod-2'],
    ['a', 'prod/api'],
    ['a', 'test'],
  ] as const) {
    await create(store, cluster(id, tenant));
  }
  await create(store, { tenant: 'a', kind: 'clusters', id: 'other kind' });
}

export function describeLists(open: OpenStore): void {
  describe('selection and order', () => describeSelection(open));
  describe('pages', () => describePages(open));
}

function describeSelection(open: OpenStore): void {
  const current = useStore(open);

  it('goes through one tenant in byte order', async () => {
    const { store } = current();
    await fill(store);
    const query: ListQuery = { kind: 'cluster', tenant: 'a', limit: 10 };
    expect(await idsOf(store.list(query))).toEqual(['prod', 'prod-2', 'prod/api', 'prod/web', 'test']);
    expect(await idsOf(store.list({ ...query, reverse: true }))).toEqual([
      'test',
      'prod/web',
      'prod/api',
      'prod-2',
      'prod',
    ]);
  });

  it('goes through all tenants by tenant, then id', async () => {
    const { store } = current();
    await fill(store);
    const page = await store.list({ kind: 'cluster', limit: 10 });
    expect(page.map(({ key }) => `${key.tenant}:${key.id}`)).toEqual([
      'a:prod',
      'a:prod-2',
      'a:prod/api',
      'a:prod/web',
      'a:test',
      'b:a',
      'b:z',
    ]);
  });

  it('finds the children of one parent by prefix', async () => {
    const { store } = current();
    await fill(store);
    const query: ListQuery = { kind: 'cluster', tenant: 'a', prefix: 'prod/', limit: 10 };
    expect(await idsOf(store.list(query))).toEqual(['prod/api', 'prod/web']);
    expect(await idsOf(store.list({ ...query, prefix: 'nothing/' }))).toEqual([]);
    expect(await idsOf(store.list({ ...query, tenant: 'nobody' }))).toEqual([]);
    expect(await idsOf(store.list({ ...query, prefix: '', limit: 2 }))).toEqual(['prod', 'prod-2']);
  });

  it('takes a prefix literally', async () => {
    const { store } = current();
    for (const id of ['a%b', 'a_b', 'axb', 'a\u{10ffff}', 'a\u{10ffff}z', 'b', '\ud7ffx', '\ue000']) {
      await create(store, cluster(id));
    }
    const starting = (prefix: string) =>
      idsOf(store.list({ kind: 'cluster', tenant: 'acme', prefix, limit: 10 }));
    expect(await starting('a%')).toEqual(['a%b']);
    expect(await starting('a_')).toEqual(['a_b']);
    expect(await starting('a\u{10ffff}')).toEqual(['a\u{10ffff}', 'a\u{10ffff}z']);
    expect(await starting('\ud7ff')).toEqual(['\ud7ffx']);
  });

  it('counts what it would list', async () => {
    const { store } = current();
    await fill(store);
    expect(await store.count({ kind: 'cluster' })).toBe(7);
    expect(await store.count({ kind: 'cluster', tenant: 'a' })).toBe(5);
    expect(await store.count({ kind: 'cluster', tenant: 'a', prefix: 'prod/' })).toBe(2);
    expect(await store.count({ kind: 'nothing' })).toBe(0);
  });
}

function describePages(open: OpenStore): void {
  const current = useStore(open);

  for (const reverse of [false, true]) {
    for (const scope of [{}, { tenant: 'a' }, { tenant: 'a', prefix: 'prod/' }]) {
      const name = `${reverse ? 'backwards' : 'forwards'} through ${JSON.stringify(scope)}`;
      it(`of every size show each document once, ${name}`, async () => {
        const { store } = current();
        await fill(store);
        const query = { kind: 'cluster', ...scope, reverse };
        const whole = await store.list({ ...query, limit: 100 });
        for (const limit of [1, 2, 3]) expect(await readInPages(store, { ...query, limit })).toEqual(whole);
      });
    }
  }

  it('start behind a document that is gone, or before and after everything', async () => {
    const { store } = current();
    for (const id of ['a', 'b', 'c']) await create(store, cluster(id));
    await store.commit({ writes: [{ key: cluster('b'), delete: true, expect: 'any' }] });
    const after = (id: string, reverse: boolean, tenant = 'acme') =>
      idsOf(store.list({ kind: 'cluster', tenant: 'acme', after: { tenant, id }, reverse, limit: 10 }));
    expect(await after('b', false)).toEqual(['c']);
    expect(await after('b', true)).toEqual(['a']);
    expect(await after('z', false)).toEqual([]);
    expect(await after('A', true)).toEqual([]);
    expect(await after('z', true)).toEqual(['c', 'a']);
    expect(await after('A', false)).toEqual(['a', 'c']);
    expect(await after('a', false, 'zzz')).toEqual([]);
    expect(await after('a', true, 'zzz')).toEqual(['c', 'a']);
  });

  it('show everything that stays exactly once while others come and go', async () => {
    const { store } = current();
    const staying = Array.from({ length: 30 }, (_, index) => `s${String(index).padStart(2, '0')}`);
    for (const id of staying) await create(store, cluster(id));
    const seen: string[] = [];
    let after: ListPosition | undefined;
    for (let step = 0; step < 30; step += 1) {
      const page = await store.list({ kind: 'cluster', tenant: 'acme', limit: 4, ...(after && { after }) });
      if (page.length === 0) break;
      seen.push(...page.map(({ key }) => key.id));
      after = page.at(-1)?.key;
      await create(store, cluster(`a${step}`));
      await create(store, cluster(`s${String(step * 3).padStart(2, '0')}-new`));
      await store.commit({ writes: [{ key: cluster(`a${step - 1}`), delete: true, expect: 'any' }] });
    }
    expect(seen.filter((id) => staying.includes(id))).toEqual(staying);
    expect(new Set(seen).size).toBe(seen.length);
  });
}

async function readInPages(store: Store, query: ListQuery): Promise<object[]> {
  const all: object[] = [];
  let after: ListPosition | undefined;
  // A store that repeats itself must fail the test and not keep it going for ever.
  for (let pages = 0; pages < 20; pages += 1) {
    const page = await store.list(after === undefined ? query : { ...query, after });
    expect(page.length).toBeLessThanOrEqual(query.limit);
    if (page.length === 0) return all;
    all.push(...page);
    after = page.at(-1)?.key;
  }
  throw new Error('the pages do not end');
}
