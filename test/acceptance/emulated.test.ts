// `endpoint = "emulator"`: the processes of one command meet one emulator, and the commands that follow find what it knew.
import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createClient } from '@hikube/sdk';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type EmulatedStack, emulatedStack } from '../support/emulated-stack.ts';
import type { Workspace } from '../support/terraform.ts';

let stack: EmulatedStack;
beforeAll(async () => {
  stack = await emulatedStack();
});
afterAll(() => stack.dispose());

const configuration = (endpoint: string, more = '') => `terraform {
  required_providers {
    hikube = { source = "hidora/hikube" }
  }
}
provider "hikube" {
  endpoint = "${endpoint}"
}
resource "hikube_kubernetes_cluster" "this" {
  name    = "prod"
  version = "1.34"
}
${more}`;

async function initialised(hcl: string, environment?: Record<string, string>): Promise<Workspace> {
  const workspace = await stack.workspace(environment);
  await workspace.write(hcl);
  expect(await workspace.init()).toMatchObject({ exitCode: 0 });
  return workspace;
}

test('its data is in the working directory: a second command finds it, also after it was killed', async () => {
  const workspace = await initialised(configuration('emulator'));
  expect(await workspace.apply()).toMatchObject({ exitCode: 0 });
  const [first, ...others] = await stack.running(workspace);
  expect(others).toEqual([]);
  const { items } = await createClient(first!).clusters.list();
  expect(items.map(({ name }) => name)).toEqual(['prod']);
  expect(await workspace.plan()).toMatchObject({ empty: true });
  // The same one, as it is not idle for long.
  expect(await stack.running(workspace)).toEqual([first]);
  process.kill(first!.pid, 'SIGKILL');
  expect(await workspace.plan()).toMatchObject({ empty: true });
  const [second] = await stack.running(workspace);
  expect(second?.pid).not.toBe(first!.pid);
  expect(await workspace.destroy()).toMatchObject({ exitCode: 0 });
  expect((await createClient(second!).clusters.list()).items).toEqual([]);
  // It holds a token, and what it holds is nobody's to commit.
  const { mode } = await stat(join(workspace.folder, '.hikube-emulator'));
  expect(mode & 0o077).toBe(0);
});

test('in memory it ends with the command, and the next one begins with nothing', async () => {
  const workspace = await initialised(configuration('emulator:memory'));
  expect(await workspace.apply()).toMatchObject({ exitCode: 0 });
  await expect.poll(() => stack.running(workspace)).toEqual([]);
  const { changes } = await workspace.plan();
  expect(changes.map(({ change }) => change.actions)).toEqual([['create']]);
});

test('the log tells every step of what an apply waits for, in their order', async () => {
  const workspace = await initialised(configuration('emulator:memory'), { TF_LOG_PROVIDER: 'info' });
  const { exitCode, stderr } = await workspace.apply();
  expect(exitCode).toBe(0);
  const told = [...stderr.matchAll(/Cluster\.create of prod: (\d+) %, /g)].map(([, percent]) =>
    Number(percent),
  );
  expect(told).toEqual([...told].sort((a, b) => a - b));
  expect(told.filter((percent) => percent > 0 && percent < 100).length).toBeGreaterThan(4);
  expect(told.at(-1)).toBe(100);
});

test('several providers of one command, which start at the same time, meet the same one', async () => {
  const aliases = Array.from(
    { length: 4 },
    (_, index) => `
provider "hikube" {
  alias    = "p${index}"
  endpoint = "emulator"
}
resource "hikube_kubernetes_cluster" "c${index}" {
  provider = hikube.p${index}
  name     = "c${index}"
  version  = "1.34"
}`,
  );
  const workspace = await initialised(configuration('emulator', aliases.join('\n')));
  expect(await workspace.apply()).toMatchObject({ exitCode: 0 });
  const [only, ...others] = await stack.running(workspace);
  expect(others).toEqual([]);
  const { items } = await createClient(only!).clusters.list();
  expect(items.map(({ name }) => name)).toEqual(['c0', 'c1', 'c2', 'c3', 'prod']);
});

test('the environment can name it, too', async () => {
  const hcl = configuration('x').replace('endpoint = "x"', '');
  const workspace = await initialised(hcl, { HIKUBE_ENDPOINT: 'emulator:memory' });
  expect(await workspace.plan()).toMatchObject({ exitCode: 2 });
});

test.each([
  ['emulator:', 'The endpoint is no emulator'],
  ['emulator:disk', 'Use "emulator" for one with its data in the working directory'],
  ['emulator:missing.json', 'The options missing.json cannot be read'],
  ['emulator:wrong.json', 'There is no fault "Slwo"'],
])('%s is one error with what to do', async (endpoint, sentence) => {
  const workspace = await initialised(configuration(endpoint));
  await writeFile(join(workspace.folder, 'wrong.json'), '{"faults":[{"kind":"Slwo"}]}');
  const run = await workspace.plan();
  expect(run.exitCode).toBe(1);
  expect(run.diagnostics).toHaveLength(1);
  const [{ summary, detail } = { summary: '', detail: '' }] = run.diagnostics;
  expect(`${summary}. ${detail}`).toContain(sentence);
});
