// State that comes from another provider, and an apply that is interrupted.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ToyTerraform } from '../testing/framework-terraform.ts';

let toy: ToyTerraform;
beforeEach(async () => {
  toy = await ToyTerraform.start();
});
afterEach(() => toy.end());

const machine = 'resource "rival_machine" "web" {\n  hostname = "web"\n}\n';
const server = 'resource "toy_server" "web" {\n  name = "web"\n}\n';

test('an object of another provider becomes ours without a change', async () => {
  toy.write(server);
  expect((await toy.apply()).code).toBe(0);
  await toy.run('state', 'rm', 'toy_server.web');
  toy.write(machine);
  expect((await toy.apply()).code).toBe(0);

  toy.write(`${server}moved {\n  from = rival_machine.web\n  to   = toy_server.web\n}\n`);
  const plan = await toy.plan();
  expect(plan.output).toContain('rival_machine.web has moved to toy_server.web');
  expect(plan.output).toContain('0 to add, 0 to change, 0 to destroy');
  expect((await toy.apply()).code).toBe(0);
  expect(await toy.stored('toy_server.web')).toMatchObject({
    name: 'web',
    address: 'https://web.toy',
    size: 3,
  });
  expect((await toy.plan()).output).toContain('No changes.');
});

test('what cannot be moved is refused', async () => {
  toy.write(machine);
  await toy.apply();
  toy.write('resource "toy_echo" "web" {}\nmoved {\n  from = rival_machine.web\n  to   = toy_echo.web\n}\n');
  expect(await toy.planText()).toMatch(
    /rival_machine of registry.terraform.io\/toys\/rival cannot become toy_echo\. Nothing can be moved to it\./,
  );
});

test('an interrupted apply ends at once, says so, and goes on next time', async () => {
  toy.write(server);
  const { output, code } = await toy.interrupt(toy.cloud.holdCalls(), 'apply', '-auto-approve');
  expect(output).toContain('Error: Interrupted');
  expect(output.replace(/\s+/g, ' ')).toContain(
    'Terraform was stopped while creating toy_server. Run it again to continue.',
  );
  expect(code).toBe(1);
  expect(await toy.stored('toy_server.web')).toBeUndefined();
  toy.cloud.releaseCalls();
  expect((await toy.apply()).output).toContain('1 added');
});
