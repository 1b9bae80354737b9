// `npm run install-provider [folder]`: builds the provider and installs it where `terraform init` finds it.
import { resolve } from 'node:path';
import { cliConfiguration, implicitMirror, installIntoMirror } from './mirror.ts';

const folder = process.argv[2] === undefined ? implicitMirror() : resolve(process.argv[2]);
const place = await installIntoMirror(folder);
console.log(`Installed ${place}`);
if (folder === implicitMirror()) {
  console.log(`terraform init finds it for source = "hidora/hikube". After another install, run
  rm -f .terraform.lock.hcl && terraform init
in each folder that uses it: its lock file knows the checksum of the one before.`);
} else {
  console.log(`Tell Terraform about the mirror, in ~/.terraformrc or the file that TF_CLI_CONFIG_FILE names:

${cliConfiguration(folder)}`);
}
