// What a release of the provider is called, in one place.
import manifest from '../package.json' with { type: 'json' };

/** Version of the provider, from its package. */
export const version: string = manifest.version;

/** Registry address under which Terraform knows it. */
export const address = 'registry.terraform.io/hidora/hikube';

/** All addresses: OpenTofu looks for `hidora/hikube` in a registry of its own. */
export const addresses: readonly string[] = [address, 'registry.opentofu.org/hidora/hikube'];

/** Name of the file that Terraform starts. */
export const binaryName = `terraform-provider-hikube_v${version}`;

/** Terraform's name of this machine, such as `linux_amd64`. */
export function target(platform: string = process.platform, arch: string = process.arch): string {
  const os = platform === 'win32' ? 'windows' : platform;
  const cpu = arch === 'x64' ? 'amd64' : arch;
  return `${os}_${cpu}`;
}
