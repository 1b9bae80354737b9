// The real terraform in a directory of its own, with nothing from the user's configuration.
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface TerraformRun {
  code: number | null;
  /** stdout and stderr, in the order in which they came. */
  output: string;
}

export class TerraformWorkspace {
  readonly directory = mkdtempSync(join(tmpdir(), 'tf-workspace-'));
  readonly #env: Record<string, string>;

  /** @param cliConfig the contents of the CLI configuration file. */
  constructor(env: Record<string, string> = {}, cliConfig = '') {
    const cliConfigFile = this.write('terraform.rc', cliConfig);
    const own = {
      TF_CLI_CONFIG_FILE: cliConfigFile,
      CHECKPOINT_DISABLE: '1',
      TF_IN_AUTOMATION: '1',
      GOGC: '400',
    };
    this.#env = {
      PATH: process.env['PATH'] ?? '',
      NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] ?? '',
      HOME: this.directory,
      ...own,
      ...env,
    };
  }

  write(name: string, text: string): string {
    const path = join(this.directory, name);
    writeFileSync(path, text, { mode: 0o755 });
    return path;
  }

  /** Not a synchronous run: the provider may be served by this very process. */
  run(...args: string[]): Promise<TerraformRun> {
    return ended(this.#start(args));
  }

  /** Runs terraform and presses Ctrl-C once; `when` says that it is time. */
  interrupt(when: Promise<void>, ...args: string[]): Promise<TerraformRun> {
    const child = this.#start(args);
    when.then(() => child.kill('SIGINT'));
    return ended(child);
  }

  #start(args: readonly string[]): ChildProcessWithoutNullStreams {
    return spawn(process.env['HIKUBE_TERRAFORM'] || 'terraform', [...args, '-no-color'], {
      cwd: this.directory,
      env: this.#env,
    });
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }
}

function ended(child: ChildProcessWithoutNullStreams): Promise<TerraformRun> {
  return new Promise((resolve, reject) => {
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        output += chunk;
      });
    }
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, output }));
  });
}
