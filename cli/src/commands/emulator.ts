// hikube emulator: the whole API on simulated clusters, on this machine.
import { CliError } from '../errors/cli-error.ts';
import type { Host } from '../host/host.ts';
import { command } from './command.ts';

/** Its script, which also lies beside a provider that can start it. */
export const EMULATOR = 'hikube-emulator.cjs';

export const emulator = command({
  brief: 'Run the API of Hikube on this machine, on simulated clusters: no account, no network',
  more:
    'What stands behind -- is handed on. With a command, such as -- terraform test, that is run with HIKUBE_ENDPOINT and\n' +
    'HIKUBE_TOKEN, and the emulator ends with it; with options, such as -- --json, the emulator takes them, and\n' +
    '-- --help shows all of them.',
  args: [{ name: 'words', brief: 'Options of the emulator, or a command', isRest: true, isOptional: true }],
  examples: ['hikube emulator -- --help', 'hikube emulator -- hikube cluster list'],
  async run({ host }, { args }) {
    const script = await part(host, EMULATOR);
    const [node = ''] = host.self;
    // Words that begin with a hyphen are its own; the first that does not begins a command.
    const isCommand = args[0] !== undefined && !args[0].startsWith('-');
    return host.processes.attach(node, [script, ...(isCommand ? ['--', ...args] : args)]);
  },
});

/** A file that comes with the package. @throws CliError where this program was started without it */
export async function part(host: Host, file: string): Promise<string> {
  const path = await host.beside(file);
  if ((await host.files.read(path)) !== undefined) return path;
  throw new CliError(`This hikube lies here without ${file}, which comes with it.`, {
    next: ['install it whole: npm install --global @hikube/cli'],
  });
}
