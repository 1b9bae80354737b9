// Installs the provider into a filesystem mirror, from which `terraform init` takes it without a network.
import { cp } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { bundleProvider } from './bundle.ts';
import { bundleEmulator } from './emulator.ts';
import { addresses, target, version } from './release.ts';

/** Where Terraform and OpenTofu look for local providers without any configuration. */
export function implicitMirror(): string {
  return process.platform === 'win32'
    ? join(process.env['APPDATA'] ?? homedir(), 'terraform.d', 'plugins')
    : join(homedir(), '.terraform.d', 'plugins');
}

/** The folders of a mirror that hold this version, one for each registry, Terraform's first. */
export function placesIn(folder: string): readonly string[] {
  return addresses.map((address) => join(folder, address, version, target()));
}

/**
 * Builds the provider and puts it into the mirror at `folder`, under the name of either registry; returns the folder of
 * the installed version for Terraform.
 * @param entry file below `src`; another one than the provider's own is only for tests
 * @param hasEmulator whether the emulator goes beside it, for `endpoint = "emulator"`; true by default
 */
export async function installIntoMirror(folder: string, entry?: string, hasEmulator = true): Promise<string> {
  const [place = folder, ...others] = placesIn(folder);
  await bundleProvider(place, { entry });
  if (hasEmulator) await bundleEmulator(place);
  for (const other of others) await cp(place, other, { recursive: true });
  return place;
}

/** A CLI configuration that takes this provider from the mirror and everything else from where it was. */
export function cliConfiguration(folder: string): string {
  const names = JSON.stringify(addresses);
  return `provider_installation {
  filesystem_mirror {
    path    = ${JSON.stringify(folder)}
    include = ${names}
  }
  direct {
    exclude = ${names}
  }
}
`;
}
