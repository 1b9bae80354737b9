// Maps, sets and lists of objects, spellings, and values that are known only after apply.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ToyTerraform } from '../testing/framework-terraform.ts';

let toy: ToyTerraform;
beforeEach(async () => {
  toy = await ToyTerraform.start();
});
afterEach(() => toy.end());

const web = (body: string) => `resource "toy_server" "web" {\n  name = "web"\n${body}\n}\n`;

/** Applies, and expects the next plan to be empty, with and without a refresh. */
async function settle(configuration: string): Promise<string> {
  toy.write(configuration);
  const applied = await toy.apply();
  expect(applied.output).toContain('Apply complete!');
  expect((await toy.plan()).output).toContain('No changes.');
  expect((await toy.plan('-refresh=false')).output).toContain('No changes.');
  return applied.output;
}

test('a map of objects is matched by key', async () => {
  await settle(web('  groups = {\n    a = { min = 1 }\n    b = { min = 2, type = "big" }\n  }'));
  const nodes = toy.cloud.server('web').groups;
  const before = nodes['b']?.nodeId;
  const output = await settle(
    web('  groups = {\n    b = { min = 3, type = "big" }\n    c = { min = 1 }\n  }'),
  );
  expect(output).toMatch(/- "a" = \{/);
  expect(output).toMatch(/~ "b" = \{\n +~ min += 2 -> 3\n +~ ready += 2 -> \(known after apply\)/);
  expect(output).toMatch(/\+ "c" = \{/);
  expect(toy.cloud.server('web').groups['b']?.nodeId).toBe(before);
  await settle(web('  groups = {}'));
  await settle(web(''));
});

test('a set of objects is matched by likeness', async () => {
  await settle(web('  rules = [{ port = 1 }, { port = 2, host = "h" }]'));
  const ids = () => toy.cloud.server('web').rules.map(({ port, id }) => `${port} ${id}`);
  const one = ids().find((id) => id.startsWith('1 '));
  await settle(web('  rules = [{ port = 3 }, { port = 1 }]'));
  expect(ids()).toContain(one);
  expect(ids()).toHaveLength(2);
  await settle(web('  rules = []'));
});

test('spellings, orders and emptiness that the API does not keep', async () => {
  await settle(web('  version = "v1.33.2"\n  cards = ["b", "a", "b"]\n  labels = {}'));
  expect(await toy.stored('toy_server.web')).toMatchObject({
    version: 'v1.33.2',
    cards: ['b', 'a', 'b'],
    labels: {},
  });
  toy.write(web('  version = "1.33"\n  cards = ["a", "b", "b"]\n  labels = {}'));
  expect((await toy.plan()).output).toContain('No changes.');
  const output = await settle(web('  version = "1.34"\n  cards = ["a", "b", "b"]'));
  expect(output).toMatch(/~ version += "v1\.33\.2" -> "1\.34"/);
  expect(output).not.toMatch(/~ cards/);
});

test('what is left out is derived, and stays', async () => {
  await settle(web('  size = 2\n  version = "1.33"'));
  const output = await settle(web('  size = 2\n  labels = { a = "b" }'));
  expect(output).not.toMatch(/~ (version|price)/);
  expect(await toy.stored('toy_server.web')).toMatchObject({ version: '1.33', price: 20, size: 2 });
});

test('values pass from one resource to the next before they are known', async () => {
  const both = (name: string) => `
resource "toy_server" "first" {
  name = "${name}"
}
resource "toy_server" "second" {
  name    = "second"
  labels  = { peer = toy_server.first.address }
  storage = "on-\${toy_server.first.id}"
  groups  = { for key in [toy_server.first.id] : "static" => { min = 1, type = key } }
  rules   = [{ port = 1, host = toy_server.first.address }, { port = 2 }]
}
resource "toy_echo" "list" {
  numbers = [toy_server.first.price, 1]
  any     = { size = toy_server.first.price, name = toy_server.first.id }
}
`;
  toy.write(both('first'));
  const { output } = await toy.plan();
  expect(output).toMatch(/\+ "peer" = \(known after apply\)/);
  expect(output).toMatch(/\+ storage += \(known after apply\)/);
  await settle(both('first'));
  expect(await toy.stored('toy_server.second')).toMatchObject({
    labels: { peer: 'https://first.toy' },
    storage: 'on-first',
    groups: { static: { min: 1, type: 'first' } },
  });
  expect(await toy.stored('toy_echo.list')).toMatchObject({
    numbers: [30, 1],
    any_out: { size: 30, name: 'first' },
  });
});

test('for_each over a map, and one of its keys removed', async () => {
  const each = (keys: string) => `
resource "toy_server" "all" {
  for_each = toset([${keys}])
  name     = "s-\${each.key}"
  size     = length(each.key)
}
output "addresses" { value = { for key, server in toy_server.all : key => server.address } }
`;
  await settle(each('"a", "bb", "ccc"'));
  expect([...toy.cloud.servers.keys()].sort()).toEqual(['s-a', 's-bb', 's-ccc']);
  const output = await settle(each('"a", "ccc"'));
  expect(output).toContain('0 added, 0 changed, 1 destroyed');
});

test('ignore_changes leaves alone what it names', async () => {
  const ignoring = (size: number) => web(`  size = ${size}\n  lifecycle { ignore_changes = [size] }`);
  await settle(ignoring(2));
  toy.cloud.server('web').size = 7;
  toy.write(ignoring(4));
  expect((await toy.plan()).output).toContain('No changes.');
});
