// Installs the provider into a filesystem mirror, from which `terraform init` takes it without a network.
import { homedir } from 'node:os';
import { join } from 'node:path';
import { bundleProvider } from './bundle.ts';
import { address, target, version } from './release.ts';

/** Where Terraform looks for local providers without any configuration. */
export function implicitMirror(): string {
  return process.platform === 'win32'
    ? join(process.env['APPDATA'] ?? homedir(), 'terraform.d', 'plugins')
    : join(homedir(), '.terraform.d', 'plugins');
}

/**
 * Builds the provider and puts it into the mirror at `folder`; returns the folder of the installed version.
 * @param entry file below `src`; another one than the provider's own is only for tests
 */
export async function installIntoMirror(folder: string, entry?: string): Promise<string> {
  const place = join(folder, address, version, target());
  await bundleProvider(place, { entry });
  return place;
}

/** A Terraform CLI configuration that takes this provider from the mirror and everything else from where it was. */
export function cliConfiguration(folder: string): string {
  return `provider_installation {
  filesystem_mirror {
    path    = ${JSON.stringify(folder)}
    include = [${JSON.stringify(address)}]
  }
  direct {
    exclude = [${JSON.stringify(address)}]
  }
}
`;
}
