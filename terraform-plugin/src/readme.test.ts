// The provider in the README is a program: it is compiled, served, and used by the real terraform.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { TerraformWorkspace } from './testing/protocol-terraform.ts';

const pathOf = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const root = pathOf('../..');
const readme = readFileSync(pathOf('../README.md'), 'utf8');
const source = /```ts\n(.*?)```/s.exec(readme)?.[1] ?? '';

let workspace: TerraformWorkspace;
let program: string;
beforeEach(() => {
  workspace = new TerraformWorkspace();
  program = workspace.write(
    'mini.mts',
    source
      .replace("'terraform-plugin'", `'${pathOf('./index.ts')}'`)
      .replace("'terraform-plugin/protocol'", `'${pathOf('./protocol/index.ts')}'`),
  );
});
afterEach(() => workspace.remove());

test('ten statements beside the imports', () => {
  const isStatement = (line: string) => /^(const|type|serve)/.test(line);
  expect(source.split('\n').filter(isStatement).length).toBeLessThanOrEqual(10);
});

test('compiles', () => {
  const options = ['--noEmit', '--strict', '--target', 'es2023', '--module', 'nodenext', '--skipLibCheck'];
  const types = ['--types', 'node', '--typeRoots', join(root, 'node_modules/@types')];
  const flags = [
    ...options,
    ...types,
    '--allowImportingTsExtensions',
    '--customConditions',
    '@hikube/source',
  ];
  const compiler = join(root, 'node_modules/@typescript/native/bin/tsc');
  expect(
    execFileSync(process.execPath, [compiler, ...flags, program], {
      encoding: 'utf8',
      cwd: workspace.directory,
    }),
  ).toBe('');
});

test('makes a file, sees that it changed, and removes it', async () => {
  workspace.write(
    'terraform.rc',
    `provider_installation {\n  dev_overrides { "example/mini" = "${workspace.directory}" }\n  direct {}\n}\n`,
  );
  const command = `exec "${process.execPath}" --conditions=@hikube/source "${program}"`;
  workspace.write('terraform-provider-mini', `#!/bin/sh\n${command}\n`);
  const file = join(workspace.directory, 'note.txt');
  workspace.write(
    'main.tf',
    `terraform {\n  required_providers {\n    mini = { source = "example/mini" }\n  }\n}
resource "mini_file" "note" {\n  path = "${file}"\n  text = "hello"\n}\n`,
  );
  expect((await workspace.run('apply', '-auto-approve')).output).toContain('1 added');
  expect(readFileSync(file, 'utf8')).toBe('hello');
  expect((await workspace.run('plan')).output).toContain('No changes.');
  workspace.write('note.txt', 'changed');
  expect((await workspace.run('plan')).output).toMatch(/~ text = "changed" -> "hello"/);
  expect((await workspace.run('destroy', '-auto-approve')).output).toContain('1 destroyed');
  expect(existsSync(file)).toBe(false);
});
