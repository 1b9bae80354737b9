// A stranger installs the emulator from its archive: as a library, under Vitest, with msw, and as a command.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeBlocks } from '../support/code-blocks.ts';
import { isForFullRun } from '../support/left-out.ts';
import { archivesOf } from '../support/packed-archives.ts';
import { COMPILERS, newProject, type Project, ROOT, runInNode20 } from './project.ts';

// The versions that the repository itself has, so that they are in the cache.
const { devDependencies } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as {
  devDependencies: Record<string, string>;
};
const PEERS = ['vitest', 'msw'].map((name) => `${name}@${devDependencies[name]}`);
const README = await readFile(join(ROOT, 'emulator/README.md'), 'utf8');
const PROGRAMS = codeBlocks(README, 'ts');

// That archives can be installed is tried with the SDK in the short run.
const leftOut = isForFullRun('The emulator as it is installed');

let project: Project;
const started: ChildProcess[] = [];
beforeAll(async () => {
  project = await newProject(await archivesOf('@hikube/sdk', '@hikube/emulator'), PEERS);
}, 300_000);
afterAll(async () => {
  for (const child of started) child.kill('SIGKILL');
  await project?.dispose();
});

// What is written for Vitest is run by it.
const isTest = (program: string) => program.includes('@hikube/emulator/vitest');
const fileOf = (program: string, index: number) =>
  `readme-${index + 1}.${isTest(program) ? 'test.ts' : 'mts'}`;

test.skipIf(leftOut).each(PROGRAMS.map((program, index) => [index + 1, program] as const))(
  'program %i of the README runs',
  async (number, program) => {
    const file = await project.write(fileOf(program, number - 1), program);
    if (isTest(program)) {
      expect(await project.run('npx', ['vitest', 'run', file])).toMatch(/1 passed/);
    } else {
      const flags = ['--experimental-strip-types', '--disable-warning=ExperimentalWarning'];
      await project.run(process.execPath, [...flags, file]);
    }
  },
);

test.skipIf(leftOut)('the types of all of them fit', async () => {
  const files = await Promise.all(
    PROGRAMS.map((program, index) => project.write(fileOf(program, index), program)),
  );
  // msw and Vitest have types of their own that want more than these.
  const options = ['--module', 'nodenext', '--target', 'es2022', '--strict', '--noEmit', '--skipLibCheck'];
  const lib = ['--lib', 'es2023,dom,dom.iterable,dom.asynciterable,esnext.disposable'];
  const words = [COMPILERS['TypeScript 5'], ...options, ...lib, ...files];
  expect(await project.run(process.execPath, words)).toBe('');
});

test.skipIf(leftOut)('an error of an emulator is one of the SDK that the application has', async () => {
  const program = `import { createEmulator } from '@hikube/emulator';
import { NotFoundError } from '@hikube/sdk';
const emulator = await createEmulator();
const error = await emulator.client().clusters.get('gone').catch((thrown) => thrown);
console.log(error instanceof NotFoundError);
await emulator.close();`;
  const file = await project.write('error.mjs', program);
  expect((await project.run(process.execPath, [file])).trim()).toBe('true');
});

test.skipIf(leftOut)('npx starts it: one line says where it is, and it ends with its input', async () => {
  const child = spawn('npx', ['@hikube/emulator', '--json'], {
    cwd: project.folder,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  started.push(child);
  const lines: string[] = [];
  const reader = createInterface(child.stdout);
  reader.on('line', (line) => lines.push(line));
  await expect.poll(() => lines.length).toBe(1);
  const { endpoint, token, ...rest } = JSON.parse(lines[0] ?? '');
  expect(rest).toEqual({});
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
  const body = JSON.stringify({ name: 'prod' });
  const created = await fetch(`${endpoint}/clusters`, { method: 'POST', headers, body });
  const { id } = (await created.json()) as { id: string };
  const ended = await fetch(`${endpoint}/operations/${id}?wait=30s`, { headers });
  expect(await ended.json()).toMatchObject({ status: 'succeeded' });
  // The page is inside, for browsers of this machine.
  const page = await fetch(new URL('/', endpoint), { headers: { Accept: 'text/html' } });
  const [, script = ''] = /<script type="module" src="([^"]+)"/.exec(await page.text()) ?? [];
  expect((await fetch(new URL(script, endpoint))).status).toBe(200);
  child.stdin.end();
  expect(await once(child, 'close')).toEqual([0, null]);
  expect(lines).toHaveLength(1);
});

test.skipIf(leftOut)('with a command it ends as that does', async () => {
  const program = 'process.exitCode = process.env.HIKUBE_TOKEN ? 7 : 1';
  const child = spawn('npx', ['@hikube/emulator', '--', process.execPath, '-e', program], {
    cwd: project.folder,
  });
  started.push(child);
  expect(await once(child, 'close')).toEqual([7, null]);
});

test.skipIf(leftOut)('in Node 20, where the machine has one', async () => {
  const program = `import { createEmulator } from '@hikube/emulator';
const emulator = await createEmulator();
console.log((await emulator.client().clusters.create({ name: 'prod' })).status.phase);
await emulator.close();`;
  const file = await project.write('twenty.mjs', program);
  const told = await runInNode20(project, [file]);
  if (told !== undefined) expect(told.trim()).toBe('Running');
});

test.skipIf(leftOut)('in Node 20, where the machine has one, as a command that runs another', async () => {
  const command = join(project.folder, 'node_modules/.bin/hikube-emulator');
  const ask = "fetch(process.env.HIKUBE_ENDPOINT + '/tenant')";
  const program = `${ask}.then(({ status }) => console.log(process.version, status))`;
  const told = await runInNode20(project, [command, '--', 'node', '-e', program]);
  if (told !== undefined) expect(told).toMatch(/^v20\..* 401\n$/);
});
