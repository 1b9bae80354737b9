// The story of the quickstart through the real terraform, with the progress that Terraform cannot show.
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Hikube } from '@hikube/sdk';
import { cliConfiguration, installIntoMirror } from '@hikube/terraform-provider/packaging';
import type { ServiceProcess } from '../../test/support/service-process.ts';
import { followWhile } from './follow.ts';
import { showInventory } from './inventory.ts';
import { heading, line } from './screen.ts';
import { terraform } from './terraform.ts';

const example = fileURLToPath(new URL('../../examples/terraform-quickstart/main.tf', import.meta.url));

export async function tellThroughTerraform(
  hikube: Hikube,
  service: ServiceProcess,
  scratch: string,
): Promise<void> {
  heading('Build the provider and put it where terraform init finds it');
  const mirror = join(scratch, 'mirror');
  line((await installIntoMirror(mirror)).slice(scratch.length + 1));
  const folder = join(scratch, 'terraform-quickstart');
  await mkdir(folder);
  await cp(example, join(folder, 'main.tf'));
  const configuration = join(scratch, 'terraform.rc');
  await writeFile(configuration, cliConfiguration(mirror));
  const options = {
    folder,
    environment: {
      TF_CLI_CONFIG_FILE: configuration,
      HIKUBE_ENDPOINT: service.endpoint,
      HIKUBE_TOKEN: service.token,
    },
  };
  const run = (...args: string[]) => followWhile(hikube, terraform(options, ...args));

  heading('terraform init, plan, apply');
  await run('init');
  await run('plan');
  await run('apply', '-auto-approve');
  await showInventory(hikube, 'quickstart');

  heading('A second plan: nothing to do');
  const plan = await run('plan', '-detailed-exitcode');
  if (!plan.some((text) => text.includes('No changes'))) throw new Error('The second plan is not empty.');

  heading('Upgrade to Kubernetes 1.35, in place');
  await run('apply', '-auto-approve', '-var', 'kubernetes_version=1.35');
  const { status } = await hikube.clusters.get('quickstart');
  line(`The API servers run ${status.version}`);

  heading('terraform destroy');
  await run('destroy', '-auto-approve', '-var', 'kubernetes_version=1.35');
}
