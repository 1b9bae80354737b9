// The schema that constructs are generated from is what terraform itself reads from the packed provider.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cliConfiguration } from '@hikube/terraform-provider/packaging';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { providerMirror } from '../support/provider-mirror.ts';
import { Workspace } from '../support/terraform.ts';

let scratch: string;
let mirror: string;
let workspace: Workspace;

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'hikube-mirror-'));
  mirror = await providerMirror('whole', scratch);
  workspace = await Workspace.create({}, cliConfiguration(mirror));
});
afterAll(async () => {
  await workspace.dispose();
  await rm(scratch, { recursive: true });
});

test('cdktf-provider/schema.json is what `terraform providers schema -json` prints', async () => {
  await workspace.write(
    'terraform {\n  required_providers {\n    hikube = { source = "hidora/hikube" }\n  }\n}\n',
  );
  expect((await workspace.init()).exitCode).toBe(0);
  const printed = JSON.parse((await workspace.run(['providers', 'schema', '-json'])).stdout);
  const file = new URL('../../cdktf-provider/schema.json', import.meta.url);
  const committed = JSON.parse(await readFile(file, 'utf8'));
  expect(Object.keys(printed.provider_schemas)).toEqual(['registry.terraform.io/hidora/hikube']);
  expect(committed).toEqual(printed);
});

test('the source that constructs ask for is the one that is installed', async () => {
  const { HikubeProvider } = await import('@hikube/cdktf-provider');
  const { Testing, TerraformStack } = await import('cdktn');
  const stack = new TerraformStack(Testing.app(), 'source');
  new HikubeProvider(stack, 'hikube');
  const { terraform } = JSON.parse(Testing.synth(stack));
  const source = await Workspace.create({}, cliConfiguration(mirror));
  await writeFile(
    join(source.folder, 'cdk.tf.json'),
    JSON.stringify({ terraform: { required_providers: terraform.required_providers } }),
  );
  const init = await source.init();
  await source.dispose();
  expect(terraform.required_providers).toEqual({
    hikube: { source: 'registry.terraform.io/hidora/hikube', version: '~> 0.1' },
  });
  expect({ exitCode: init.exitCode, stderr: init.stderr }).toEqual({ exitCode: 0, stderr: '' });
});
