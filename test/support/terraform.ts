// A Terraform workspace in a temporary folder, driven through the real, unmodified terraform.
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A diagnostic as `terraform … -json` prints it. */
export interface Diagnostic {
  readonly severity: 'error' | 'warning';
  readonly summary: string;
  readonly detail: string;
  readonly address?: string;
  readonly range?: { readonly start: { readonly line: number } };
  readonly snippet?: { readonly context: string | null; readonly code: string };
}

/** The program under test: `HIKUBE_TERRAFORM` names another one, such as the path of a `tofu`. */
const ENGINE = process.env['HIKUBE_TERRAFORM'] || 'terraform';

export interface Run {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** One resource in a plan. */
export interface ResourceChange {
  readonly address: string;
  readonly change: {
    readonly actions: readonly string[];
    readonly before: Record<string, unknown> | null;
    readonly after: Record<string, unknown> | null;
    readonly after_unknown: Record<string, unknown>;
  };
}

export interface PlanRun extends Run {
  /** Resources that change. */
  readonly changes: readonly ResourceChange[];
  /** Nothing changes: no resource and no output. */
  readonly empty: boolean;
}

/** Options of a single run. */
export interface RunOptions {
  readonly environment?: Readonly<Record<string, string>>;
  /** Called with the process as soon as it runs, so that a test can interrupt it. */
  readonly onStart?: (pid: number, interrupt: (signal: NodeJS.Signals) => void) => void;
  /** Called with each line of standard output. */
  readonly onLine?: (line: string) => void;
}

export class Workspace {
  readonly folder: string;
  /** What every run gets beside the environment of this process. */
  readonly environment: Readonly<Record<string, string>>;

  private constructor(folder: string, environment: Record<string, string>) {
    this.folder = folder;
    this.environment = environment;
  }

  /** A new empty workspace. `environment` is added to that of every run. */
  static async create(environment: Readonly<Record<string, string>>, configuration = ''): Promise<Workspace> {
    const folder = await mkdtemp(join(tmpdir(), 'hikube-tf-'));
    const cli = join(folder, 'terraform.rc');
    await writeFile(cli, configuration);
    return new Workspace(folder, {
      TF_CLI_CONFIG_FILE: cli,
      CHECKPOINT_DISABLE: '1',
      // A run is over before it has filled its memory: collecting garbage would be a fifth of it.
      GOGC: '400',
      TF_IN_AUTOMATION: '1',
      TF_INPUT: '0',
      ...environment,
    });
  }

  /** Replaces the configuration. */
  async write(hcl: string): Promise<void> {
    await writeFile(join(this.folder, 'main.tf'), hcl);
  }

  async dispose(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }

  /** Runs any command. Never throws: the run says how it ended. */
  run(args: readonly string[], options: RunOptions = {}): Promise<Run> {
    return new Promise((resolve, reject) => {
      const { NODE_EXTRA_CA_CERTS: _slow, ...inherited } = process.env;
      const child = spawn(ENGINE, args, {
        cwd: this.folder,
        env: { ...inherited, ...this.environment, ...options.environment },
        stdio: ['ignore', 'pipe', 'pipe'],
        // Its own group, so that an interrupt reaches terraform and provider as Ctrl-C in a terminal would.
        detached: true,
      });
      let stdout = '';
      let stderr = '';
      let pending = '';
      child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
        stdout += chunk;
        const lines = (pending + chunk).split('\n');
        pending = lines.pop() ?? '';
        for (const line of lines) options.onLine?.(line);
      });
      child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
        stderr += chunk;
      });
      child.once('error', reject);
      child.once('close', (exitCode, signal) => {
        resolve({ exitCode, signal, stdout, stderr, diagnostics: diagnosticsOf(stdout) });
      });
      const pid = child.pid ?? 0;
      options.onStart?.(pid, (signal) => process.kill(-pid, signal));
    });
  }

  async init(options: RunOptions = {}): Promise<Run> {
    return this.run(['init', '-no-color'], options);
  }

  /** Plans, and reads the plan. */
  async plan(args: readonly string[] = [], options: RunOptions = {}): Promise<PlanRun> {
    const run = await this.run(['plan', '-json', '-out=plan.tfplan', '-detailed-exitcode', ...args], options);
    // 2 says that something changes; only then is there anything to be shown.
    if (run.exitCode !== 2) return { ...run, changes: [], empty: run.exitCode === 0 };
    const shown = await this.run(['show', '-json', 'plan.tfplan'], options);
    const plan = JSON.parse(shown.stdout) as { resource_changes?: ResourceChange[] };
    const changes = (plan.resource_changes ?? []).filter(({ change }) =>
      change.actions.some((a) => a !== 'no-op' && a !== 'read'),
    );
    return { ...run, changes, empty: false };
  }

  async apply(args: readonly string[] = [], options: RunOptions = {}): Promise<Run> {
    return this.run(['apply', '-json', '-auto-approve', ...args], options);
  }

  async destroy(args: readonly string[] = [], options: RunOptions = {}): Promise<Run> {
    return this.run(['destroy', '-json', '-auto-approve', ...args], options);
  }

  async import(address: string, id: string, options: RunOptions = {}): Promise<Run> {
    return this.run(['import', '-no-color', address, id], options);
  }

  /** The values of one resource in state; undefined when it is not there. */
  async stateOf(address: string, options: RunOptions = {}): Promise<Record<string, unknown> | undefined> {
    const shown = await this.run(['show', '-json'], options);
    const state = JSON.parse(shown.stdout) as {
      values?: {
        root_module?: {
          resources?: { address: string; values: Record<string, unknown>; tainted?: boolean }[];
        };
      };
    };
    return state.values?.root_module?.resources?.find((resource) => resource.address === address)?.values;
  }

  /** Everything that Terraform wrote down, for secrets to be looked for. */
  async stateText(): Promise<string> {
    return readFile(join(this.folder, 'terraform.tfstate'), 'utf8');
  }
}

function diagnosticsOf(stdout: string): Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const line of stdout.split('\n')) {
    if (!line.startsWith('{')) continue;
    const event = JSON.parse(line) as { type?: string; diagnostic?: Diagnostic };
    if (event.type === 'diagnostic' && event.diagnostic) found.push(event.diagnostic);
  }
  return found;
}
