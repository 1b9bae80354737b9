// Runs the real, unmodified terraform and shows what it prints.
import { spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import { quoted } from './screen.ts';

/** Version of the terraform on the PATH; undefined when there is none. */
export function terraformVersion(): string | undefined {
  const run = spawnSync('terraform', ['version', '-json'], { encoding: 'utf8' });
  if (run.status !== 0) return undefined;
  const { terraform_version: version } = JSON.parse(run.stdout) as { terraform_version: string };
  return version;
}

export interface TerraformOptions {
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** Runs one command, shows each line, and returns all of them. */
export async function terraform(options: TerraformOptions, ...args: string[]): Promise<string[]> {
  const [command = '', ...rest] = args;
  quoted(`$ terraform ${args.join(' ')}`);
  const child = spawn('terraform', [command, '-no-color', ...rest], {
    cwd: options.folder,
    env: { ...process.env, CHECKPOINT_DISABLE: '1', TF_IN_AUTOMATION: '1', ...options.environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines: string[] = [];
  for await (const text of createInterface({ input: child.stdout })) {
    lines.push(text);
    if (text.trim() !== '') quoted(text);
  }
  const code = await new Promise<number | null>((resolve) => {
    if (child.exitCode !== null) resolve(child.exitCode);
    else child.once('exit', resolve);
  });
  if (code !== 0) throw new Error(`terraform ${command} ended with ${code}.`);
  return lines;
}
