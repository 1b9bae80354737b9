// One object from its creation to its end, and what happens to it behind Terraform's back.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ToyTerraform } from '../testing/framework-terraform.ts';

let toy: ToyTerraform;
beforeEach(async () => {
  toy = await ToyTerraform.start();
});
afterEach(() => toy.end());

const web = (body: string) => `resource "toy_server" "web" {\n${body}\n}\n`;

async function expectNoChanges(): Promise<void> {
  const { output, code } = await toy.plan();
  expect(output).toContain('No changes.');
  expect(code).toBe(0);
}

test('create, nothing, update, replace, destroy', async () => {
  toy.write(`${web('  name = "web"\n  size = 2')}output "address" { value = toy_server.web.address }\n`);
  const first = await toy.plan();
  expect(first.output).toMatch(/\+ id += \(known after apply\)/);
  expect(first.output).toMatch(/\+ size += 2/);
  expect(first.output).toMatch(/\+ address += \(known after apply\)/);
  expect(first.code).toBe(2);
  expect((await toy.apply()).output).toContain('address = "https://web.toy"');
  await expectNoChanges();

  toy.write(web('  name = "web"\n  size = 5\n  labels = { team = "a" }'));
  const update = await toy.plan();
  expect(update.output).toContain('will be updated in-place');
  expect(update.output).toMatch(/~ size += 2 -> 5/);
  expect(update.output).toMatch(/~ price += 20 -> \(known after apply\)/);
  expect(update.output).not.toMatch(/~ (id|address|version|secret_length)/);
  expect(update.output).toMatch(
    /Warning: Rolls 2 nodes.*on main\.tf line 8, in resource "toy_server" "web":/s,
  );
  expect((await toy.apply()).code).toBe(0);
  expect(toy.cloud.calls).toContain('update web from generation 1');
  await expectNoChanges();

  toy.write(web('  name = "api"\n  size = 5\n  labels = { team = "a" }'));
  const replace = await toy.plan();
  expect(replace.output).toContain('must be replaced');
  expect(replace.output).toMatch(/~ name += "web" -> "api" # forces replacement/);
  expect((await toy.apply()).code).toBe(0);
  expect([...toy.cloud.servers.keys()]).toEqual(['api']);
  await expectNoChanges();

  expect((await toy.run('destroy', '-auto-approve')).output).toContain('1 destroyed');
  expect(toy.cloud.servers.size).toBe(0);
});

describe('behind the back', () => {
  beforeEach(async () => {
    toy.write(web('  name = "web"\n  size = 2\n  groups = { a = { min = 1 } }'));
    expect((await toy.apply()).code).toBe(0);
  });

  test('drift is shown and put right', async () => {
    toy.cloud.server('web').size = 9;
    const { output } = await toy.plan();
    expect(output).toMatch(/~ size += 9 -> 2/);
    expect((await toy.apply()).code).toBe(0);
    expect(toy.cloud.server('web').size).toBe(2);
    await expectNoChanges();
  });

  test('a volatile value that moved is no change', async () => {
    const [group] = Object.values(toy.cloud.server('web').groups);
    if (group) group.ready = 42;
    await expectNoChanges();
  });

  test('another spelling by the API is no change', async () => {
    toy.cloud.server('web').version = 'v1.34.7';
    await expectNoChanges();
  });

  test('a child that is gone is made again', async () => {
    toy.cloud.server('web').groups = {};
    expect((await toy.plan()).output).toMatch(/\+ "a" = \{/);
    expect((await toy.apply()).code).toBe(0);
    expect(Object.keys(toy.cloud.server('web').groups)).toEqual(['a']);
    await expectNoChanges();
  });

  test('an object that is gone is made again', async () => {
    toy.cloud.servers.clear();
    const { output } = await toy.plan();
    expect(output).toContain('1 to add, 0 to change, 0 to destroy');
    expect((await toy.apply()).code).toBe(0);
    await expectNoChanges();
  });

  test('a resource that is already gone can be destroyed', async () => {
    toy.cloud.servers.clear();
    expect((await toy.run('destroy', '-auto-approve')).code).toBe(0);
  });
});

describe('import', () => {
  const configuration = web(
    '  name = "web"\n  size = 2\n  labels = { a = "b" }\n  groups = { a = { min = 1 } }\n  rules = [{ port = 1 }]',
  );

  test('takes over everything, and the next plan is empty', async () => {
    toy.write(configuration);
    await toy.apply();
    await toy.run('state', 'rm', 'toy_server.web');
    const { output, code } = await toy.run('import', 'toy_server.web', 'web');
    expect(output).toContain('Import successful!');
    expect(code).toBe(0);
    await expectNoChanges();
  });

  test('writes a configuration that plans nothing', async () => {
    toy.write(configuration);
    await toy.apply();
    await toy.run('state', 'rm', 'toy_server.web');
    toy.write('import {\n  to = toy_server.web\n  id = "web"\n}\n');
    const generated = await toy.run('plan', '-generate-config-out=generated.tf');
    expect(generated.output).toContain('1 to import, 0 to add, 0 to change, 0 to destroy');
    expect((await toy.apply()).output).toContain('1 imported, 0 added, 0 changed');
    await expectNoChanges();
  });

  test('of what does not exist is refused', async () => {
    toy.write(configuration);
    const { output, code } = await toy.run('import', 'toy_server.web', 'nothing');
    expect(output).toContain('Cannot import non-existent remote object');
    expect(code).toBe(1);
  });

  test('of what cannot be imported is refused', async () => {
    toy.write('resource "toy_echo" "it" {}\n');
    const { output, code } = await toy.run('import', 'toy_echo.it', 'x');
    expect(output).toContain('This resource cannot be imported; create it instead.');
    expect(code).toBe(1);
  });
});
