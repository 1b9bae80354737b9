// The real terraform drives the fixture provider: in this process by reattach, and as a process by handshake.
import { afterEach, describe, expect, test } from 'vitest';
import { FIXTURE_ADDRESS, fixtureService } from '../testing/protocol-fixture.ts';
import { FIXTURE_COMMAND } from '../testing/protocol-host.ts';
import { TerraformWorkspace } from '../testing/protocol-terraform.ts';
import { serveForReattach } from './reattach.ts';

const endings: (() => void | Promise<void>)[] = [];

afterEach(async () => {
  for (const end of endings.splice(0)) await end();
});

const configuration = (text: string) => `
terraform {
  required_providers {
    fixture = { source = "hidora/fixture" }
  }
}
resource "fixture_note" "it" {
  text = "${text}"
}
output "id" {
  value = fixture_note.it.id
}
`;

function workspaceWith(env: Record<string, string>, cliConfig = ''): TerraformWorkspace {
  const workspace = new TerraformWorkspace(env, cliConfig);
  endings.push(() => workspace.remove());
  workspace.write('main.tf', configuration('hello'));
  return workspace;
}

async function live(workspace: TerraformWorkspace): Promise<void> {
  const apply = await workspace.run('apply', '-auto-approve');
  expect(apply.output).toContain('fixture_note.it: Creation complete after 0s [id=note-1]');
  expect(apply.output).toContain('id = "note-1"');
  expect(apply.code).toBe(0);

  const plan = await workspace.run('plan', '-detailed-exitcode');
  expect(plan.output).toContain('No changes.');
  expect(plan.code).toBe(0);

  workspace.write('main.tf', configuration('changed'));
  const change = await workspace.run('plan', '-detailed-exitcode');
  expect(change.output).toContain('0 to add, 1 to change, 0 to destroy');
  expect(change.code).toBe(2);

  workspace.write('main.tf', configuration('forbidden'));
  const refused = await workspace.run('plan');
  expect(refused.output).toMatch(/Error: Forbidden text\n.*\n.*on main.tf line 8/s);
  expect(refused.code).toBe(1);

  workspace.write('main.tf', configuration('hello'));
  const destroy = await workspace.run('destroy', '-auto-approve');
  expect(destroy.output).toContain('Destroy complete! Resources: 1 destroyed.');
  expect(destroy.code).toBe(0);
}

describe('terraform', () => {
  test('uses a provider in this process through TF_REATTACH_PROVIDERS', async () => {
    const rpcs: string[] = [];
    const { reattach, close } = await serveForReattach(fixtureService, {
      providerAddress: FIXTURE_ADDRESS,
      observe: (rpc, phase) => {
        if (phase === 'answered') rpcs.push(rpc);
      },
    });
    endings.push(close);
    const workspace = workspaceWith({ TF_REATTACH_PROVIDERS: reattach });
    expect((await workspace.run('init')).code).toBe(0);
    await live(workspace);
    expect(new Set(rpcs)).toEqual(
      new Set([
        'GetProviderSchema',
        'ValidateProviderConfig',
        'ValidateResourceConfig',
        'ConfigureProvider',
        'PlanResourceChange',
        'ApplyResourceChange',
        'UpgradeResourceState',
        'ReadResource',
      ]),
    );
  });

  test('starts the provider itself, over mutual TLS', async () => {
    const install = new TerraformWorkspace();
    endings.push(() => install.remove());
    const command = FIXTURE_COMMAND.map((part) => `'${part}'`).join(' ');
    install.write('terraform-provider-fixture', `#!/bin/sh\nexec ${command} "$@"\n`);
    const overrides = `provider_installation {
      dev_overrides { "hidora/fixture" = "${install.directory}" }
      direct {}
    }`;
    await live(workspaceWith({}, overrides));
  });
});
