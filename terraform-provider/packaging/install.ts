// `npm run install-provider [-- folder]`: builds the provider and installs it where `init` of Terraform and of OpenTofu finds it.
import { join, resolve } from 'node:path';
import { cliConfiguration, implicitMirror, installIntoMirror, placesIn } from './mirror.ts';
import { binaryName } from './release.ts';

const HELP = `npm run install-provider [-- <folder>]
  Without a folder, it writes to ${implicitMirror()}, where terraform and tofu look by themselves.
  With one, it makes a filesystem mirror of that folder and prints the configuration that names it.`;

/** npm runs this in the folder of the package, and people mean the one that they are in. */
function folderOf(given: string | undefined): string {
  return given === undefined ? implicitMirror() : resolve(process.env['INIT_CWD'] ?? '.', given);
}

async function install(folder: string): Promise<void> {
  console.log(`Writing to ${folder}`);
  await installIntoMirror(folder);
  for (const place of placesIn(folder)) console.log(`Installed ${join(place, binaryName)}`);
  if (folder === implicitMirror()) {
    console.log(`"terraform init" and "tofu init" find it for source = "hidora/hikube". After another install, run
  rm -f .terraform.lock.hcl && terraform init
in each folder that uses it: its lock file knows the checksum of the one before.`);
  } else {
    console.log(`Tell Terraform or OpenTofu about the mirror, in ~/.terraformrc or ~/.tofurc, or in the file that TF_CLI_CONFIG_FILE names:

${cliConfiguration(folder)}`);
  }
}

const [given] = process.argv.slice(2);
if (given === '--help') console.log(HELP);
else await install(folderOf(given));
