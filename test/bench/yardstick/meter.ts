// What a command and all its processes take. The operating system adds them up for whoever waits for them, which Node
// does not show, so a small program in Go does the waiting.
import { spawn } from 'node:child_process';
import { cp, mkdir, readFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { cleanEnvironment } from '../process-time.ts';
import type { Variant } from './build.ts';

export interface Taken {
  /** Milliseconds from start to end. */
  readonly wall: number;
  /** Milliseconds of CPU, user and system, of the command and its processes. */
  readonly cpu: number;
  /** Most memory of the largest of them, in KiB. */
  readonly memory: number;
}

interface Printed {
  readonly wall: number;
  readonly user: number;
  readonly sys: number;
  readonly rss: number;
  readonly code: number;
}

export interface MeterOptions {
  readonly folder?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/**
 * Runs a command through the meter.
 * @param mode `run` to its end, `handshake` to the line that says how to reach a plugin
 * @throws when the command fails, with the end of what it said
 */
export async function metered(
  meter: string,
  mode: 'run' | 'handshake',
  command: readonly string[],
  { folder, environment }: MeterOptions = {},
): Promise<Taken> {
  const { stdout, stderr } = await output(meter, [mode, ...command], folder, cleanEnvironment(environment));
  const last = stdout.trim().split('\n').at(-1) ?? '';
  if (last === '') throw new Error(`${command.join(' ')}: ${stderr.slice(-2000)}`);
  const printed = JSON.parse(last) as Printed;
  if (mode === 'run' && printed.code !== 0)
    throw new Error(`${command.join(' ')} ended with ${printed.code}: ${stderr.slice(-2000)}`);
  return taken(printed);
}

const taken = ({ wall, user, sys, rss }: Printed): Taken => ({ wall, cpu: user + sys, memory: rss });

/** The same provider behind a stand-in that writes into a log what each of its processes takes. */
export async function behindMeter(
  { folder, meter }: { readonly folder: string; readonly meter: string },
  variant: Variant,
): Promise<Variant> {
  const mirror = join(folder, 'watched', variant.name);
  const file = join(mirror, relative(variant.mirror, variant.file));
  await mkdir(dirname(file), { recursive: true });
  await cp(meter, file);
  const environment = { YARD_REAL: variant.file, YARD_LOG: join(folder, 'processes') };
  return { ...variant, mirror, file, environment };
}

/** What the stand-in has written down. */
export async function logged(log: string): Promise<readonly Taken[]> {
  const lines = (await readFile(log, 'utf8')).trim().split('\n');
  return lines.map((line) => taken(JSON.parse(line) as Printed));
}

function output(
  command: string,
  args: readonly string[],
  cwd: string | undefined,
  env: NodeJS.ProcessEnv,
): Promise<{ stdout: string; stderr: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
    });
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
    });
    child.once('error', reject);
    child.once('close', () => resolve({ stdout, stderr }));
  });
}

/** Milliseconds of a clock tick of /proc, which is the same on every Linux. */
const TICK_MS = 10;

/** CPU time that a process has taken until now, in milliseconds. */
export async function cpuOf(pid: number): Promise<number> {
  const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}
