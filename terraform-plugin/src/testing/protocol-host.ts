// Terraform's part for tests: starts the fixture provider as a real process and reads its handshake line.
import { type ChildProcess, spawn } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Address } from '../protocol/plugin/endpoint.ts';
import { createCertificate, type ServerCertificate } from '../protocol/tls/certificate.ts';
import { type ClientTls, GrpcClient } from './protocol-client.ts';

const FIXTURE_MAIN = fileURLToPath(new URL('./protocol-fixture-main.ts', import.meta.url));
export const FIXTURE_COMMAND = [process.execPath, '--conditions=@hikube/source', FIXTURE_MAIN] as const;

export const MAGIC_COOKIE = 'd602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2';

/** The certificate that the host gives to the provider, and one that it does not. */
export const hostCertificate: ServerCertificate = createCertificate(new Date());
export const strangerCertificate: ServerCertificate = createCertificate(new Date());

/** What Terraform puts into the environment of a provider. */
export const hostEnv: Record<string, string> = {
  TF_PLUGIN_MAGIC_COOKIE: MAGIC_COOKIE,
  PLUGIN_PROTOCOL_VERSIONS: '5,6',
  PLUGIN_CLIENT_CERT: hostCertificate.certificatePem,
};

export interface Plugin {
  process: ChildProcess;
  /** The handshake line, its fields apart. */
  line: string[];
  address: Address;
  /** The certificate that the line announced, in PEM. */
  ca: string;
  stderr(): string;
  connect(tls?: Partial<ClientTls>): GrpcClient;
  /** Resolves with the exit code, or with the signal that ended it. */
  exited: Promise<number | string>;
}

/** Runs the fixture to its end and gives what it printed; for starts that are refused. */
export async function runFixture(env: Record<string, string>, args: string[] = []) {
  const child = spawnFixture(env, args);
  const output = collect(child);
  const code = await exitOf(child);
  return { code, stdout: output.stdout(), stderr: output.stderr() };
}

/** Starts the fixture as Terraform would and waits for its handshake line. */
export async function startFixture(env: Record<string, string> = {}): Promise<Plugin> {
  const child = spawnFixture({ ...hostEnv, ...env }, []);
  const output = collect(child);
  const exited = exitOf(child);
  const text = await firstLine(child, output);
  const line = text.split('|');
  const address = { network: line[2], address: line[3] } as Address;
  const ca = new X509Certificate(Buffer.from(line[5] ?? '', 'base64')).toString();
  const { certificatePem: cert, privateKeyPem: key } = hostCertificate;
  const connect = (tls: Partial<ClientTls> = {}) => new GrpcClient(address, { ca, cert, key, ...tls });
  return { process: child, line, address, ca, stderr: output.stderr, connect, exited };
}

export function spawnFixture(env: Record<string, string>, args: string[]): ChildProcess {
  const [node, ...fixed] = FIXTURE_COMMAND;
  const { PATH, TMPDIR } = process.env;
  const inherited = { PATH, ...(TMPDIR === undefined ? {} : { TMPDIR }) };
  return spawn(node, [...fixed, ...args], {
    env: { ...inherited, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

function collect(child: ChildProcess): { stdout(): string; stderr(): string } {
  const text = { stdout: '', stderr: '' };
  child.stdout?.on('data', (chunk) => {
    text.stdout += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    text.stderr += chunk;
  });
  return { stdout: () => text.stdout, stderr: () => text.stderr };
}

async function exitOf(child: ChildProcess): Promise<number | string> {
  const [code, signal] = await once(child, 'close');
  return (code ?? signal) as number | string;
}

async function firstLine(
  child: ChildProcess,
  output: { stdout(): string; stderr(): string },
): Promise<string> {
  while (!output.stdout().includes('\n')) {
    await Promise.race([once(child.stdout!, 'data'), once(child, 'exit')]);
    if (child.exitCode !== null) throw new Error(`the fixture ended: ${output.stderr()}`);
  }
  return output.stdout().split('\n')[0]!;
}
