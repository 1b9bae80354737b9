// Finds the emulator of a command, or starts it. Terraform starts several processes of the provider for one command, also
// at the same time, and all of them must meet the same one.
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import type { EmulatorPlace } from './place.ts';
import { type EmulatorHost, startEmulator } from './start.ts';

/** Where it answers, and to whom. */
export interface Reached {
  readonly endpoint: string;
  readonly token: string;
}

interface Announced extends Reached {
  readonly pid: number;
}

/** What is needed beside the machine. */
export interface ReachTools {
  readonly host: EmulatorHost;
  readonly pause: (ms: number) => Promise<void>;
}

/** In the working directory. */
const FOLDER = '.hikube-emulator';
const LOOK_MS = 50;
/** One that has not begun after half a minute does not. */
const MOST_LOOKS = 600;

/** @throws DiagnosticsError when there is none, and none can be started */
export async function reachEmulator(place: EmulatorPlace, { host, pause }: ReachTools): Promise<Reached> {
  const folder = join(host.directory, FOLDER);
  // Not `recursive`: where the directory takes none, as /proc, Node tries for ever.
  await mkdir(folder, { mode: 0o700 }).catch((thrown: NodeJS.ErrnoException) => {
    if (thrown.code !== 'EEXIST') throw thrown;
  });
  await writeFile(join(folder, '.gitignore'), '*\n', { flag: 'wx' }).catch(() => undefined);
  const file = join(folder, `${nameOf(place, host.parent)}.json`);
  for (let looks = 0; ; looks += 1) {
    const there = await running(file);
    if (there !== undefined) return there;
    if (looks < MOST_LOOKS && !(await lock(`${file}.lock`, host.pid))) {
      await pause(LOOK_MS);
      continue;
    }
    try {
      // Somebody else may have started it between the two looks.
      const started = await running(file);
      if (started !== undefined) return started;
      await removeDead(folder);
      await startEmulator(place, host, { file, data: join(folder, 'data.json') }, async () => {
        const begun = await running(file);
        if (begun === undefined) await pause(LOOK_MS);
        return begun !== undefined;
      });
      const begun = await running(file);
      if (begun !== undefined) return begun;
    } finally {
      await rm(`${file}.lock`, { force: true });
    }
  }
}

/** One in memory is that of a command, which is a process of Terraform, and of its options. */
function nameOf({ data, options }: EmulatorPlace, parent: number): string {
  if (data === 'directory') return 'running';
  const hash = createHash('sha256')
    .update(options ?? '')
    .digest('hex');
  return `memory-${parent}-${hash.slice(0, 12)}`;
}

/** What is announced in the file, if it is there. No request is sent: faults would count it. */
async function running(file: string): Promise<Reached | undefined> {
  const announced = await read(file);
  if (announced === undefined || !isThere(announced.pid)) return undefined;
  const { endpoint, token } = announced;
  return (await answers(Number(new URL(endpoint).port))) ? { endpoint, token } : undefined;
}

async function read(file: string): Promise<Announced | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Announced;
  } catch {
    return undefined;
  }
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

/** Takes the lock, also from somebody who has died with it. */
async function lock(file: string, pid: number): Promise<boolean> {
  try {
    await writeFile(file, String(pid), { flag: 'wx' });
    return true;
  } catch {
    const owner = Number(await readFile(file, 'utf8').catch(() => ''));
    if (owner > 0 && !isThere(owner)) await rm(file, { force: true });
    return false;
  }
}

/** Forgets emulators of commands that were killed, with what they have announced. */
async function removeDead(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!/^(?:running|memory-.*)\.json$/.test(name)) continue;
    const announced = await read(join(folder, name));
    if (announced === undefined || !isThere(announced.pid)) await rm(join(folder, name), { force: true });
  }
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    return (thrown as NodeJS.ErrnoException).code === 'EPERM';
  }
}
