import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hostCommand } from './host-command.ts';

let child: ReturnType<typeof spawn>;
beforeAll(async () => {
  child = spawn(process.execPath, ['-e', 'console.log(1); process.stdin.resume()', 'apply', '-destroy'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  await once(child.stdout as NonNullable<typeof child.stdout>, 'data');
});
afterAll(() => {
  child.stdin?.end();
});

const ask = (platform: NodeJS.Platform, pid = child.pid ?? 0, environment = {}) =>
  hostCommand({ pid, platform, environment })();

test.runIf(process.platform === 'linux')('the system tells how a process was started', async () => {
  expect((await ask('linux'))?.slice(-2)).toEqual(['apply', '-destroy']);
});

test.skipIf(process.platform === 'win32')('so does ps, where there is no /proc', async () => {
  expect((await ask('darwin'))?.slice(-2)).toEqual(['apply', '-destroy']);
});

test.runIf(process.platform === 'linux')('arguments of the environment count as well', async () => {
  const environment = { TF_CLI_ARGS_plan: '-destroy  -no-color', TF_CLI_ARGS_init: '-upgrade', PATH: '/bin' };
  expect((await ask('linux', child.pid, environment))?.slice(-2)).toEqual(['-destroy', '-no-color']);
});

test('where nobody can tell, nobody guesses', async () => {
  expect(await ask('win32')).toBeUndefined();
  expect(await ask('linux', 2 ** 30)).toBeUndefined();
});
