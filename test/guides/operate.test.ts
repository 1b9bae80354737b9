// The guide for operators names what there is: settings, events, paths and the command that starts the service.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createClient } from '@hikube/sdk';
import { expect, test } from 'vitest';
import { bundleService } from '../../server/packaging/bundle.ts';
import { settingsHelp } from '../../server/src/settings.ts';
import { codeBlocks } from '../support/code-blocks.ts';
import { isLeftOut, missingProgram } from '../support/left-out.ts';
import { describeWithPostgres } from '../support/postgres.ts';
import { run } from '../support/program.ts';
import { startServiceProcess } from '../support/service-process.ts';

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

describeWithPostgres('Replicas of the guide', {}, (server) => {
  test('two processes with its settings share one store, and one goes on for both', async () => {
    const [block = ''] = commandsOf('sh replicas');
    const { stdout } = await run('bash', ['-euc', `${block}\nprintf %s "$HIKUBE_SECRET_KEYS"`]);
    expect(block).toContain("export DATABASE_URL='postgresql://");
    const environment = { DATABASE_URL: server().url, HIKUBE_STORE: 'postgres', HIKUBE_SECRET_KEYS: stdout };
    const options = { environment, speed: 600, token: 'replicas-of-the-guide' };
    const first = await startServiceProcess(options);
    const second = await startServiceProcess(options);
    try {
      const made = createClient({ endpoint: first.endpoint, token: first.token }).clusters.create({
        name: 'prod',
      });
      await made.accepted;
      await first.stop();
      const other = createClient({ endpoint: second.endpoint, token: second.token });
      await expect
        .poll(async () => (await other.clusters.get('prod')).status.phase, {
          timeout: 170_000,
          interval: 500,
        })
        .toBe('Running');
    } finally {
      await first.stop();
      await second.stop();
    }
  });
});
