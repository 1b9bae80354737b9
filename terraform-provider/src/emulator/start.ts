// Starts an emulator beside the provider. It outlives this process, because Terraform ends it before it starts the next.
import { spawn } from 'node:child_process';
import { access } from 'node:fs/promises';
import { DiagnosticsError, error } from 'terraform-plugin';
import type { EmulatorPlace } from './place.ts';

/** The process that the provider runs in; the entry point hands it in. */
export interface EmulatorHost {
  /** Where Terraform was called. */
  readonly directory: string;
  /** The emulator as a script, which is installed beside the provider. */
  readonly program: string;
  /** What runs scripts. */
  readonly node: string;
  readonly pid: number;
  /** Of Terraform. */
  readonly parent: number;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Files of one emulator. */
export interface EmulatorFiles {
  /** Where it says where it is. */
  readonly file: string;
  readonly data: string;
}

/** One whose data is kept ends soon, because the next command goes on with it. */
const IDLE_SECONDS = 60;

/**
 * @param hasBegun asked until it says so
 * @throws DiagnosticsError with what it said when it ends at once
 */
export async function startEmulator(
  { data, options }: EmulatorPlace,
  host: EmulatorHost,
  files: EmulatorFiles,
  hasBegun: () => Promise<boolean>,
): Promise<void> {
  await access(host.program).catch(() => {
    throw new DiagnosticsError(
      error(
        'There is no emulator beside this provider',
        `${host.program} is missing. Install the provider as the script with its emulator, or start one with \`npx @hikube/emulator\` and set HIKUBE_ENDPOINT and HIKUBE_TOKEN to what it prints.`,
      ),
    );
  });
  const kept =
    data === 'directory'
      ? ['--data', files.data, '--idle', String(IDLE_SECONDS)]
      : ['--with', String(host.parent), '--idle', '86400'];
  const words = ['--stay', '--announce', files.file, ...kept];
  const child = spawn(
    host.node,
    [host.program, ...words, ...(options === undefined ? [] : ['--options', options])],
    {
      cwd: host.directory,
      env: host.environment as NodeJS.ProcessEnv,
      // Ctrl-C in a terminal means Terraform, which may ask a last time.
      detached: true,
      windowsHide: true,
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  let said = '';
  let hasEnded = false;
  child.stderr.on('data', (text) => {
    said += String(text);
  });
  child.once('error', (thrown) => {
    said += thrown.message;
    hasEnded = true;
  });
  child.once('close', () => {
    hasEnded = true;
  });
  while (!hasEnded && !(await hasBegun())) {}
  child.stderr.destroy();
  child.unref();
  if (hasEnded)
    throw new DiagnosticsError(
      error(
        'The emulator does not start',
        said.trim().replace(/^hikube-emulator: /, '') || 'It said nothing.',
      ),
    );
}
