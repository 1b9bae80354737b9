// Starts the service as `npm start` does, in a data directory of its own.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface RunningService {
  readonly endpoint: string;
  readonly token: string;
  stop(): Promise<void>;
}

const main = fileURLToPath(new URL('../../service/src/main.ts', import.meta.url));

/** Starts the service on a free port; `speed` is how much faster than life the simulated platform works. */
export async function startService(dataDirectory: string, speed: number): Promise<RunningService> {
  const token = `demo-${crypto.randomUUID()}`;
  const child = spawn(process.execPath, ['--conditions=@hikube/source', main], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      PORT: '0',
      HIKUBE_DATA_DIR: dataDirectory,
      HIKUBE_PLATFORM: 'simulated',
      HIKUBE_SIMULATION_SPEED: String(speed),
      HIKUBE_BOOTSTRAP_TOKEN: token,
    },
  });
  const endpoint = await announcedEndpoint(child);
  return { endpoint, token, stop: () => stop(child) };
}

/** Waits for the line that names the base URL; a service that dies first is an error with its own words. */
function announcedEndpoint(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = '';
    let complaint = '';
    child.stderr?.on('data', (chunk) => {
      complaint = (complaint + chunk).slice(-2000);
    });
    child.stdout?.on('data', (chunk) => {
      printed += chunk;
      const url = printed.match(/http:\/\/[^\s"]+\/v1/)?.[0];
      if (url !== undefined) resolve(url);
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`The service ended with ${code}: ${complaint.trim()}`)));
  });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}
