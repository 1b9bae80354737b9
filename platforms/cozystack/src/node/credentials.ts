// Credentials of a kubeconfig that stand elsewhere: in files, which are rotated, and behind commands, which are run.
import { readFile } from 'node:fs/promises';
import type { Clock } from '@hikube/service/platform';
import type { ExecCredential } from '../kubernetes/exec-credential.ts';
import { type Connection, KubeconfigError } from '../kubernetes/kubeconfig.ts';
import { askCommand, type RunCommand, runCommand } from './command.ts';

// A file that is rotated is read again after so long; a command tells when its credential ends.
const FILE_LIVES_MS = 60_000;
// What is about to end is not used any more.
const MARGIN_MS = 30_000;

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
  /** Default: as a process of its own. */
  readonly run?: RunCommand;
  /** Told each secret that is read, before it is used, so that it can be kept out of logs. Default: nobody is. */
  readonly onSecret?: ((secret: string) => void) | undefined;
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
      for (const secret of [held.credential.token, held.credential.key])
        if (secret !== undefined) tools.onSecret?.(secret);
      return held.credential;
    },
    refused(credential) {
      if (held?.credential === credential) held = undefined;
    },
  };
}

async function read(connection: Connection, tools: CredentialTools): Promise<Held> {
  const { token, tokenFile, certificate, certificateFile, key, keyFile, exec } = connection;
  // A token that is written down wins, as with kubectl.
  if (exec !== undefined && token === undefined && tokenFile === undefined)
    return ask(connection, exec, tools);
  const [given, shown, secret] = await Promise.all([
    tokenOf(token, tokenFile),
    certificate ?? contentOf(certificateFile),
    key ?? contentOf(keyFile),
  ]);
  const isFixed = [tokenFile, certificateFile, keyFile].every((file) => file === undefined);
  const until = isFixed ? Number.POSITIVE_INFINITY : tools.clock.now() + FILE_LIVES_MS;
  return { credential: { token: given?.trim(), certificate: shown, key: secret }, until };
}

/** The file is rotated, so that it says what is good now; what stands beside it is for as long as there is no file. */
async function tokenOf(token: string | undefined, file: string | undefined): Promise<string | undefined> {
  if (token === undefined) return contentOf(file);
  return (await contentOf(file).catch(() => undefined)) ?? token;
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

async function ask(
  { authorityFile }: Connection,
  exec: ExecCredential,
  { environment, run = runCommand }: CredentialTools,
): Promise<Held> {
  const { cluster } = exec;
  const authority = cluster === undefined ? undefined : await contentOf(authorityFile);
  const told = {
    ...(authority !== undefined && {
      'certificate-authority-data': Buffer.from(authority).toString('base64'),
    }),
    ...cluster,
  };
  const command = cluster === undefined ? exec : { ...exec, cluster: told };
  const { token, clientCertificateData, clientKeyData, expirationTimestamp } = await askCommand(
    command,
    run,
    environment,
  );
  const until =
    expirationTimestamp === undefined
      ? Number.POSITIVE_INFINITY
      : Date.parse(expirationTimestamp) - MARGIN_MS;
  return { credential: { token, certificate: clientCertificateData, key: clientKeyData }, until };
}
