// The tests of the module run under the real terraform, on an emulator in this process.
import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createEmulator, type EmulatorFault } from '@hikube/emulator';
import { listen } from '@hikube/emulator/node';
import { expect, test } from 'vitest';
import { startStack } from '../support/stack.ts';

const module = fileURLToPath(new URL('../../examples/terraform-module/', import.meta.url));

async function terraformTest(faults: readonly EmulatorFault[]) {
  await using emulator = await createEmulator({ faults });
  await using listening = await listen(emulator);
  const { endpoint, port } = listening;
  const stack = await startStack({ service: { endpoint, port, token: emulator.token } });
  try {
    const workspace = await stack.workspace('');
    await workspace.write(await readFile(join(module, 'main.tf'), 'utf8'));
    await cp(join(module, 'tests'), join(workspace.folder, 'tests'), { recursive: true });
    const run = await workspace.run(['test', '-no-color']);
    const left = (await emulator.client().clusters.list()).items;
    return { run, left };
  } finally {
    await stack.dispose();
  }
}

test.each<[string, readonly EmulatorFault[]]>([
  ['nothing', []],
  [
    'answers that are lost',
    [
      { kind: 'DroppedAfter', operation: 'createCluster', times: 1 },
      { kind: 'Unavailable', operation: 'getOperation', times: 1 },
    ],
  ],
])('with %s going wrong they pass, and leave nothing behind', async (_what, faults) => {
  const { run, left } = await terraformTest(faults);
  expect(run).toMatchObject({ exitCode: 0 });
  expect(run.stdout).toContain('Success! 3 passed, 0 failed.');
  expect(left).toEqual([]);
});

test('what fails at the platform fails the test, in its words', async () => {
  const faults: EmulatorFault[] = [{ kind: 'ControlPlaneFails', message: 'etcd is full.' }];
  const { run, left } = await terraformTest(faults);
  expect(run.exitCode).toBe(1);
  expect(run.stdout + run.stderr).toContain('etcd is full.');
  expect(left).toEqual([]);
});
