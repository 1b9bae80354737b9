// Credentials of a kubeconfig that stand elsewhere: in files, which are rotated, and behind commands, which are run.
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { Clock } from '@hikube/service/platform';
import { type Connection, type ExecCredential, KubeconfigError } from '../kubernetes/kubeconfig.ts';

// A file that is rotated is read again after so long; a command tells when its credential ends.
const FILE_LIVES_MS = 60_000;
// What is about to end is not used any more.
const MARGIN_MS = 30_000;
const COMMAND_LIMIT_MS = 60_000;

/** As whom a request is sent. */
export interface Credential {
  readonly token?: string | undefined;
  /** PEM. */
  readonly certificate?: string | undefined;
  /** PEM. A secret. */
  readonly key?: string | undefined;
}

interface Held {
  readonly credential: Credential;
  readonly until: number;
}

export interface CredentialTools {
  readonly clock: Clock;
  /** For commands; those of the kubeconfig are added. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** As whom requests of one connection are sent. */
export interface Credentials {
  /** Read anew when it has ended; those who ask at the same time wait for the same one. @throws KubeconfigError */
  current(): Promise<Credential>;
  /** The server does not take it any more, whatever was said of its end. */
  refused(credential: Credential): void;
}

export function createCredentials(connection: Connection, tools: CredentialTools): Credentials {
  let held: Held | undefined;
  let reading: Promise<Held> | undefined;
  return {
    async current() {
      if (held !== undefined && tools.clock.now() < held.until) return held.credential;
      reading ??= read(connection, tools).finally(() => {
        reading = undefined;
      });
      held = await reading;
      return held.credential;
    },
    refused(credential) {
      if (held?.credential === credential) held = undefined;
    },
  };
}

async function read(connection: Connection, tools: CredentialTools): Promise<Held> {
  const { token, tokenFile, certificate, certificateFile, key, keyFile, exec } = connection;
  if (exec !== undefined) return run(exec, tools);
  const [given, shown, secret] = await Promise.all([
    token ?? contentOf(tokenFile),
    certificate ?? contentOf(certificateFile),
    key ?? contentOf(keyFile),
  ]);
  const isFixed = [tokenFile, certificateFile, keyFile].every((file) => file === undefined);
  const until = isFixed ? Number.POSITIVE_INFINITY : tools.clock.now() + FILE_LIVES_MS;
  return { credential: { token: given?.trim(), certificate: shown, key: secret }, until };
}

/** @throws KubeconfigError when it cannot be read */
export async function contentOf(file: string | undefined): Promise<string | undefined> {
  if (file === undefined) return undefined;
  try {
    return await readFile(file, 'utf8');
  } catch {
    throw new KubeconfigError(
      `The kubeconfig names the file ${file}, which cannot be read: check that it is there.`,
    );
  }
}

interface ExecAnswer {
  readonly status?: {
    readonly token?: string;
    readonly clientCertificateData?: string;
    readonly clientKeyData?: string;
    readonly expirationTimestamp?: string;
  };
}

async function run(
  { apiVersion, command, args, env }: ExecCredential,
  tools: CredentialTools,
): Promise<Held> {
  const info = { apiVersion, kind: 'ExecCredential', spec: { interactive: false } };
  const environment = { ...tools.environment, ...env, KUBERNETES_EXEC_INFO: JSON.stringify(info) };
  let answer: ExecAnswer | null;
  try {
    const options = { env: environment, timeout: COMMAND_LIMIT_MS, maxBuffer: 1024 * 1024 };
    const { stdout } = await promisify(execFile)(command, [...args], options);
    answer = JSON.parse(stdout) as ExecAnswer | null;
  } catch {
    // What it printed may be a secret, so that it is not repeated.
    throw new KubeconfigError(
      `The command "${command}" of the kubeconfig gives no credential: run it by hand to see what it says.`,
    );
  }
  const { token, clientCertificateData, clientKeyData, expirationTimestamp } = answer?.status ?? {};
  if (token === undefined && (clientCertificateData === undefined || clientKeyData === undefined))
    throw new KubeconfigError(
      `The command "${command}" of the kubeconfig gives neither a token nor a certificate.`,
    );
  const until =
    expirationTimestamp === undefined
      ? Number.POSITIVE_INFINITY
      : Date.parse(expirationTimestamp) - MARGIN_MS;
  return { credential: { token, certificate: clientCertificateData, key: clientKeyData }, until };
}
