// Every program of the SDK's README runs against a real service, from the sources, and says what it promises.
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeBlocks } from '../support/code-blocks.ts';
import { run } from '../support/program.ts';
import { type ServiceProcess, startServiceProcess } from '../support/service-process.ts';
import { ROOT } from './project.ts';

const README = await readFile(join(ROOT, 'sdk/README.md'), 'utf8');
const PROGRAMS = codeBlocks(README, 'ts');

/** What each prints, in the order of the page. */
const PRINTS: readonly RegExp[] = [
  /100 % .*\nhttps:/s,
  /^demo\n$/,
  /^demo\n$/,
  /^Running\n$/,
  /^404 not_found\n\/version .*\.\n$/,
  /^\d+\nI have seen enough\n(not_cancellable\n)?$/,
  /^\d+ (true|false)\n$/,
  /hikube > GET .*\/tenant\n.*hikube < 200 .*\ndemo .*r=\d+.* \S+\n$/s,
  /^demo\n$/,
  /^demo\nsmall\n(?:\S+\n)*small\n(?:\S+\n)*$/,
  /^demo\n$/,
  /^\/v1\/tenant\n$/,
];

let folder: string;
let service: ServiceProcess;
beforeAll(async () => {
  // Inside the project, where the packages of the workspace are found, and nobody looks for sources.
  await mkdir(join(ROOT, 'dist'), { recursive: true });
  folder = await mkdtemp(join(ROOT, 'dist/readme-'));
  service = await startServiceProcess({ store: 'memory', speed: 3600 });
});
afterAll(async () => {
  await service?.stop();
  await rm(folder, { recursive: true, force: true });
});

test('each program has its promise', () => {
  expect(PROGRAMS).toHaveLength(PRINTS.length);
});

test.each(PROGRAMS.map((program, index) => ({ index, program })))(
  'program $index works',
  async ({ index, program }) => {
    const file = join(folder, `program-${index}.mts`);
    await writeFile(file, program);
    await writeFile(join(folder, 'token'), `${service.token}\n`);
    const here = { endpoint: service.endpoint, credential: { token: service.token } };
    const config = join(folder, 'config.json');
    await writeFile(config, JSON.stringify({ current: 'here', contexts: { here } }));
    const env = {
      ...process.env,
      NODE_OPTIONS: '',
      HIKUBE_ENDPOINT: service.endpoint,
      HIKUBE_TOKEN: service.token,
      TOKEN_FILE: join(folder, 'token'),
      HIKUBE_CONFIG: config,
    };
    const words = ['--conditions=@hikube/source', '--disable-warning=ExperimentalWarning', file];
    const { stdout } = await run(process.execPath, words, { cwd: folder, env });
    expect(stdout).toMatch(PRINTS[index] as RegExp);
    expect(stdout).not.toContain(service.token);
  },
);

test('the program for CommonJS works', async () => {
  const [program = ''] = codeBlocks(README, 'js');
  const file = join(folder, 'program.cjs');
  await writeFile(file, program);
  const env = {
    ...process.env,
    NODE_OPTIONS: '',
    HIKUBE_ENDPOINT: service.endpoint,
    HIKUBE_TOKEN: service.token,
  };
  const { stdout } = await run(process.execPath, ['--conditions=@hikube/source', file], { cwd: folder, env });
  expect(Number(stdout)).toBeGreaterThan(4);
});
