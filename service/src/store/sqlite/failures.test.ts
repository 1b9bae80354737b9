// When the disk or the directory does not do its part: one clear sentence each, and nothing is lost.
import { copyFileSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { createVirtualClock } from '../../clock.ts';
import { temporaryDirectory } from '../testing/temporary.ts';
import { loadSqlite } from './engine.ts';
import { openSqliteStore, type SqliteStore } from './sqlite-store.ts';

function open(directory: string, maxBytes?: number): Promise<SqliteStore> {
  return openSqliteStore({ directory, clock: createVirtualClock(0), ...(maxBytes && { maxBytes }) });
}

const put = (id: string, size = 10) => ({
  writes: [{ key: { tenant: 'a', kind: 'k', id }, body: 'x'.repeat(size), expect: 'absent' as const }],
});

async function filledDirectory(): Promise<string> {
  const directory = temporaryDirectory();
  const store = await open(directory);
  for (let n = 0; n < 20; n += 1) await store.commit(put(`d${n}`, 5000));
  await store.close();
  return directory;
}

describe('a full disk', () => {
  it('refuses what does not fit, keeps the rest, and goes on when there is space again', async () => {
    const directory = temporaryDirectory();
    const store = await open(directory, 200_000);
    await store.commit(put('kept', 50_000));
    const full = { code: 'disk_full', retryable: true, message: expect.stringContaining('no space left') };
    await expect(store.commit(put('large', 500_000))).rejects.toMatchObject(full);
    const [small, large] = await Promise.allSettled([
      store.commit(put('small')),
      store.commit(put('large', 500_000)),
    ]);
    expect(small).toMatchObject({ status: 'fulfilled', value: { revisions: [2], sequence: 2 } });
    expect(large).toMatchObject({ status: 'rejected', reason: full });
    expect(await store.changes(0, 10)).toMatchObject({ changes: [{ sequence: 1 }, { sequence: 2 }] });
    await store.close();
    const roomy = await open(directory);
    expect(await roomy.count({ kind: 'k' })).toBe(2);
    expect(await roomy.commit(put('large', 500_000))).toMatchObject({ ok: true, revisions: [3] });
    await roomy.close();
  });
});

describe('a directory that cannot be used', () => {
  it('below a file is named with the reason', async () => {
    const file = join(temporaryDirectory(), 'file');
    writeFileSync(file, '');
    await expect(open(join(file, 'data'))).rejects.toMatchObject({
      code: 'not_writable',
      message: `${join(file, 'data')} cannot be used (ENOTDIR): a part of this path is a file; choose another HIKUBE_DATA_DIR.`,
    });
  });

  it('without the right to write is refused', async () => {
    const locked = join(temporaryDirectory(), 'locked');
    mkdirSync(locked, { mode: 0o555 });
    // Root may write anywhere but into the kernel's own tree.
    const directory = process.getuid?.() === 0 ? '/sys/hikube' : join(locked, 'data');
    await expect(open(directory)).rejects.toMatchObject({
      code: 'not_writable',
      message: expect.stringMatching(/ cannot be used \((EACCES|EPERM|EROFS)\): give the service the right/),
    });
  });
});

describe('a damaged database', () => {
  const damages: Record<string, (file: string) => void> = {
    'overwritten from the start': (file) => writeFileSync(file, 'not a database at all '.repeat(500)),
    emptied: (file) => truncateSync(file, 0),
    removed: (file) => rmSync(file),
    'written by another program': (file) => {
      rmSync(file);
      const other = new DatabaseSync(file);
      other.exec('CREATE TABLE theirs (a)');
      other.close();
    },
  };

  for (const [what, damage] of Object.entries(damages)) {
    it(`${what} is refused when it is opened, and is left as it was`, async () => {
      const directory = await filledDirectory();
      const file = join(directory, 'hikube.db');
      damage(file);
      const before = readIfThere(file);
      await expect(open(directory)).rejects.toMatchObject({ code: 'corrupt', retryable: false });
      expect(readIfThere(file)).toEqual(before);
    });
  }

  it('in the middle is refused when it is read, and the backup still helps', async () => {
    const directory = await filledDirectory();
    const file = join(directory, 'hikube.db');
    copyFileSync(file, join(directory, 'copy'));
    const bytes = readFileSync(file);
    bytes.fill(0xff, 4096 * 2);
    writeFileSync(file, bytes);
    const attempt = open(directory).then((store) =>
      store.list({ kind: 'k', limit: 100 }).finally(() => store.close()),
    );
    await expect(attempt).rejects.toMatchObject({
      code: 'corrupt',
      message: expect.stringContaining('restore a backup'),
    });
    copyFileSync(join(directory, 'copy'), file);
    const store = await open(directory);
    expect(await store.count({ kind: 'k' })).toBe(20);
    await store.close();
  });

  it('of a newer version is left alone', async () => {
    const directory = await filledDirectory();
    const newer = new DatabaseSync(join(directory, 'hikube.db'));
    newer.exec('PRAGMA user_version = 99');
    newer.close();
    await expect(open(directory)).rejects.toMatchObject({
      code: 'schema_too_new',
      message: expect.stringContaining('newer version of the service (format 99'),
    });
  });
});

describe('a Node.js without SQLite', () => {
  it('is told what to install', async () => {
    const missing = () => Promise.reject(new Error('No such built-in module: node:sqlite'));
    await expect(loadSqlite(missing)).rejects.toMatchObject({
      code: 'unsupported',
      message: `The embedded store needs Node.js 24, and this is ${process.version}: start the service with Node.js 24, or set DATABASE_URL to use PostgreSQL.`,
    });
  });
});

function readIfThere(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}
