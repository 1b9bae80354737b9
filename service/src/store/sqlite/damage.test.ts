// One damaged document: it is named and keeps nothing else from being read, and nobody takes it for absent.
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { createVirtualClock } from '../../clock.ts';
import type { Damage } from '../damage.ts';
import { everyDocument } from '../every-document.ts';
import { temporaryDirectory } from '../testing/temporary.ts';
import { openSqliteStore, type SqliteStore } from './sqlite-store.ts';

const IDS = ['a', 'b', 'c', 'd', 'e'];
const key = (id: string) => ({ tenant: 't', kind: 'cluster', id });

interface Opened {
  readonly store: SqliteStore;
  readonly told: Damage[];
  readonly file: string;
}

/** A store of five documents, some of whose bodies were changed on disk. */
async function openDamaged(changed: Readonly<Record<string, string | null>>): Promise<Opened> {
  const directory = temporaryDirectory();
  const clock = createVirtualClock(0);
  const before = await openSqliteStore({ directory, clock });
  for (const id of IDS) {
    await before.commit({ writes: [{ key: key(id), body: { name: id, text: 'whole' }, expect: 'absent' }] });
  }
  await before.close();
  const file = join(directory, 'hikube.db');
  const other = new DatabaseSync(file, { defensive: false });
  // A page that is damaged heeds no rule of its table.
  other.exec('PRAGMA writable_schema = ON');
  other.exec(`UPDATE sqlite_schema SET sql = replace(sql, 'body TEXT NOT NULL', 'body TEXT')`);
  other.exec('PRAGMA writable_schema = RESET');
  for (const [id, body] of Object.entries(changed))
    other.prepare('UPDATE document SET body = ? WHERE id = ?').run(body, id);
  other.close();
  const told: Damage[] = [];
  const store = await openSqliteStore({ directory, clock, onDamage: (damage) => told.push(damage) });
  return { store, told, file };
}

const NO_JSON = '{"name":"b","text":"whole\u0001';
const OTHER_LETTER = '{"name":"b","text":"whale"}';

describe.each([
  ['no JSON any more', NO_JSON],
  ['one letter that is another one', OTHER_LETTER],
  ['no text any more', null],
])('%s', (_what, body) => {
  it('is named with kind, id, tenant and file by whoever needs it', async () => {
    const { store, told, file } = await openDamaged({ b: body });
    const named = {
      code: 'damaged',
      retryable: false,
      message: `The document cluster "b" of the tenant "t" in ${file} is damaged: restore a backup; it stays as it is, and everything else is served.`,
    };
    await expect(store.get(key('b'))).rejects.toMatchObject(named);
    await expect(store.getMany([key('a'), key('b')])).rejects.toMatchObject(named);
    await expect(store.list({ kind: 'cluster', limit: 10 })).rejects.toMatchObject(named);
    expect(told).toContainEqual({ key: key('b'), where: file });
    await store.close();
  });

  it('keeps nothing else from being read or written', async () => {
    const { store } = await openDamaged({ b: body });
    expect(await store.get(key('a'))).toMatchObject({ body: { name: 'a' } });
    expect(await store.commit({ writes: [{ key: key('c'), body: {}, expect: 3 }] })).toMatchObject({
      ok: true,
    });
    await store.ready();
    await store.close();
  });
});

it('is left out of a list on demand, and pages are as long as without it', async () => {
  const { store } = await openDamaged({ a: NO_JSON, c: NO_JSON, e: NO_JSON });
  const page = (limit: number, reverse = false) =>
    store
      .list({ kind: 'cluster', limit, reverse, damaged: 'leave_out' })
      .then((found) => found.map((each) => each.key.id));
  expect(await page(1)).toEqual(['b']);
  expect(await page(2)).toEqual(['b', 'd']);
  expect(await page(10)).toEqual(['b', 'd']);
  expect(await page(1, true)).toEqual(['d']);
  const all: string[] = [];
  for await (const { key: each } of everyDocument(store, { kind: 'cluster' }, 1)) all.push(each.id);
  expect(all).toEqual(['b', 'd']);
  await store.close();
});

it('is not absent: nobody takes its place by accident, and its owner may delete it', async () => {
  const { store } = await openDamaged({ b: NO_JSON });
  expect(await store.commit({ writes: [{ key: key('b'), body: {}, expect: 'absent' }] })).toMatchObject({
    ok: false,
    conflict: 'revision',
    actual: 2,
  });
  expect(await store.commit({ writes: [{ key: key('b'), delete: true, expect: 'any' }] })).toMatchObject({
    ok: true,
  });
  expect(await store.get(key('b'))).toBeUndefined();
  await store.close();
});

it('is told apart from what was written before there were checksums', async () => {
  const directory = temporaryDirectory();
  const clock = createVirtualClock(0);
  const before = await openSqliteStore({ directory, clock });
  await before.commit({ writes: [{ key: key('a'), body: { old: true }, expect: 'absent' }] });
  await before.close();
  const old = new DatabaseSync(join(directory, 'hikube.db'));
  old.exec('ALTER TABLE document DROP COLUMN checksum; PRAGMA user_version = 1');
  old.close();
  const store = await openSqliteStore({ directory, clock });
  expect(await store.get(key('a'))).toMatchObject({ body: { old: true } });
  await store.commit({ writes: [{ key: key('b'), body: {}, expect: 'absent' }] });
  expect(await store.count({ kind: 'cluster' })).toBe(2);
  await store.close();
});
