// Where we listen: a socket file in a directory that only this user may enter, or a loopback port on Windows.
import { mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** An address in the form that Go's net package dials. */
export interface Address {
  network: 'unix' | 'tcp';
  address: string;
}

export interface Endpoint extends Address {
  /** Removes the socket's directory; safe to call again. */
  remove(): void;
}

type Env = Record<string, string | undefined>;

/** The kernel's limit for a socket path is 104 bytes on macOS and 108 on Linux, its end included. */
const MAX_SOCKET_PATH = 103;
const LOOPBACK = '127.0.0.1';

/** Node has no unix sockets on Windows. */
export function defaultNetwork(): Address['network'] {
  return process.platform === 'win32' ? 'tcp' : 'unix';
}

/**
 * Makes `server` listen and resolves when it does. Unix sockets go to `PLUGIN_UNIX_SOCKET_DIR`, the temporary
 * directory or `/tmp`, whichever first has a short enough path; ports to `PLUGIN_MIN_PORT` … `PLUGIN_MAX_PORT`.
 * @throws the server's error when it cannot listen anywhere.
 */
export async function listen(server: Server, network: Address['network'], env: Env): Promise<Endpoint> {
  return network === 'unix' ? listenOnSocket(server, env) : listenOnPort(server, env);
}

async function listenOnSocket(server: Server, env: Env): Promise<Endpoint> {
  const directory = mkdtempSync(join(socketParent(env), 'tf-plugin-'));
  const remove = () => rmSync(directory, { recursive: true, force: true });
  const address = join(directory, 's');
  try {
    await started(server, () => server.listen(address));
  } catch (error) {
    remove();
    throw error;
  }
  return { network: 'unix', address, remove };
}

function socketParent(env: Env): string {
  const parents = [env['PLUGIN_UNIX_SOCKET_DIR'] || tmpdir(), '/tmp'];
  const fits = (parent: string) =>
    Buffer.byteLength(join(parent, 'tf-plugin-XXXXXX', 's')) <= MAX_SOCKET_PATH;
  return parents.find(fits) ?? tmpdir();
}

async function listenOnPort(server: Server, env: Env): Promise<Endpoint> {
  const first = Number(env['PLUGIN_MIN_PORT'] || 0);
  const last = Number(env['PLUGIN_MAX_PORT'] || first);
  for (let port = first; ; port++) {
    try {
      await started(server, () => server.listen(port, LOOPBACK));
      break;
    } catch (error) {
      const isTaken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
      if (!isTaken || port >= last) throw error;
    }
  }
  const address = server.address() as { port: number };
  return { network: 'tcp', address: `${LOOPBACK}:${address.port}`, remove: () => {} };
}

function started(server: Server, start: () => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const onListening = () => {
      server.off('error', onError);
      resolve();
    };
    const onError = (error: Error) => {
      server.off('listening', onListening);
      reject(error);
    };
    server.once('listening', onListening);
    server.once('error', onError);
    start();
  });
}
