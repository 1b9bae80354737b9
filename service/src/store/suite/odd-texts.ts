// Hostile and unusual texts in ids and bodies: what is accepted comes back unchanged.
import { expect, it } from 'vitest';
import { cluster, create, idsOf, type OpenStore, useStore } from './harness.ts';

const ODD_IDS = [
  '__proto__',
  'constructor',
  'toString',
  '..',
  'a/b',
  "o'brien; DROP TABLE document --",
  '%',
  '_',
  '\\',
  ' leading and trailing ',
  'Ünï/ço∂é',
  '🌍',
  '\ufb00',
  'e\u0301',
  '\u00e9',
  '\u0001\u007f',
  '\u{10ffff}',
  'x'.repeat(1024),
];

export function describeOddTexts(open: OpenStore): void {
  const current = useStore(open);

  it('keeps odd ids apart and unchanged', async () => {
    const { store } = current();
    for (const id of ODD_IDS) await create(store, cluster(id), { id });
    for (const id of ODD_IDS) expect((await store.get(cluster(id)))?.body).toEqual({ id });
    const inByteOrder = [...ODD_IDS].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    expect(await idsOf(store.list({ kind: 'cluster', tenant: 'acme', limit: 100 }))).toEqual(inByteOrder);
  });

  it('keeps odd tenants and kinds apart', async () => {
    const { store } = current();
    await create(store, { tenant: 'a', kind: 'b', id: 'c' }, { n: 1 });
    await create(store, { tenant: 'a/b', kind: '__proto__', id: 'c' }, { n: 2 });
    await create(store, { tenant: '__proto__', kind: '__proto__', id: '__proto__' }, { n: 3 });
    expect((await store.get({ tenant: 'a/b', kind: '__proto__', id: 'c' }))?.body).toEqual({ n: 2 });
    expect(await store.count({ kind: '__proto__' })).toBe(2);
    expect(await store.get({ tenant: 'a', kind: 'constructor', id: 'c' })).toBeUndefined();
  });

  it('returns every JSON body as it was', async () => {
    const { store } = current();
    const bodies = [
      null,
      0,
      -1.5e-7,
      'text \u0000 with NUL, \ud800 half a pair, 🌍 and \u2028',
      [[], {}, [[]]],
      JSON.parse('{"__proto__": {"polluted": true}, "constructor": {"prototype": 1}, "": "empty", "1": 1}'),
      { big: Number.MAX_SAFE_INTEGER, tiny: Number.MIN_VALUE, huge: Number.MAX_VALUE },
      { text: 'ü'.repeat(100_000) },
    ];
    for (const [index, body] of bodies.entries()) {
      await store.commit({ writes: [{ key: cluster(`c${index}`), body, expect: 'absent' }] });
      const stored = await store.get(cluster(`c${index}`));
      expect(JSON.stringify(stored?.body)).toBe(JSON.stringify(body));
    }
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it('reads a body that nests a thousand deep', async () => {
    const { store } = current();
    const text = `${'['.repeat(1000)}${']'.repeat(1000)}`;
    await store.commit({ writes: [{ key: cluster('deep'), body: JSON.parse(text), expect: 'absent' }] });
    expect(JSON.stringify((await store.get(cluster('deep')))?.body)).toBe(text);
  });

  it('writes bodies as JSON does', async () => {
    const { store } = current();
    const body = { dropped: undefined, nothing: Number.NaN, when: new Date(0), kept: [undefined] };
    await create(store, cluster('prod'), body);
    expect((await store.get(cluster('prod')))?.body).toEqual({
      nothing: null,
      when: '1970-01-01T00:00:00.000Z',
      kept: [null],
    });
  });
}
