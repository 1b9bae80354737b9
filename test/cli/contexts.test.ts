// One login for everything: what the command keeps is where the SDK looks, and what it understands.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createEmulator } from '@hikube/emulator';
import { createClient } from '@hikube/sdk';
import { fromContext } from '@hikube/sdk/node';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { hikube } from './world.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hikube-contexts-'));
  for (const name of ['HIKUBE_CONFIG', 'HIKUBE_CONTEXT']) vi.stubEnv(name, '');
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

test.each([
  ['a token', () => ['--token-stdin']],
  ['a program that prints it', (file: string) => ['--token-command', `cat ${file}`]],
])('the SDK goes on where hikube auth login has kept %s', async (_what, wordsOf) => {
  await using emulator = await createEmulator();
  const { token, endpoint } = emulator;
  const XDG_CONFIG_HOME = join(folder, 'config');
  const file = join(folder, 'token');
  await writeFile(file, token);
  const { code, host } = await hikube(emulator, ['auth', 'login', '--context', 'work', ...wordsOf(file)], {
    environment: { XDG_CONFIG_HOME, HIKUBE_ENDPOINT: endpoint },
    stdin: token,
    programs: { cat: { stdout: token } },
  });
  expect([code, host.disk.size]).toEqual([0, 1]);
  for (const [path, text] of host.disk) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }
  vi.stubEnv('XDG_CONFIG_HOME', XDG_CONFIG_HOME);
  const options = await fromContext();
  expect(options.endpoint).toBe(endpoint);
  const client = createClient({ ...options, fetch: (request, init) => emulator.fetch(request, init) });
  expect(await client.tenant()).toMatchObject({ id: (await emulator.client().tenant()).id });
});
