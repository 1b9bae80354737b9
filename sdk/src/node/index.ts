// @hikube/sdk/node: what a client takes from the machine, in Node, Bun and Deno.
import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { ClientOptions } from '../client-options.ts';
import { ConfigurationError } from '../errors.ts';
import { type Credential, type StoredContext, tokenOf } from './credential.ts';

/** Which context of the command `hikube`. */
export interface ContextOptions {
  /** Its name; `HIKUBE_CONTEXT`, or the one that `hikube context use` has chosen, by default. */
  readonly context?: string;
  /** The file of contexts; `HIKUBE_CONFIG`, or where the command keeps it, by default. */
  readonly file?: string;
}

/**
 * Endpoint and token of somebody who has run `hikube auth login`. A token that is refused is read again, once for all
 * calls: after another login, or from the program that prints it, a client that runs goes on.
 *
 * @throws ConfigurationError when there is no such context, or its file cannot be read
 *
 * @example
 * import { createClient } from '@hikube/sdk';
 * import { fromContext } from '@hikube/sdk/node';
 *
 * const hikube = createClient(await fromContext());
 * console.log((await hikube.tenant()).id);
 */
export async function fromContext(
  options: ContextOptions = {},
): Promise<Required<Pick<ClientOptions, 'endpoint' | 'token'>>> {
  const file = options.file ?? configFile();
  const read = () => contextIn(file, options.context ?? (process.env['HIKUBE_CONTEXT'] || undefined));
  const { endpoint } = await read();
  let kept: string | undefined;
  return {
    endpoint,
    token: async ({ isRefused }) => {
      if (kept === undefined || isRefused) {
        const { endpoint: now, credential } = await read();
        if (now !== endpoint)
          throw refusal(`leads to ${now} now, and not to ${endpoint}: make another client`, file);
        kept = await tokenOf(credential);
      }
      return kept;
    },
  };
}

/** As the command finds it. */
function configFile(): string {
  const { HIKUBE_CONFIG, XDG_CONFIG_HOME, APPDATA } = process.env;
  if (HIKUBE_CONFIG) return HIKUBE_CONFIG;
  if (process.platform === 'win32' && APPDATA) return join(APPDATA, 'hikube', 'config.json');
  return join(XDG_CONFIG_HOME || join(homedir(), '.config'), 'hikube', 'config.json');
}

async function contextIn(file: string, wanted: string | undefined): Promise<StoredContext> {
  const { current, contexts } = await contextsIn(file);
  const name = wanted ?? current;
  if (typeof name !== 'string') throw refusal('has no current context: run `hikube auth login`', file);
  const found = Object.hasOwn(contexts, name) ? contexts[name] : undefined;
  if (isWithoutService(found))
    throw refusal(
      `has a kubeconfig and no service in ${JSON.stringify(name)}: connect with @hikube/direct, or choose another context`,
      file,
    );
  if (!isContext(found))
    throw refusal(`has no context ${JSON.stringify(name)}: see \`hikube context list\``, file);
  return found;
}

async function contextsIn(file: string): Promise<{ current?: unknown; contexts: Record<string, unknown> }> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw refusal('cannot be read: run `hikube auth login`, or set HIKUBE_CONFIG', file, cause);
  });
  try {
    const { current, contexts } = JSON.parse(text) as { current?: unknown; contexts?: unknown };
    if (typeof contexts === 'object' && contexts !== null)
      return { current, contexts: contexts as Record<string, unknown> };
  } catch {
    // The same sentence: neither is a file of contexts.
  }
  throw refusal('is no file of contexts: mend it, or run `hikube auth login`', file);
}

/** What `hikube auth login --kubeconfig` keeps: a client of the SDK alone cannot go there. */
const isWithoutService = (value: unknown) =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, 'direct');

function isContext(value: unknown): value is StoredContext {
  const { endpoint, credential } = (value ?? {}) as Partial<Record<keyof StoredContext, unknown>>;
  return typeof endpoint === 'string' && isCredential(credential);
}

function isCredential(value: unknown): value is Credential {
  const { token, command } = (value ?? {}) as { token?: unknown; command?: unknown };
  if (typeof token === 'string') return true;
  return Array.isArray(command) && command.length > 0 && command.every((word) => typeof word === 'string');
}

const refusal = (what: string, file: string, cause?: unknown) =>
  new ConfigurationError(`${file} ${what}.`, { option: 'token', ...(cause === undefined ? {} : { cause }) });

export { overHttp } from './over-http.ts';
