// Values that are hard to carry, functions, data sources, and state of other ages and types.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ToyTerraform } from '../testing/framework-terraform.ts';

let toy: ToyTerraform;
beforeEach(async () => {
  toy = await ToyTerraform.start();
});
afterEach(() => toy.end());

async function settle(configuration: string): Promise<void> {
  toy.write(configuration);
  const applied = await toy.apply();
  expect(applied.output).toContain('Apply complete!');
  expect((await toy.plan()).output).toContain('No changes.');
}

describe('numbers', () => {
  const numbers = [
    '0',
    '-1',
    '0.1',
    '1.5',
    '-2.25',
    '1e3',
    '9007199254740993',
    '-9007199254740993',
    '9223372036854775807',
    '18446744073709551615',
    '18446744073709551616',
    '100000000000000000000000000000',
    '1e29',
    '0.12345678901234567890123',
    '123456789.123456789',
    '1e-9',
    '3.141592653589793',
    '1/3',
    '0.1 + 0.2',
  ];
  test('of every size come back as they went', async () => {
    const resources = numbers.map((value, i) => `resource "toy_echo" "n${i}" {\n  number = ${value}\n}\n`);
    const outputs = numbers.map(
      (_value, i) => `output "n${i}" { value = toy_echo.n${i}.number == toy_echo.n${i}.number_out }\n`,
    );
    await settle(resources.join('') + outputs.join(''));
    const { output } = await toy.run('output', '-json');
    const equal = Object.values(JSON.parse(output) as Record<string, { value: boolean }>).map(
      ({ value }) => value,
    );
    expect(equal).toEqual(numbers.map(() => true));
  });

  test('in lists, and read from state again', async () => {
    const list = `resource "toy_echo" "it" {\n  numbers = [${numbers.join(', ')}]\n  whole = 9007199254740991\n}\n`;
    await settle(list);
    expect((await toy.plan('-refresh=false')).output).toContain('No changes.');
    expect((await toy.run('apply', '-refresh-only', '-auto-approve')).code).toBe(0);
    expect((await toy.plan()).output).toContain('No changes.');
  });
});

describe('values of any type', () => {
  test.each([
    '"text"',
    '5',
    'true',
    '["a", 1, false]',
    'tolist(["a", "b"])',
    'toset(["b", "a"])',
    '{ name = "x", list = [1, { deep = null }] }',
    'tomap({ a = "1" })',
    '[]',
    '{}',
  ])('%s', async (value) => {
    await settle(
      `resource "toy_echo" "it" {\n  any = ${value}\n}\noutput "same" { value = toy_echo.it.any == toy_echo.it.any_out }\n`,
    );
    expect((await toy.run('output', 'same')).output.trim()).toBe('true');
  });

  test('another type is a change', async () => {
    await settle('resource "toy_echo" "it" {\n  any = "1"\n}\n');
    toy.write('resource "toy_echo" "it" {\n  any = 1\n}\n');
    expect((await toy.plan()).output).toContain('1 to change');
  });

  test('objects as one value', async () => {
    await settle('resource "toy_echo" "it" {\n  object = { text = "a", flags = [true, false] }\n}\n');
    await settle('resource "toy_echo" "it" {\n  object = { text = null, flags = [] }\n}\n');
  });
});

describe('functions', () => {
  test('are called, and refuse at the argument', async () => {
    toy.write(
      'output "v" { value = provider::toy::next_minor("v1.34.2") }\noutput "t" { value = provider::toy::total(1, 2, 3) }\noutput "n" { value = provider::toy::total() }\n',
    );
    const { output } = await toy.apply();
    expect(output).toContain('v = "1.35"');
    expect(output).toContain('t = 6');
    expect(output).toContain('n = 0');
    toy.write('output "v" { value = provider::toy::next_minor("new") }\n');
    expect(await toy.planText()).toMatch(/Invalid value for "version" parameter: "new" is not a version/);
    toy.write('output "t" { value = provider::toy::total(1, 2.5) }\n');
    expect(await toy.planText()).toMatch(/must be a whole number/);
  });
});

test('schemas and functions as terraform shows them', async () => {
  const schemas = JSON.parse((await toy.run('providers', 'schema', '-json')).output);
  const shown = schemas.provider_schemas['registry.terraform.io/toys/toy'];
  expect(Object.keys(shown.resource_schemas)).toEqual(['toy_echo', 'toy_server']);
  expect(shown.resource_schemas.toy_server.version).toBe(2);
  const { attributes } = shown.resource_schemas.toy_server.block;
  expect(attributes.name).toEqual({ type: 'string', description_kind: 'markdown', required: true });
  expect(attributes.groups.nested_type).toMatchObject({
    nesting_mode: 'map',
    attributes: { min: { type: 'number', required: true }, ready: { type: 'number', computed: true } },
  });
  expect(attributes.secret_wo).toMatchObject({ write_only: true, sensitive: true, optional: true });
  expect(Object.keys(shown.ephemeral_resource_schemas)).toEqual(['toy_token']);
  expect(shown.functions.total).toMatchObject({
    return_type: 'number',
    variadic_parameter: { name: 'numbers', type: 'number' },
  });
});

describe('data source', () => {
  test('is read, in plan or in apply, and refuses at the attribute', async () => {
    const data =
      'data "toy_server" "web" {\n  name = toy_server.web.name\n  depends_on = [toy_server.web]\n}\noutput "size" { value = data.toy_server.web.size }\noutput "min" { value = data.toy_server.web.groups["a"].min }\n';
    await settle(`resource "toy_server" "web" {\n  name = "web"\n  groups = { a = { min = 4 } }\n}\n${data}`);
    expect((await toy.run('output', 'size')).output.trim()).toBe('3');
    expect((await toy.run('output', 'min')).output.trim()).toBe('4');
    toy.write('data "toy_server" "none" {\n  name = "none"\n}\n');
    expect(await toy.planText()).toMatch(
      /Error: No such server.*on main\.tf line 7.*There is no server "none"\./,
    );
  });
});

describe('stored state', () => {
  const state = (type: string, provider: string, version: number, attributes: object) =>
    JSON.stringify({
      version: 4,
      terraform_version: '1.11.4',
      serial: 1,
      lineage: 'toy',
      resources: [
        {
          mode: 'managed',
          type,
          name: 'web',
          provider: `provider["registry.terraform.io/${provider}"]`,
          instances: [{ schema_version: version, attributes }],
        },
      ],
    });

  test('of the first version is upgraded, and the plan is empty', async () => {
    toy.write('resource "toy_server" "web" {\n  name = "web"\n  labels = { a = "b" }\n}\n');
    await toy.apply();
    const old = { title: 'web', tags: { a: 'b' }, gone: [1, 2], size: 3 };
    toy.workspace.write('terraform.tfstate', state('toy_server', 'toys/toy', 0, old));
    expect((await toy.plan()).output).toContain('No changes.');
  });

  test('of a newer version is refused', async () => {
    toy.write('resource "toy_server" "web" {\n  name = "web"\n}\n');
    toy.workspace.write('terraform.tfstate', state('toy_server', 'toys/toy', 9, { name: 'web' }));
    const { output, code } = await toy.plan();
    expect(output).toMatch(/newer/);
    expect(code).toBe(1);
  });

  test('that cannot be read is refused with the attribute', async () => {
    toy.write('resource "toy_server" "web" {\n  name = "web"\n}\n');
    toy.workspace.write('terraform.tfstate', state('toy_server', 'toys/toy', 2, { name: ['web'] }));
    expect(await toy.planText()).toMatch(/State cannot be read.*"name" is not a string/);
  });
});
