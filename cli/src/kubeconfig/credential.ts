// A credential for kubectl: asked for once, kept until shortly before its end in a file for its owner alone, and shared by
// all processes that need it.
import type { KubeconfigCreate } from '@hikube/sdk';
import { cachedFile } from '../config/cached.ts';
import { locked } from '../config/locked.ts';
import { bodyOf } from '../contract/body.ts';
import { CliError } from '../errors/cli-error.ts';
import { type ExitName, exitOf } from '../errors/exit-codes.ts';
import { tell } from '../errors/tell.ts';
import { bodies } from '../generated/fields.gen.ts';
import type { Session } from '../session.ts';
import type { ExecOptions } from './entry.ts';

/** What kubectl is given. */
export interface Credential {
  readonly token: string;
  readonly expiresAt: string;
  /** Id of the kubeconfig at the API, by which it can be revoked. */
  readonly id: string;
}

/** A failure counts for so long for those who ask at the same time or again and again. */
const FAILED_MS = 3000;

interface Failure {
  readonly at: number;
  readonly message: string;
  readonly exit: ExitName;
}

/** Where the credential of these options is kept. */
export const cacheFile = (session: Session, { endpoint, context, direct, uid, typed }: ExecOptions) => {
  // Without a service, the endpoint says it all, and the block in the kubeconfig names no context.
  const named = direct === undefined ? context : undefined;
  return cachedFile(session.host, 'credentials', [endpoint, named ?? '', uid, Object.entries(typed).sort()]);
};

/** @throws CliError, or what the API says */
export async function credentialFor(session: Session, options: ExecOptions): Promise<Credential> {
  const { host } = session;
  const file = await cacheFile(session, options);
  const kept = await fresh(session, file);
  if (kept !== undefined) return kept;
  return locked(host, `${file}.lock`, async () => {
    const meanwhile = await fresh(session, file);
    if (meanwhile !== undefined) return meanwhile;
    const failure = await readJson<Failure>(session, `${file}.failed`);
    if (failure !== undefined && Math.abs(host.clock.now() - failure.at) < FAILED_MS)
      throw new CliError(failure.message, { exit: failure.exit });
    try {
      await checkCluster(session, options);
      const issued = await issue(session, options);
      await keep(session, file, issued.credential);
      return issued.credential;
    } catch (error) {
      const failed: Failure = { at: host.clock.now(), message: oneLine(error), exit: exitOf(error) };
      await host.files.replace(`${file}.failed`, JSON.stringify(failed));
      throw error;
    }
  });
}

/** What is wrong, and what to do, in one line: kubectl shows it between its own. */
export const oneLine = (error: unknown, more: readonly string[] = []) =>
  tell(error, more)
    .map((line) => line.trim())
    .reduce((told, line) => `${told}${/[.!?]$/.test(told) ? '' : ';'} ${line}`)
    .replace(/^error: /, '');

export async function keep(session: Session, file: string, credential: Credential): Promise<void> {
  await session.host.files.replace(file, JSON.stringify(credential));
  await session.host.files.remove(`${file}.failed`);
}

/** @throws CliError when the cluster of this name is another one by now */
async function checkCluster(session: Session, { cluster, uid }: ExecOptions): Promise<void> {
  const found = await (await session.client()).clusters.get(cluster);
  if (found.uid === uid) return;
  throw new CliError(
    `The cluster ${cluster} is not the one that this kubeconfig was saved for: that one is gone, or belongs to somebody else.`,
    {
      exit: 'notFound',
      next: [`next: hikube kubeconfig remove ${cluster}`],
    },
  );
}

/** Asks for a credential. */
export async function issue(
  session: Session,
  { cluster, typed }: ExecOptions,
): Promise<{ readonly credential: Credential; readonly kubeconfig: string }> {
  const { kubeconfigs } = await session.client();
  const body = await bodyOf(bodies.KubeconfigCreate, typed, session.load);
  const asked = session.host.clock.now();
  const {
    id,
    token,
    createdAt,
    expiresAt: end,
    kubeconfig,
  } = await kubeconfigs.create(cluster, body as unknown as KubeconfigCreate);
  // Its end by the clock of this machine, by which it is judged here and in kubectl, right or wrong.
  const expiresAt = new Date(asked + Date.parse(end) - Date.parse(createdAt)).toISOString();
  return { credential: { id, token, expiresAt }, kubeconfig };
}

async function fresh(session: Session, file: string): Promise<Credential | undefined> {
  const kept = await readJson<Credential>(session, file);
  if (kept === undefined || typeof kept.token !== 'string') return undefined;
  const leftMs = Date.parse(kept.expiresAt) - session.host.clock.now();
  return leftMs > MARGIN_MS ? kept : undefined;
}

/** So long before its end a credential counts as used up; the shortest of all lives five minutes. */
const MARGIN_MS = 60_000;

async function readJson<T>({ host }: Session, file: string): Promise<T | undefined> {
  try {
    const text = await host.files.read(file);
    return text === undefined ? undefined : (JSON.parse(text) as T);
  } catch {
    // What cannot be read is asked for anew.
    return undefined;
  }
}
