// The tests of the module run as its README says: the real terraform, the packed provider, and nothing else.
import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type EmulatedStack, emulatedStack } from '../support/emulated-stack.ts';

const module = fileURLToPath(new URL('../../examples/terraform-module/', import.meta.url));

let stack: EmulatedStack;
beforeAll(async () => {
  stack = await emulatedStack();
});
afterAll(() => stack.dispose());

async function copied() {
  const workspace = await stack.workspace();
  await cp(module, workspace.folder, { recursive: true });
  expect(await workspace.init()).toMatchObject({ exitCode: 0 });
  return workspace;
}

test('they pass, whatever goes wrong, and leave no emulator behind', async () => {
  const workspace = await copied();
  const run = await workspace.run(['test', '-no-color']);
  expect(run.stdout + run.stderr).toContain('Success! 5 passed, 0 failed.');
  expect(run.exitCode).toBe(0);
  await expect.poll(() => stack.running(workspace)).toEqual([]);
});

test('what fails at the platform fails the test, in its words', async () => {
  const workspace = await copied();
  const faults = [{ kind: 'ControlPlaneFails', message: 'etcd is full.' }];
  await writeFile(join(workspace.folder, 'tests/faults.json'), JSON.stringify({ faults }));
  const run = await workspace.run(['test', '-no-color', '-filter=tests/faults.tftest.hcl']);
  expect(run.exitCode).toBe(1);
  expect(run.stdout + run.stderr).toContain('etcd is full.');
});
