// Each of the five ways of the guide makes its cluster.
import { chmod, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readSettings } from '../../server/src/settings.ts';
import { expectEmpty, expectSuccess } from '../acceptance/expect.ts';
import { codeBlocks } from '../support/code-blocks.ts';
import { run } from '../support/program.ts';
import type { ServiceProcess } from '../support/service-process.ts';
import { type Stack, startStack } from '../support/stack.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const guide = await readFile(join(root, 'docs/guides/first-cluster.md'), 'utf8');
const blocks = (language: string) => codeBlocks(guide, language);

let service: ServiceProcess;
let stack: Stack;
// Programs find the packages of the project from here.
let scratch: string;
beforeAll(async () => {
  stack = await startStack({ store: 'memory', speed: 600 });
  service = stack.service;
  scratch = await mkdtemp(join(tmpdir(), 'first-cluster-'));
  await symlink(join(root, 'node_modules'), join(scratch, 'node_modules'));
});
afterAll(async () => {
  await stack.dispose();
  await rm(scratch, { recursive: true, force: true });
});

async function here(command: string, args: readonly string[], folder = scratch): Promise<string> {
  const env = {
    ...process.env,
    PATH: `${scratch}:${process.env['PATH']}`,
    HIKUBE_ENDPOINT: service.endpoint,
    HIKUBE_TOKEN: service.token,
    HIKUBE_CONFIG: join(scratch, 'hikube.json'),
  };
  return (await run(command, [...args], { env, cwd: folder, timeout: 170_000 })).stdout;
}

const source = ['--conditions=@hikube/source'];

test('the settings of the guide are those of the service', () => {
  const [start = '', point = ''] = blocks('text');
  const variables = (text: string) =>
    Object.fromEntries(
      [...text.matchAll(/(HIKUBE_\w+)=(\S+)/g)].map(([, name = '', value = '']) => [name, value]),
    );
  const read = readSettings(variables(start));
  expect(read).toMatchObject({ ok: true, settings: { bootstrapToken: variables(point)['HIKUBE_TOKEN'] } });
});

test('curl', async () => {
  expect(await here('bash', ['-euo', 'pipefail', '-c', blocks('sh')[0]!])).toContain(
    '"kind":"Cluster.create"',
  );
});

test('the SDK', async () => {
  const file = join(scratch, 'first.ts');
  await writeFile(file, blocks('ts')[0]!);
  expect(await here(process.execPath, [...source, file])).toMatch(/100 % .*https:\/\//s);
});

test('the command line', async () => {
  const command = join(scratch, 'hikube');
  const main = join(root, 'cli/src/main.ts');
  await writeFile(command, `#!/bin/sh\nexec '${process.execPath}' ${source.join(' ')} '${main}' "$@"\n`);
  await chmod(command, 0o755);
  expect(await here('bash', ['-euo', 'pipefail', '-c', blocks('sh')[1]!])).toContain('by-command');
});

test('Terraform', async () => {
  const [hcl = ''] = blocks('hcl');
  // A workspace says itself where its provider comes from.
  const workspace = await stack.workspace(hcl.replace(/^terraform \{.*?^\}\n/ms, ''));
  expectSuccess(await workspace.apply());
  expectEmpty(await workspace.plan());
});

test('constructs', async () => {
  const file = join(scratch, 'stack.ts');
  await writeFile(file, blocks('ts construct')[0]!);
  await here(process.execPath, [...source, file]);
  const made = await readFile(join(scratch, 'cdktf.out/stacks/first/cdk.tf.json'), 'utf8');
  expect(JSON.parse(made).resource.hikube_kubernetes_cluster.first).toMatchObject({ name: 'by-construct' });
});

test('all clusters of the guide but that of the constructs are there', async () => {
  const names = (await stack.hikube.clusters.list()).items.map(({ name }) => name);
  expect(names.sort()).toEqual(['by-command', 'by-hand', 'by-program', 'by-terraform']);
});
