// The programs from which the reference takes its samples work, each from its first line to its last.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { expectEmpty, expectSuccess } from '../acceptance/expect.ts';
import { startSurroundings, synthesise, terraformIn } from '../constructs/stacks.ts';
import { newReader } from '../guides/follow.ts';
import { isForFullRun, isLeftOut, missingProgram } from '../support/left-out.ts';
import { startServiceProcess } from '../support/service-process.ts';
import { startStack } from '../support/stack.ts';

const FOLDER = fileURLToPath(new URL('../../examples/calls/', import.meta.url));
const run = promisify(execFile);

let scratch = '';
beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'hikube-calls-'));
});
afterEach(() => rm(scratch, { recursive: true, force: true }));

/** Runs a program against a service of its own, and gives what it printed; whatever it refuses fails the test. */
async function tried(command: string, ...options: string[]): Promise<string> {
  const service = await startServiceProcess({ store: 'memory', speed: 1200 });
  try {
    const env = { ...process.env, CURL_HOME: scratch };
    const { stdout } = await run(command, options, {
      env: { ...env, HIKUBE_ENDPOINT: service.endpoint, HIKUBE_TOKEN: service.token },
      maxBuffer: 1 << 26,
    });
    return stdout;
  } finally {
    await service.stop();
  }
}

test('curl calls every operation', async () => {
  // A person sees what is refused; the script has to end there.
  await writeFile(join(scratch, '.curlrc'), 'silent\nshow-error\nfail-with-body\n');
  expect(await tried('bash', join(FOLDER, 'curl.sh'))).toContain('"kind":"Cluster.delete"');
});

// It starts the command sixty times; the short run has every command in one process, in test/cli.
const leftOut =
  isForFullRun('The program of samples of hikube') ||
  isLeftOut('The sample of kubectl', missingProgram('kubectl', 'version', '--client'));

test.skipIf(leftOut)('the command line calls every operation', async () => {
  const service = await startServiceProcess({ store: 'memory', speed: 1200 });
  try {
    await using reader = await newReader(service);
    const { stderr } = await run('bash', [join(FOLDER, 'cli.sh')], {
      cwd: reader.folder,
      env: reader.environment,
    });
    expect(stderr).toContain('100 %');
  } finally {
    await service.stop();
  }
});

test('the SDK calls every operation that it has', async () => {
  const printed = await tried(process.execPath, '--conditions=@hikube/source', join(FOLDER, 'sdk.ts'));
  expect(printed).toContain('100 %');
});

test('terraform applies it, has nothing left to do, and destroys it', async () => {
  const stack = await startStack({ store: 'memory', speed: 3000 });
  try {
    const workspace = await stack.workspace(await readFile(join(FOLDER, 'main.tf'), 'utf8'));
    expectSuccess(await workspace.apply());
    expectEmpty(await workspace.plan());
    expectSuccess(await workspace.destroy());
  } finally {
    await stack.dispose();
  }
});

test('what the constructs write is applied, leaves nothing to do, and is destroyed', async () => {
  const surroundings = await startSurroundings();
  try {
    const workspace = await surroundings.workspace();
    await synthesise(join(FOLDER, 'constructs.ts'), workspace);
    const terraform = terraformIn(workspace, 'calls');
    expectSuccess(await terraform('init'));
    expectSuccess(await terraform('apply', '-auto-approve'));
    expectSuccess(await terraform('plan', '-detailed-exitcode'));
    expectSuccess(await terraform('destroy', '-auto-approve'));
  } finally {
    await surroundings.dispose();
  }
});
