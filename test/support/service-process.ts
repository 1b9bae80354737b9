// Starts the service as `npm start` does: a process of its own, over a real socket, so that it can be killed.
import { type ChildProcess, spawn } from 'node:child_process';
import { serviceToStart } from './service-bundle.ts';

export interface ServiceProcessOptions {
  readonly dataDirectory?: string;
  /** Store of the service; `sqlite` by default. */
  readonly store?: 'memory' | 'sqlite';
  /** How much faster than life the simulated platform works. */
  readonly speed?: number;
  /** Fixed port, so that a restarted service keeps its address; any free port by default. */
  readonly port?: number;
  readonly token?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** The file that is started; by default that of the sources, or in the short run that of a bundle. */
  readonly start?: string | undefined;
  /** A command that starts the one that follows it, such as strace with its flags. */
  readonly launcher?: readonly string[];
}

export interface ServiceProcess {
  /** Base URL with `/v1`. */
  readonly endpoint: string;
  readonly token: string;
  readonly port: number;
  readonly pid: number;
  /** The end of what it has logged until now. */
  log(): string;
  /** Resolves when it has ended and all that it has printed is read, with its exit code. */
  readonly ended: Promise<number | null>;
  /** Everything that it has printed for people until now. */
  printed(): string;
  /** Closes what it prints and logs into, as the end of the program that reads them does. */
  stopReading(): void;
  /** Ends it as an operator would (SIGTERM) and waits. */
  stop(): Promise<void>;
  /** Ends it as a power cut would (SIGKILL) and waits. */
  kill(): Promise<void>;
}

/** Starts the service and resolves when it has announced its address. */
export async function startServiceProcess(options: ServiceProcessOptions = {}): Promise<ServiceProcess> {
  const token = options.token ?? `test-${crypto.randomUUID()}`;
  const start =
    options.start === undefined ? await serviceToStart() : { file: options.start, environment: {} };
  const platform = options.environment?.['HIKUBE_PLATFORM'] ?? 'simulated';
  const simulation = {
    // Any free port, also after a restart on a fixed one: the port of the service could belong to somebody else by then.
    HIKUBE_KUBERNETES_PORT: '0',
    HIKUBE_SIMULATION_SPEED: String(options.speed ?? 1),
  };
  const command = [...(options.launcher ?? []), process.execPath, '--conditions=@hikube/source', start.file];
  const child = spawn(command[0] ?? '', command.slice(1), {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      ...start.environment,
      PORT: String(options.port ?? 0),
      HIKUBE_STORE: options.store ?? 'sqlite',
      HIKUBE_BOOTSTRAP_TOKEN: token,
      ...(options.dataDirectory === undefined ? {} : { HIKUBE_DATA_DIR: options.dataDirectory }),
      ...(platform === 'simulated' ? simulation : {}),
      HIKUBE_PLATFORM: platform,
      ...options.environment,
    },
  });
  // Once everything that it has printed is read, too: it may have ended before that.
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  let printed = '';
  child.stdout?.on('data', (chunk) => {
    printed += chunk;
  });
  let logged = '';
  child.stderr?.on('data', (chunk) => {
    logged = (logged + chunk).slice(-2000);
  });
  const endpoint = await announcedEndpoint(child, () => logged);
  return {
    endpoint,
    token,
    port: Number(new URL(endpoint).port),
    pid: child.pid ?? 0,
    log: () => logged,
    ended,
    printed: () => printed,
    stopReading: () => {
      child.stdout?.destroy();
      child.stderr?.destroy();
    },
    stop: () => end(child, 'SIGTERM', ended),
    kill: () => end(child, 'SIGKILL', ended),
  };
}

/** Waits for the line that names the base URL; a service that ends first is an error with its own words. */
function announcedEndpoint(child: ChildProcess, log: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = '';
    child.stdout?.on('data', (chunk) => {
      printed += chunk;
      const url = printed.match(/http:\/\/[^\s"]+\/v1/)?.[0];
      if (url !== undefined) resolve(url);
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`The service ended with ${code}: ${log().trim()}`)));
  });
}

async function end(
  child: ChildProcess,
  signal: 'SIGTERM' | 'SIGKILL',
  ended: Promise<unknown>,
): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) child.kill(signal);
  await ended;
}
