// `npm run install-provider [folder]`: builds the provider and installs it where `terraform init` finds it.
import { resolve } from 'node:path';
import { implicitMirror, installIntoMirror } from './mirror.ts';

const folder = process.argv[2] === undefined ? implicitMirror() : resolve(process.argv[2]);
const place = await installIntoMirror(folder);
console.log(`Installed ${place}`);
if (folder !== implicitMirror()) {
  console.log(
    `Tell Terraform about the mirror: provider_installation { filesystem_mirror { path = "${folder}" } }`,
  );
}
