// Backup while the store is in use, restore with verification, and nothing overwritten unasked.
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { createVirtualClock, systemClock } from '../../clock.ts';
import { startProgram } from '../testing/programs.ts';
import { temporaryDirectory } from '../testing/temporary.ts';
import { backupSqliteStore } from './backup.ts';
import { restoreSqliteStore } from './restore.ts';
import { openSqliteStore, type SqliteStore } from './sqlite-store.ts';

const keyOf = (id: string) => ({ tenant: 'a', kind: 'k', id });

async function openWith(directory: string, ...ids: string[]): Promise<SqliteStore> {
  const store = await openSqliteStore({ directory, clock: createVirtualClock(0) });
  for (const id of ids) await store.commit({ writes: [{ key: keyOf(id), body: { id }, expect: 'absent' }] });
  return store;
}

async function idsIn(directory: string): Promise<string[]> {
  const store = await openSqliteStore({ directory, clock: createVirtualClock(0) });
  const page = await store.list({ kind: 'k', limit: 1000 });
  await store.close();
  return page.map(({ key }) => key.id);
}

describe('backup', () => {
  it('copies what was committed, says what it holds, and leaves one private file', async () => {
    const directory = temporaryDirectory();
    const to = join(temporaryDirectory(), 'backup.db');
    const store = await openWith(directory, 'one', 'two');
    const backup = await store.backupTo(to);
    expect(backup).toEqual({ path: to, bytes: statSync(to).size, documents: 2, sequence: 2 });
    expect(statSync(to).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(to, '..'))).toEqual(['backup.db']);
    await store.commit({ writes: [{ key: keyOf('three'), body: {}, expect: 'absent' }] });
    await store.close();
    const restored = join(temporaryDirectory(), 'new', 'data');
    expect(await restoreSqliteStore({ from: to, directory: restored })).toEqual({
      documents: 2,
      sequence: 2,
    });
    expect(await idsIn(restored)).toEqual(['one', 'two']);
  });

  it('does not stop writers, and is whole: every batch or none of it', async () => {
    const directory = temporaryDirectory();
    const to = join(temporaryDirectory(), 'backup.db');
    const writer = startProgram('writer.ts', [directory, 'busy']);
    await writer.line(200);
    const before = writer.lines.length;
    const backup = await backupSqliteStore({ directory, to });
    expect(backup.documents).toBeGreaterThanOrEqual(before * 2);
    expect(backup.documents % 2).toBe(0);
    const during = writer.lines.length;
    expect(await writer.line(during + 50)).toBeDefined();
    await writer.kill();
    const restored = temporaryDirectory();
    await restoreSqliteStore({ from: to, directory: restored });
    const store = await openSqliteStore({ directory: restored, clock: systemClock });
    expect(await store.count({ kind: 'k' })).toBe(backup.documents);
    for (const line of writer.lines.slice(0, before)) {
      expect(await store.get(keyOf(line.split(' ')[0]!))).toBeDefined();
    }
    await store.close();
  });

  it('includes the log that a killed service left behind', async () => {
    const directory = temporaryDirectory();
    const to = join(temporaryDirectory(), 'backup.db');
    const writer = startProgram('writer.ts', [directory, 'killed']);
    await writer.line(50);
    await writer.kill();
    const backup = await backupSqliteStore({ directory, to });
    expect(backup.documents).toBeGreaterThanOrEqual(writer.lines.length * 2);
    expect(backup.documents % 2).toBe(0);
  });

  it('never overwrites a file', async () => {
    const directory = temporaryDirectory();
    const to = join(temporaryDirectory(), 'backup.db');
    writeFileSync(to, 'precious');
    const store = await openWith(directory, 'one');
    await expect(store.backupTo(to)).rejects.toMatchObject({ code: 'already_exists' });
    expect(readFileSync(to, 'utf8')).toBe('precious');
    await store.close();
  });

  it('fails clearly and leaves nothing behind when it cannot be written, or there is nothing to back up', async () => {
    const directory = temporaryDirectory();
    const to = join(directory, 'missing', 'backup.db');
    const store = await openWith(directory, 'one');
    await expect(store.backupTo(to)).rejects.toMatchObject({
      code: 'not_writable',
      message: expect.stringContaining('there is no such file or directory'),
    });
    await store.close();
    const empty = temporaryDirectory();
    const nothing = backupSqliteStore({ directory: empty, to: join(empty, 'backup.db') });
    await expect(nothing).rejects.toMatchObject({
      code: 'corrupt',
      message: expect.stringContaining('no data'),
    });
    expect(readdirSync(empty)).toEqual([]);
  });
});

describe('restore', () => {
  async function backupOf(...ids: string[]): Promise<string> {
    const to = join(temporaryDirectory(), 'backup.db');
    const store = await openWith(temporaryDirectory(), ...ids);
    await store.backupTo(to);
    await store.close();
    return to;
  }

  it('refuses a directory with data, unless asked to replace it, and then keeps the old data beside it', async () => {
    const from = await backupOf('restored');
    const directory = temporaryDirectory();
    await (await openWith(directory, 'old')).close();
    await expect(restoreSqliteStore({ from, directory })).rejects.toMatchObject({ code: 'already_exists' });
    expect(await idsIn(directory)).toEqual(['old']);
    const { replaced } = await restoreSqliteStore({ from, directory, replace: true });
    expect(await idsIn(directory)).toEqual(['restored']);
    const again = await restoreSqliteStore({ from: join(replaced!, 'hikube.db'), directory, replace: true });
    expect(again.replaced).toBe(join(directory, 'replaced-2'));
    expect(await idsIn(directory)).toEqual(['old']);
  });

  it('puts the log of a killed service aside, so that it is not applied to the restored data', async () => {
    const from = await backupOf('restored');
    const directory = temporaryDirectory();
    const writer = startProgram('writer.ts', [directory, 'killed']);
    await writer.line(50);
    await writer.kill();
    expect(existsSync(join(directory, 'hikube.db-wal'))).toBe(true);
    const { replaced } = await restoreSqliteStore({ from, directory, replace: true });
    expect(await idsIn(directory)).toEqual(['restored']);
    const rescued = join(temporaryDirectory(), 'rescued');
    mkdirSync(rescued);
    const old = new DatabaseSync(join(replaced!, 'hikube.db'));
    const { count } = old.prepare('SELECT count(*) AS count FROM document').get() as { count: number };
    old.close();
    expect(count).toBeGreaterThanOrEqual(writer.lines.length * 2);
  });

  it('refuses a directory in use, a missing backup, and a damaged one, before anything changes', async () => {
    const from = await backupOf('restored');
    const directory = temporaryDirectory();
    const store = await openWith(directory, 'old');
    await expect(restoreSqliteStore({ from, directory, replace: true })).rejects.toMatchObject({
      code: 'in_use',
    });
    await store.close();
    const missing = restoreSqliteStore({ from: join(directory, 'nothing'), directory, replace: true });
    await expect(missing).rejects.toMatchObject({
      code: 'corrupt',
      message: expect.stringContaining('no backup at'),
    });
    for (const damage of [Buffer.alloc(0), Buffer.from('x'.repeat(9000)), damaged(from)]) {
      const bad = join(temporaryDirectory(), 'bad.db');
      writeFileSync(bad, damage);
      await expect(restoreSqliteStore({ from: bad, directory, replace: true })).rejects.toMatchObject({
        code: 'corrupt',
      });
    }
    expect(await idsIn(directory)).toEqual(['old']);
    expect(readdirSync(directory).sort()).toEqual(['STORE_VERSION', 'hikube.db', 'owner.lock']);
  });
});

/** The same file with its last page overwritten: only a full check can tell. */
function damaged(file: string): Buffer {
  const bytes = readFileSync(file);
  bytes.fill(0xaa, bytes.length - 4096);
  return bytes;
}
