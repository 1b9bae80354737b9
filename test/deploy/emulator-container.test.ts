// The container file of the emulator: what it says, and that what it starts runs, without an image of it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, relative } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { createClient } from '@hikube/sdk';
import { bundleEmulator } from '@hikube/terraform-provider/packaging';
import { expect, test } from 'vitest';
import { BUILD } from '../../cli/packaging/bundle.ts';
import { freePort } from '../support/free-port.ts';
import {
  expectClean,
  expectOurNode,
  expectUnprivileged,
  readContainerfile,
  readOurs,
} from './containerfile.support.ts';

const PATH = 'emulator/deploy/Containerfile';
const file = await readContainerfile(PATH);
const { all } = file;
const [entrypoint] = all('ENTRYPOINT').map((words) => JSON.parse(words) as string[]);
const [program = '', script = '', ...words] = entrypoint ?? [];

test('both stages are the Node that the emulator is made for', () => expectOurNode(file));
test('it runs as a number that is not root', () => expectUnprivileged(file));
test('nothing of this machine gets into it', () => expectClean(PATH));

test('it copies what the build makes, and starts it on the port that it shows', () => {
  const built = relative(fileURLToPath(new URL('../..', import.meta.url)), BUILD);
  expect(all('RUN')).toEqual(['npm ci && npm run build']);
  expect(all('COPY')).toEqual(['. .', `--from=build /build/${built}/${basename(script)} ${script}`]);
  expect(program).toBe('node');
  expect([words[words.indexOf('--port') + 1]]).toEqual(all('EXPOSE'));
});

test('the README says how it is started, by the names of the file', async () => {
  const readme = await readOurs('emulator/README.md');
  expect(readme).toContain(PATH);
  expect(readme).toContain(`--publish 127.0.0.1:${all('EXPOSE')[0]}:${all('EXPOSE')[0]}`);
});

test('what it starts answers by its names, goes on without input, and ends as a container is ended', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hikube-image-'));
  const bundled = await bundleEmulator(folder);
  // Nothing but this one file is in the image.
  expect(await readdir(folder)).toEqual([basename(script)]);
  const port = String(await freePort());
  const own = words.map((word, index) => (words[index - 1] === '--port' ? port : word));
  const child = spawn(process.execPath, [bundled, ...own, '--allow', 'localhost'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {},
    cwd: folder,
  });
  try {
    const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
    const { endpoint, token } = JSON.parse(line) as { endpoint: string; token: string };
    expect(endpoint).toBe(`http://localhost:${port}/v1`);
    const hikube = createClient({ endpoint: `http://127.0.0.1:${port}/v1`, token });
    expect((await hikube.clusters.create({ name: 'prod' })).status.phase).toBe('Running');
  } finally {
    child.kill('SIGTERM');
  }
  expect(await once(child, 'exit')).toEqual([0, null]);
  await rm(folder, { recursive: true });
});
