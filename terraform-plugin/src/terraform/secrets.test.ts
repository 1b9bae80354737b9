// Write-only attributes, ephemeral resources and sensitive values: nothing secret is written anywhere.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ToyTerraform } from '../testing/framework-terraform.ts';

let toy: ToyTerraform;
beforeEach(async () => {
  toy = await ToyTerraform.start();
});
afterEach(() => toy.end());

const stateFile = () => readFileSync(join(toy.workspace.directory, 'terraform.tfstate'), 'utf8');
const withSecret = (secret: string, version: number) => `resource "toy_server" "web" {
  name              = "web"
  secret_wo         = ${secret}
  secret_wo_version = ${version}
}
`;

test('a write-only value reaches the API and nothing else; its version sends it again', async () => {
  toy.write(withSecret('"canary-1"', 1));
  const first = await toy.apply();
  expect(first.output).toMatch(/\+ secret_wo += \(write-only attribute\)/);
  expect(toy.cloud.server('web').secretLength).toBe(8);
  expect(await toy.stored('toy_server.web')).toMatchObject({ secret_wo: null, secret_length: 8 });

  toy.write(withSecret('"canary-two"', 1));
  expect((await toy.plan()).output).toContain('No changes.');

  toy.write(withSecret('"canary-two"', 2));
  const second = await toy.apply();
  expect(second.output).toMatch(/~ secret_length += 8 -> \(known after apply\)/);
  expect(toy.cloud.server('web').secretLength).toBe(10);
  expect((await toy.plan()).output).toContain('No changes.');
  expect(stateFile()).not.toContain('canary');
  expect(first.output + second.output).not.toContain('canary');
});

test('an ephemeral value is opened for each run, feeds a write-only one, and is closed', async () => {
  toy.write(`ephemeral "toy_token" "it" { role = "view" }\n${withSecret('ephemeral.toy_token.it.token', 1)}`);
  const applied = await toy.apply();
  expect(applied.output).toContain('Apply complete!');
  expect(toy.cloud.server('web').secretLength).toBeGreaterThan(8);
  expect(toy.cloud.calls.filter((call) => call === 'open view').length).toBeGreaterThan(0);
  expect(toy.cloud.openTokens.size).toBe(0);
  expect((await toy.plan()).output).toContain('No changes.');
  expect(stateFile()).not.toContain('token-view');
  expect(applied.output).not.toContain('token-view');
});

test('an ephemeral resource is validated', async () => {
  toy.write('ephemeral "toy_token" "it" { role = "root" }\n');
  expect(await toy.planText()).toMatch(/Error: Invalid role .*"root" is not allowed; use "admin" or "view"/);
});

test('a sensitive value is hidden', async () => {
  toy.write(
    'resource "toy_server" "web" { name = "web" }\noutput "password" { value = toy_server.web.password }\n',
  );
  expect((await toy.plan()).output).toContain('Output refers to sensitive values');
  toy.write('resource "toy_server" "web" { name = "web" }\n');
  expect((await toy.apply()).output).toMatch(/\+ password += \(sensitive value\)/);
});
