// The embedded store is backed up while the service works, and restored by one command each.
import { spawn } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createClient } from '@hikube/sdk';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ServiceProcess, startServiceProcess } from '../support/service-process.ts';

const main = fileURLToPath(new URL('../../service/src/main.ts', import.meta.url));

let scratch: string;
let running: ServiceProcess | undefined;
beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'hikube-backup-'));
});
afterEach(async () => {
  await running?.stop();
  running = undefined;
  await rm(scratch, { recursive: true, force: true });
});

function command(directory: string, ...flags: string[]): Promise<{ code: number | null; text: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--conditions=@hikube/source', main, ...flags], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: process.env['PATH'], HIKUBE_DATA_DIR: directory },
    });
    let text = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        text += chunk;
      });
    }
    child.once('close', (code) => resolve({ code, text }));
  });
}

test('what was there at the backup is there after the restore, and nothing later', async () => {
  const [data, copy, file] = ['data', 'copy', 'backup.db'].map((name) => join(scratch, name)) as [
    string,
    string,
    string,
  ];
  running = await startServiceProcess({ dataDirectory: data, token: 'an-administrator' });
  const client = createClient({ endpoint: running.endpoint, token: 'an-administrator' });
  await client.clusters.create({ name: 'before' }).accepted;
  const backup = await command(data, '--backup-to', file);
  expect(backup).toMatchObject({ code: 0, text: expect.stringContaining('verified') });
  await client.clusters.create({ name: 'after' }).accepted;
  const again = await command(data, '--backup-to', file);
  expect(again).toMatchObject({ code: 1, text: expect.stringContaining('already exists') });
  const inUse = await command(data, '--restore-from', file, '--replace');
  expect(inUse.code).toBe(1);
  await running.stop();

  await mkdir(copy);
  expect(await command(copy, '--restore-from', file)).toMatchObject({ code: 0 });
  for (const name of await readdir(data)) {
    if (name.includes('key')) await copyFile(join(data, name), join(copy, name));
  }
  running = await startServiceProcess({ dataDirectory: copy, token: 'an-administrator' });
  const restored = createClient({ endpoint: running.endpoint, token: 'an-administrator' });
  const names = (await restored.clusters.list().toArray()).map(({ name }) => name);
  expect(names).toEqual(['before']);
}, 60_000);
