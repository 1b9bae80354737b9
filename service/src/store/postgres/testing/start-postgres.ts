// Starts a real PostgreSQL of its own for a test: a fresh cluster in a temporary directory, on a free port.
import { type ChildProcess, execFile, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, chownSync, constants, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { freePort } from './free-port.ts';

/** A running server with an empty database. */
export interface PostgresServer {
  /** For DATABASE_URL; every login is trusted. */
  readonly url: string;
  readonly port: number;
  /** `fast` as an operator stops it, `immediate` as a crash does: what was not written yet is recovered later. */
  stop(how: 'fast' | 'immediate'): Promise<void>;
  /** Starts it again on the same data and port. */
  start(): Promise<void>;
  /** Stops it and removes its data. */
  dispose(): Promise<void>;
}

/** How the server is set up. */
export interface PostgresOptions {
  /** Server settings, such as `{ fsync: 'off' }` where the test is not about durability. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** The folder with the server's programs, from PATH or where Debian puts them; undefined when there is none. */
export function findPostgres(): string | undefined {
  const debian = '/usr/lib/postgresql';
  const versions = listIfThere(debian).sort((a, b) => Number(b) - Number(a));
  const folders = (process.env['PATH'] ?? '')
    .split(delimiter)
    .concat(versions.map((v) => join(debian, v, 'bin')));
  return folders.find((folder) => isProgram(join(folder, 'initdb')) && isProgram(join(folder, 'postgres')));
}

/** @throws Error when there is no PostgreSQL, or it does not start */
export async function startPostgres(options: PostgresOptions = {}): Promise<PostgresServer> {
  const programs = findPostgres();
  if (programs === undefined)
    throw new Error('PostgreSQL is not installed: no initdb and postgres were found');
  const directory = mkdtempSync(join(tmpdir(), 'hikube-postgres-'));
  if (identity.uid !== undefined) chownSync(directory, identity.uid, identity.gid!);
  const data = join(directory, 'data');
  const initdb = ['-D', data, '-U', 'app', '--auth=trust', '--no-locale', '-E', 'UTF8', '--no-sync'];
  await promisify(execFile)(join(programs, 'initdb'), initdb, { cwd: directory, ...identity });
  const server = new RunningServer({
    program: join(programs, 'postgres'),
    directory,
    port: await freePort(),
    options,
  });
  await server.start();
  return server;
}

// PostgreSQL refuses to run as root; "nobody" has this number wherever PostgreSQL is packaged.
const NOBODY = 65_534;
const identity: Pick<SpawnOptions, 'uid' | 'gid'> =
  process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};

interface Setup {
  readonly program: string;
  readonly directory: string;
  readonly port: number;
  readonly options: PostgresOptions;
}

class RunningServer implements PostgresServer {
  readonly #setup: Setup;
  #process: ChildProcess | undefined;
  // The last resort when a test run ends without reaching its cleanup.
  readonly #onExit = (): void => {
    this.#process?.kill('SIGQUIT');
  };

  constructor(setup: Setup) {
    this.#setup = setup;
    process.on('exit', this.#onExit);
  }

  get port(): number {
    return this.#setup.port;
  }

  get url(): string {
    return `postgres://app@127.0.0.1:${this.port}/postgres`;
  }

  async start(): Promise<void> {
    const { program, directory, port, options } = this.#setup;
    const settings = {
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      ...options.settings,
    };
    const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const child = spawn(program, ['-D', join(directory, 'data'), '-p', String(port), ...args], {
      cwd: directory,
      stdio: ['ignore', 'ignore', 'pipe'],
      ...identity,
    });
    this.#process = child;
    const log: string[] = [];
    const lines = createInterface({ input: child.stderr! });
    await new Promise<void>((resolve, reject) => {
      lines.on('line', (line) => {
        log.push(line);
        if (line.includes('database system is ready to accept connections')) resolve();
      });
      child.once('exit', () => reject(new Error(`PostgreSQL did not start:\n${log.join('\n')}`)));
    });
  }

  async stop(how: 'fast' | 'immediate'): Promise<void> {
    const child = this.#process;
    if (child === undefined) return;
    this.#process = undefined;
    const exited = once(child, 'exit');
    child.kill(how === 'fast' ? 'SIGINT' : 'SIGQUIT');
    await exited;
  }

  async dispose(): Promise<void> {
    await this.stop('immediate');
    process.off('exit', this.#onExit);
    rmSync(this.#setup.directory, { recursive: true, force: true });
  }
}

function listIfThere(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
