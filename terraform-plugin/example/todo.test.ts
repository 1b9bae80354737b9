// The example is used by the real terraform, from the first plan to the last item.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { TerraformWorkspace } from '../src/testing/protocol-terraform.ts';
import type { Item } from './list.ts';

const pathOf = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const MAIN_TF = readFileSync(pathOf('./main.tf'), 'utf8');

let workspace: TerraformWorkspace;
let list: string;
beforeEach(() => {
  workspace = new TerraformWorkspace();
  list = join(workspace.directory, 'todo.json');
  workspace.write(
    'terraform.rc',
    `provider_installation {\n  dev_overrides { "example/todo" = "${workspace.directory}" }\n  direct {}\n}\n`,
  );
  const program = `exec "${process.execPath}" --conditions=@hikube/source "${pathOf('./main.ts')}"`;
  workspace.write('terraform-provider-todo', `#!/bin/sh\n${program}\n`);
  workspace.write('main.tf', MAIN_TF);
  workspace.write('terraform.tfvars', `list = "${list}"\n`);
});
afterEach(() => workspace.remove());

const stored = (): readonly Item[] => JSON.parse(readFileSync(list, 'utf8'));
const titled = (title: string) => stored().find((item) => item.title === title);

async function run(...words: string[]): Promise<string> {
  const { code, output } = await workspace.run(...words);
  expect({ output, code }).toEqual({ output, code: 0 });
  return output;
}

async function refused(...words: string[]): Promise<string> {
  const { code, output } = await workspace.run(...words);
  expect(code).toBe(1);
  return output.replaceAll(/[│╷╵\s]+/g, ' ');
}

test('a list comes to life, is changed in place, is imported into another state, and goes', async () => {
  const created = await run('apply', '-auto-approve');
  expect(created).toContain('2 added');
  expect(created).toContain('slug = "feed-the-cat"');
  expect(created).toContain('"Buy milk!"');
  expect(titled('Pay taxes')).toMatchObject({ priority: 'high', labels: [], done: false });
  expect(await run('plan')).toContain('No changes.');
  // The lock is gone, and nothing of it was kept.
  expect(existsSync(`${list}.lock`)).toBe(false);
  expect(readFileSync(join(workspace.directory, 'terraform.tfstate'), 'utf8')).not.toContain('process ');

  const milk = titled('Buy milk!');
  workspace.write('main.tf', MAIN_TF.replace('Buy milk!', 'Buy oat milk'));
  const planned = await run('plan');
  expect(planned).toMatch(/~ slug +=/);
  expect(planned).not.toMatch(/~ (id|created_at|priority)/);
  expect(await run('apply', '-auto-approve')).toContain('1 changed');
  expect(titled('Buy oat milk')?.id).toBe(milk?.id);

  await run('state', 'rm', 'todo_item.milk');
  expect(await run('import', 'todo_item.milk', milk?.id ?? '')).toContain('Import successful');
  expect(await run('plan')).toContain('No changes.');
  expect(await run('destroy', '-auto-approve')).toContain('2 destroyed');
  expect(stored()).toEqual([]);
});

test('what somebody did by hand is seen, and what is gone is made again', async () => {
  await run('apply', '-auto-approve');
  const [milk, taxes] = [titled('Buy milk!'), titled('Pay taxes')];
  workspace.write('todo.json', JSON.stringify([{ ...taxes, done: true }]));
  const planned = await run('plan');
  expect(planned).toMatch(/~ done +=? *true -> false/);
  expect(planned).toContain('todo_item.milk will be created');
  expect(await run('apply', '-auto-approve')).toContain('1 added, 1 changed');
  expect(titled('Buy milk!')?.id).not.toBe(milk?.id);
});

test('mistakes are told at their place', async () => {
  workspace.write('main.tf', MAIN_TF.replace('"high"', '"urgent"'));
  expect(await refused('validate')).toMatch(/priority.*"urgent".*low.*normal.*high/);
  workspace.write('main.tf', MAIN_TF.replace('slug("Feed the cat")', 'slug("!")'));
  expect(await refused('plan')).toContain('has neither a letter nor a digit; give it one');
  workspace.write('main.tf', MAIN_TF);
  workspace.write('todo.json.lock', 'somebody');
  expect(await refused('plan')).toContain('The list is locked');
});

test('a list that is not known yet is nobody else’s list', async () => {
  const unknown = 'resource "terraform_data" "file" {\n  input = var.list\n}\n';
  workspace.write(
    'main.tf',
    `${MAIN_TF.replace('list = var.list', 'list = terraform_data.file.output')}${unknown}`,
  );
  expect(await refused('plan')).toContain('The list is not known yet');
  expect(existsSync(list)).toBe(false);
});
