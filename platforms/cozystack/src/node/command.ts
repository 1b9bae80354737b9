// Commands of a kubeconfig that print a credential.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { ExecCredential } from '../kubernetes/exec-credential.ts';
import { KubeconfigError } from '../kubernetes/section.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Runs a command. @returns what it prints; rejects when it fails, with `code` ENOENT when there is none */
export type RunCommand = (
  command: string,
  args: readonly string[],
  environment: Environment,
) => Promise<string>;

const LIMIT_MS = 60_000;
const MOST_BYTES = 1024 * 1024;

export const runCommand: RunCommand = async (command, args, environment) => {
  const options = { env: { ...environment }, timeout: LIMIT_MS, maxBuffer: MOST_BYTES };
  const { stdout } = await promisify(execFile)(command, [...args], options);
  return stdout;
};

/** What a command says. */
export interface ExecStatus {
  readonly token?: string;
  readonly clientCertificateData?: string;
  readonly clientKeyData?: string;
  readonly expirationTimestamp?: string;
}

/** @throws KubeconfigError for a command that gives nothing; what it printed may be a secret, so that it is not repeated */
export async function askCommand(
  { apiVersion, command, args, env, installHint, cluster }: ExecCredential,
  run: RunCommand,
  environment: Environment,
): Promise<ExecStatus> {
  const spec = { interactive: false, ...(cluster !== undefined && { cluster }) };
  const info = JSON.stringify({ apiVersion, kind: 'ExecCredential', spec });
  let answer: { readonly status?: ExecStatus } | null;
  try {
    const printed = await run(command, args, { ...environment, ...env, KUBERNETES_EXEC_INFO: info });
    answer = JSON.parse(printed) as typeof answer;
  } catch (error) {
    const isMissing = (error as { readonly code?: unknown }).code === 'ENOENT';
    throw new KubeconfigError(
      isMissing
        ? `The command "${command}" of the kubeconfig is not there. ${installHint ?? 'Install it, or write its whole path into the kubeconfig.'}`
        : `The command "${command}" of the kubeconfig gives no credential: run it by hand to see what it says.`,
    );
  }
  const { token, clientCertificateData, clientKeyData } = answer?.status ?? {};
  if (token === undefined && (clientCertificateData === undefined || clientKeyData === undefined))
    throw new KubeconfigError(
      `The command "${command}" of the kubeconfig gives neither a token nor a certificate.`,
    );
  return answer!.status!;
}
