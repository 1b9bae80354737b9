// A Node that cannot run this project is named, in place of what that Node would say of it.
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { expect, test } from 'vitest';
import { ROOT } from './checks/run.ts';

const SCRIPT = join(ROOT, 'scripts/needs-node.js');

const run = (...flags: string[]) =>
  new Promise<{ code: number | null; told: string }>((resolve) => {
    const child = execFile(process.execPath, [...flags, SCRIPT], (_error, stdout, stderr) =>
      resolve({ code: child.exitCode, told: stdout + stderr }),
    );
  });

test('one that reads TypeScript is let through, without a word', async () => {
  expect(await run()).toEqual({ code: 0, told: '' });
});

test('one that does not is told what to install', async () => {
  const { code, told } = await run('--no-experimental-strip-types');
  expect([code, told]).toEqual([
    1,
    expect.stringMatching(/needs Node 24, and this is \d.*\nnext: .*npm ci again\n/),
  ]);
});

test('npm runs it when everything is installed', async () => {
  const { scripts } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));
  expect(scripts.postinstall).toBe('node scripts/needs-node.js');
});
