// hikube terraform …: the provider that comes with this program.
import { dirname, join } from 'node:path';
import { command, type Group } from './command.ts';
import { EMULATOR, part } from './emulator.ts';

/** What the package says of the provider. */
interface Provider {
  readonly version: string;
  readonly addresses: readonly string[];
  readonly binary: string;
}

const install = command({
  brief: 'Install the Terraform provider where terraform init and tofu init find it, without a registry',
  args: [
    { name: 'folder', brief: 'A filesystem mirror, in place of the one of your user', isOptional: true },
  ],
  examples: ['hikube terraform install', 'hikube terraform install mirror -o json'],
  async run(session, { args: [folder] }) {
    const { host } = session;
    const about = await host.files.read(await part(host, 'terraform.json'));
    const { version, addresses, binary } = JSON.parse(about ?? '') as Provider;
    const script = await part(host, 'terraform-provider.cjs');
    const emulator = await part(host, EMULATOR);
    const os = host.system === 'win32' ? 'windows' : host.system;
    const cpu = host.architecture === 'x64' ? 'amd64' : host.architecture;
    const mirror = folder ?? join(home(host), 'plugins');
    const items = [];
    for (const address of addresses) {
      const file = join(mirror, address, version, `${os}_${cpu}`, binary);
      await host.files.install(script, file);
      // For `endpoint = "emulator"`.
      await host.files.install(emulator, join(dirname(file), EMULATOR));
      items.push({ name: address, version, file });
    }
    await session.show('provider', { items });
    session.say(
      'next: terraform { required_providers { hikube = { source = "hidora/hikube" } } }, then terraform init',
    );
    return 0;
  },
});

function home({
  system,
  environment,
  home: user,
}: {
  system: string;
  environment: Readonly<Record<string, string | undefined>>;
  home: string;
}): string {
  return system === 'win32'
    ? join(environment['APPDATA'] ?? user, 'terraform.d')
    : join(user, '.terraform.d');
}

export const terraformCommands: Group = { brief: 'The Terraform provider', commands: { install } };
