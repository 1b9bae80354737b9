// `npm run backup` and `npm run restore`: the data as it was, one sentence for each mistake, and nothing touched by one.
import { spawn } from 'node:child_process';
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { createClient } from '@hikube/sdk';
import { systemClock } from '@hikube/service';
import { openSqliteStore } from '@hikube/service/sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cleanEnvironment } from '../support/clean-environment.ts';
import { type ServiceProcess, startServiceProcess } from '../support/service-process.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const TOKEN = 'an-administrator';

let scratch: string;
let data: string;
let running: ServiceProcess | undefined;
beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'hikube-backup-'));
  data = join(scratch, 'data');
});
afterEach(async () => {
  await running?.stop();
  running = undefined;
  await rm(scratch, { recursive: true, force: true });
});

interface Said {
  readonly code: number | null;
  readonly text: string;
}

type Verb = 'backup' | 'restore';

/** What npm runs for a verb. */
const { scripts } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
  scripts: Readonly<Record<Verb, string>>;
};

/** Runs a verb as npm does it for an operator. */
function run(verb: Verb, args: readonly string[], environment: Record<string, string> = {}): Promise<Said> {
  const [, ...words] = scripts[verb].split(' ');
  return spoken([process.execPath, ...words, ...args], environment);
}

/** Runs a verb as an operator does, which takes longer. */
function runByNpm(verb: Verb, args: readonly string[], environment: Record<string, string> = {}) {
  return spoken(['npm', 'run', '--silent', verb, '--', ...args], environment);
}

function spoken(
  [program = '', ...words]: readonly string[],
  environment: Record<string, string>,
): Promise<Said> {
  return new Promise((resolve) => {
    const child = spawn(program, words, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...cleanEnvironment(), HOME: scratch, HIKUBE_DATA_DIR: data, ...environment },
    });
    let text = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        text += chunk;
      });
    }
    child.once('close', (code) => resolve({ code, text: text.trim() }));
  });
}

async function expectMistake(said: Promise<Said>, pattern: RegExp): Promise<void> {
  const { code, text } = await said;
  expect(text).toMatch(pattern);
  expect(text.split('\n')).toHaveLength(1);
  expect(text).not.toMatch(/ at .+:\d+:\d+|node:internal/);
  expect(code).toBe(1);
}

/** A data directory with one document. */
async function fill(directory: string, id = 'one'): Promise<void> {
  const store = await openSqliteStore({ directory, clock: systemClock });
  const key = { tenant: 'demo', kind: 'sample', id };
  await store.commit({ writes: [{ key, body: {}, expect: 'absent' }] });
  await store.close();
}

async function idsIn(directory: string): Promise<string[]> {
  const store = await openSqliteStore({ directory, clock: systemClock });
  const found = await store.list({ kind: 'sample', limit: 10 });
  await store.close();
  return found.map(({ key }) => key.id);
}

test('what was there at the backup is there after the restore, and nothing later', async () => {
  const [copy, file] = [join(scratch, 'copy'), join(scratch, 'backup.db')];
  running = await startServiceProcess({ dataDirectory: data, token: TOKEN, speed: 2_000 });
  const client = createClient({ endpoint: running.endpoint, token: TOKEN });
  const { certificateAuthority } = await client.clusters.create({ name: 'before', topology: 'development' });
  const backup = await runByNpm('backup', [file]);
  expect(backup).toMatchObject({ code: 0, text: expect.stringContaining('verified') });
  expect(backup.text).toContain(`keep the key in ${join(data, 'secret.key')} as well`);
  await client.clusters.create({ name: 'after', topology: 'development' }).accepted;
  await running.stop();

  const restored = await runByNpm('restore', [file], { HIKUBE_DATA_DIR: copy });
  expect(restored).toMatchObject({ code: 0, text: expect.stringContaining('verified') });
  expect(restored.text).toContain(`put that in ${join(copy, 'secret.key')} before you start`);
  await copyFile(join(data, 'secret.key'), join(copy, 'secret.key'));
  running = await startServiceProcess({ dataDirectory: copy, token: TOKEN });
  const again = createClient({ endpoint: running.endpoint, token: TOKEN });
  const found = await again.clusters.list().toArray();
  expect(found.map((cluster) => [cluster.name, cluster.certificateAuthority])).toEqual([
    ['before', certificateAuthority],
  ]);
});

test('a backup alone tells no secret, and the service says which key is missing', async () => {
  const [copy, file] = [join(scratch, 'copy'), join(scratch, 'backup.db')];
  running = await startServiceProcess({ dataDirectory: data, token: TOKEN, speed: 2_000 });
  const client = createClient({ endpoint: running.endpoint, token: TOKEN });
  await client.clusters.create({ name: 'prod', topology: 'development' });
  await run('backup', [file]);
  const bytes = await readFile(file, 'latin1');
  expect(bytes).toContain('"prod"');
  expect(bytes).not.toContain((await readFile(join(data, 'secret.key'), 'latin1')).trim());
  expect(bytes).not.toContain('PRIVATE KEY');
  expect(bytes).not.toContain(TOKEN);
  await run('restore', [file], { HIKUBE_DATA_DIR: copy });
  await expect(startServiceProcess({ dataDirectory: copy, token: TOKEN })).rejects.toThrow(/key/);
});

describe('a mistake is one sentence, and changes nothing', () => {
  test('no file', async () => {
    await expectMistake(runByNpm('backup', []), /needs a file, as in "npm run backup -- <file>"/);
    await expectMistake(run('restore', []), /needs a file, as in "npm run restore -- <file>"/);
  });

  test('data that is elsewhere', async () => {
    const file = join(scratch, 'backup.db');
    const postgres = { DATABASE_URL: 'postgres://user:pass-phrase@127.0.0.1:1/hikube' };
    for (const verb of ['backup', 'restore'] as const) {
      const said = run(verb, [file], postgres);
      await expectMistake(said, /^The data is in PostgreSQL: .* pg_dump/);
      expect((await said).text).not.toContain('pass-phrase');
      await expectMistake(run(verb, [file], { HIKUBE_STORE: 'memory' }), /^The store memory keeps nothing/);
    }
  });

  test('a backup of nothing, onto a file that is there, or to a place that is not', async () => {
    const file = join(scratch, 'backup.db');
    await expectMistake(run('backup', [file]), /holds no data to back up: check HIKUBE_DATA_DIR/);
    await fill(data);
    await writeFile(file, 'precious');
    await expectMistake(run('backup', [file]), /already exists: name a new file/);
    expect(await readFile(file, 'utf8')).toBe('precious');
    await expectMistake(run('backup', [join(scratch, 'no', 'where')]), /there is no such file or directory/);
  });

  test('a restore while a service is running, or over data that is there', async () => {
    const file = join(scratch, 'backup.db');
    await fill(data, 'old');
    expect((await run('backup', [file])).code).toBe(0);
    running = await startServiceProcess({ dataDirectory: data, token: TOKEN });
    const inUse = new RegExp(`in use by process ${running.pid}; stop it`);
    await expectMistake(run('restore', [file, '--replace']), inUse);
    await running.stop();
    await expectMistake(run('restore', [file]), /already holds data: .* add --replace/);
    await fill(data, 'new');
    const replaced = await run('restore', [file, '--replace']);
    expect(replaced).toMatchObject({ code: 0, text: expect.stringContaining(join(data, 'replaced-1')) });
    expect(await idsIn(data)).toEqual(['old']);
  });

  test('a file that is missing, no backup, of something else, damaged, or of a newer version', async () => {
    await fill(data);
    const file = join(scratch, 'backup.db');
    expect((await run('backup', [file])).code).toBe(0);
    const path = (name: string) => join(scratch, name);
    await writeFile(path('text'), 'hello');
    const other = new DatabaseSync(path('other'));
    other.exec('CREATE TABLE guests (name TEXT)');
    other.close();
    const damaged = await readFile(file);
    await writeFile(path('damaged'), damaged.fill(0xaa, damaged.length - 4096));
    await copyFile(file, path('newer'));
    const newer = new DatabaseSync(path('newer'));
    newer.exec('PRAGMA user_version = 99');
    newer.close();
    const noBackup = (name: string) =>
      new RegExp(`^${path(name)} is damaged or is no backup of this service: choose another file`);
    for (const [name, pattern] of [
      ['missing', /^There is no backup at .*missing: check the path/],
      ['text', noBackup('text')],
      ['other', noBackup('other')],
      ['damaged', noBackup('damaged')],
      ['newer', new RegExp(`^${path('newer')} was written by a newer version .*format 99`)],
    ] as const) {
      await expectMistake(run('restore', [path(name), '--replace']), pattern);
    }
    expect(await idsIn(data)).toEqual(['one']);
  });
});
