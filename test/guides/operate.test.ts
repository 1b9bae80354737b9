// The guide for operators names what there is: settings, events, paths and the command that starts the service.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { bundleService } from '../../server/packaging/bundle.ts';
import { settingsHelp } from '../../server/src/settings.ts';
import { codeBlocks } from '../support/code-blocks.ts';
import { isLeftOut, missingProgram } from '../support/left-out.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const guide = await readFile(join(root, 'docs/guides/operate.md'), 'utf8');
const [unit = ''] = codeBlocks(guide, 'ini');

test('every setting in it exists', () => {
  const named = new Set(guide.match(/\b(?:HIKUBE_[A-Z_]+|DATABASE_URL)\b/g));
  expect(named.size).toBeGreaterThan(4);
  for (const name of named) expect(settingsHelp()).toContain(name);
});

test('every event in it is written somewhere', () => {
  const table = guide.slice(guide.indexOf('| event |'), guide.indexOf('## When'));
  const events = [...table.matchAll(/^\| (`.*?`) \|/gm)].flatMap(([, cell = '']) => cell.match(/\w+/g) ?? []);
  expect(events.length).toBeGreaterThan(8);
  for (const event of events) {
    const { status } = spawnSync('grep', ['-rqF', `'${event}'`, 'server/src', 'service/src'], { cwd: root });
    expect(status, event).toBe(0);
  }
});

const commandsOf = (mark: string) => codeBlocks(guide, mark).map((block) => block.trimEnd());
const commands = commandsOf('text');

test('unit and container start what the build has made', () => {
  expect(commands).toHaveLength(2);
  expect(unit).toContain(`ExecStart=/opt/hikube/node_modules/.bin/${commands[1]}`);
  const [image] = commandsOf('text image');
  const [, file = ''] = /^docker build --file (\S+) .* \.$/.exec(image ?? '') ?? [];
  expect(readFileSync(join(root, file), 'utf8')).toContain('ENTRYPOINT ["node", "/opt/hikube/start.mjs"]');
});

test.each([0, 1])('command %i of the prose starts it, and a signal stops it', async (index) => {
  if (index === 1) await bundleService();
  const [program = '', ...args] = (commands[index] ?? '').split(' ');
  const child = spawn(program === 'node' ? process.execPath : join(root, program), args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { PORT: '0', HIKUBE_KUBERNETES_PORT: '0', HIKUBE_STORE: 'memory' },
  });
  let printed = '';
  child.stdout.on('data', (chunk) => {
    printed += chunk;
  });
  await expect.poll(() => printed).toContain('is ready');
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([0, null]);
});

const leftOut = isLeftOut('The unit of systemd', missingProgram('systemd-analyze', '--version'));

test.skipIf(leftOut)('systemd takes the unit', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hikube-unit-'));
  const file = join(folder, 'hikube.service');
  // The program and the user of the guide are not on this machine.
  const text = unit
    .replaceAll(/^ExecStart=\S+/gm, `ExecStart=${process.execPath}`)
    .replace(/^User=.*\n/m, '');
  await writeFile(file, text);
  const { status, stdout, stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', file], {
    encoding: 'utf8',
  });
  expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: '' });
  await rm(folder, { recursive: true });
});
