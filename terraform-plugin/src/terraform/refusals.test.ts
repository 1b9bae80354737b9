// What is refused, where terraform points, and what is left in state when an apply fails.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ToyTerraform } from '../testing/framework-terraform.ts';

let toy: ToyTerraform;
beforeEach(async () => {
  toy = await ToyTerraform.start();
});
afterEach(() => toy.end());

const web = (body: string) => `resource "toy_server" "web" {\n  name = "web"\n${body}\n}\n`;

describe('in plan, at the attribute', () => {
  const cases: [name: string, body: string, expected: RegExp][] = [
    [
      'a rule inside a map',
      '  groups = {\n    a = { min = 3, max = 2 }\n  }',
      /Error: Invalid groups\["a"\]\.min.*on main\.tf line 8.*Min \(3\) is greater than max \(2\)\./,
    ],
    [
      'a fraction',
      '  size = 1.5',
      /Error: Invalid size.*on main\.tf line 8.*must be a whole number, not 1\.5/i,
    ],
    [
      'a number that is too long',
      '  size = 9007199254740993',
      /must be a whole number between.*not 9007199254740993/i,
    ],
    ['null in a list', '  cards = ["a", null]', /Error: Invalid cards\[1\]/],
    [
      'a duration',
      '  timeouts = { create = "soon" }',
      /Error: Invalid timeouts\.create.*"soon" is not a duration/,
    ],
    [
      'a write-only value without its version',
      '  secret_wo = "s"',
      /Error: Invalid secret_wo.*set "secret_wo_version" too/,
    ],
    [
      'an attribute that is computed',
      '  address = "x"',
      /Error: Invalid address .*line 8.*The provider sets it/,
    ],
  ];
  test.each(cases)('%s', async (_name, body, expected) => {
    toy.write(web(body));
    expect(await toy.planText()).toMatch(expected);
    expect((await toy.run('validate')).code).toBe(1);
  });

  test('an immutable attribute, unless the object is replaced anyway', async () => {
    toy.write(web('  storage = "fast"'));
    expect((await toy.apply()).code).toBe(0);
    toy.write(web('  storage = "slow"'));
    expect(await toy.planText()).toMatch(
      /Error: storage cannot be changed .*on main\.tf line 8.*"storage" cannot change from "fast" to "slow"\. Create another server to use another storage\./,
    );
    toy.write('resource "toy_server" "web" {\n  name = "other"\n  storage = "slow"\n}\n');
    expect((await toy.plan()).output).toContain('must be replaced');
  });

  test('destroying and replacing what is protected', async () => {
    toy.write(web('  labels = { protected = "true" }'));
    expect((await toy.apply()).code).toBe(0);
    expect((await toy.run('plan', '-destroy')).output).toContain('Error: The server is protected');
    expect((await toy.run('destroy', '-auto-approve')).code).toBe(1);
    toy.write('resource "toy_server" "web" {\n  name = "other"\n  labels = { protected = "true" }\n}\n');
    expect((await toy.plan()).output).toContain('Error: The server is protected');
    toy.write('');
    expect((await toy.plan()).output).toContain('Error: The server is protected');
    expect(toy.cloud.servers.size).toBe(1);
  });
});

describe('in apply', () => {
  test('a create that was refused leaves nothing', async () => {
    toy.cloud.faults.set('create', 'refuse');
    toy.write(web(''));
    const { output, code } = await toy.apply();
    expect(output).toMatch(/Error: The toy cloud said no.*on main\.tf line 7/s);
    expect(code).toBe(1);
    expect(await toy.stored('toy_server.web')).toBeUndefined();
    expect((await toy.apply()).code).toBe(0);
  });

  test('a create that was half done is kept, tainted', async () => {
    toy.cloud.faults.set('create', 'half');
    toy.write(web(''));
    const { output, code } = await toy.apply();
    expect(output).toContain('Error: Only half done');
    expect(output).not.toMatch(/inconsistent|invalid/i);
    expect(code).toBe(1);
    expect(await toy.stored('toy_server.web')).toMatchObject({ address: 'https://web.toy' });
    expect((await toy.plan()).output).toContain('is tainted, so must be replaced');
  });

  test('an update that was refused keeps what was', async () => {
    toy.write(web('  size = 1'));
    await toy.apply();
    toy.cloud.faults.set('update', 'refuse');
    toy.write(web('  size = 2'));
    const { output, code } = await toy.apply();
    expect(output).toContain('Error: The toy cloud said no');
    expect(code).toBe(1);
    expect(await toy.stored('toy_server.web')).toMatchObject({ size: 1 });
    expect((await toy.apply()).code).toBe(0);
    expect(await toy.stored('toy_server.web')).toMatchObject({ size: 2 });
  });

  test('a delete that was refused keeps what is', async () => {
    toy.write(web(''));
    await toy.apply();
    toy.cloud.faults.set('delete', 'refuse');
    expect((await toy.run('destroy', '-auto-approve')).code).toBe(1);
    expect(await toy.stored('toy_server.web')).toMatchObject({ name: 'web' });
    expect((await toy.run('destroy', '-auto-approve')).code).toBe(0);
  });
});
