// Files that go away under a store that is open: nothing is acknowledged that nobody could ever read again.
import { copyFileSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { createVirtualClock } from '../../clock.ts';
import { temporaryDirectory } from '../testing/temporary.ts';
import { openSqliteStore, type SqliteStore } from './sqlite-store.ts';

const open = (directory: string): Promise<SqliteStore> =>
  openSqliteStore({ directory, clock: createVirtualClock(0) });

const put = (id: string) => ({
  writes: [{ key: { tenant: 'a', kind: 'k', id }, body: {}, expect: 'any' as const }],
});

describe('a data directory that is taken away from a running service', () => {
  const ways: Record<string, (directory: string) => void> = {
    'as a whole': (directory) => rmSync(directory, { recursive: true }),
    'and made again, empty': (directory) => {
      rmSync(directory, { recursive: true });
      mkdirSync(directory);
    },
    'by moving it': (directory) => renameSync(directory, `${directory}.moved`),
    'the database': (directory) => rmSync(join(directory, 'hikube.db')),
    'the log': (directory) => rmSync(join(directory, 'hikube.db-wal')),
    'the index of the log': (directory) => rmSync(join(directory, 'hikube.db-shm')),
    'the lock, without which a second process may write, too': (directory) =>
      rmSync(join(directory, 'owner.lock')),
    'the database, with another file in its place': (directory) => {
      writeFileSync(join(directory, 'other'), '');
      renameSync(join(directory, 'other'), join(directory, 'hikube.db'));
    },
    'the parent, for a file': (directory) => {
      rmSync(directory, { recursive: true });
      writeFileSync(directory, '');
    },
  };

  for (const [what, take] of Object.entries(ways)) {
    it(`${what}: is noticed before the next acknowledgement, and stays noticed`, async () => {
      const directory = join(temporaryDirectory(), 'data');
      const store = await open(directory);
      await store.commit(put('before'));
      await store.ready();
      take(directory);
      const gone = {
        code: 'corrupt',
        retryable: false,
        message: expect.stringMatching(
          / was removed or replaced while the service used it.* start it again\.$/,
        ),
      };
      await expect(store.commit(put('after'))).rejects.toMatchObject(gone);
      await expect(store.ready()).rejects.toMatchObject(gone);
      await expect(store.prune(10)).resolves.toBe(0);
      await expect(store.compact(1)).rejects.toMatchObject(gone);
      await store.close();
    });
  }
});

describe('a log that was removed between two runs', () => {
  async function cutOff(): Promise<string> {
    const directory = join(temporaryDirectory(), 'data');
    const store = await open(directory);
    await store.commit(put('acknowledged'));
    // The files of a process that was killed here.
    const copy = `${directory}-copy`;
    mkdirSync(copy);
    for (const name of ['hikube.db', 'hikube.db-wal', 'hikube.db-unfinished', 'STORE_VERSION']) {
      copyFileSync(join(directory, name), join(copy, name));
    }
    await store.close();
    return copy;
  }

  it('is named, and nothing is opened that lacks what was acknowledged', async () => {
    const directory = await cutOff();
    renameSync(join(directory, 'hikube.db-wal'), join(directory, 'elsewhere'));
    await expect(open(directory)).rejects.toMatchObject({
      code: 'corrupt',
      message: expect.stringMatching(/hikube\.db-wal is missing, which held the latest writes/),
    });
    renameSync(join(directory, 'elsewhere'), join(directory, 'hikube.db-wal'));
    const store = await open(directory);
    expect(await store.get({ tenant: 'a', kind: 'k', id: 'acknowledged' })).toMatchObject({ revision: 1 });
    await store.close();
  });

  it('is not missed after a stop in order', async () => {
    const directory = join(temporaryDirectory(), 'data');
    const store = await open(directory);
    await store.commit(put('a'));
    await store.close();
    const again = await open(directory);
    expect(await again.count({ kind: 'k' })).toBe(1);
    await again.close();
  });

  it('can be answered for: a program that put the log into the database has lost nothing', async () => {
    const directory = await cutOff();
    const other = new DatabaseSync(join(directory, 'hikube.db'));
    other.prepare('SELECT count(*) FROM document').get();
    other.close();
    await expect(open(directory)).rejects.toThrow(/delete .*hikube\.db-unfinished/);
    rmSync(join(directory, 'hikube.db-unfinished'));
    const store = await open(directory);
    expect(await store.count({ kind: 'k' })).toBe(1);
    await store.close();
  });
});

it.runIf(process.platform !== 'win32')(
  'the lock can be read by its owner only, also one that was made wider',
  async () => {
    const directory = temporaryDirectory();
    writeFileSync(join(directory, 'owner.lock'), '', { mode: 0o644 });
    const store = await open(directory);
    expect(statSync(join(directory, 'owner.lock')).mode & 0o777).toBe(0o600);
    await store.close();
  },
);
