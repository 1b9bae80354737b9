// Contexts: which API as whom. They are in one file, for its owner alone.
import { DEFAULT_ENDPOINT } from '@hikube/sdk';
import { CliError, wrong } from '../errors/cli-error.ts';
import { didYouMean } from '../errors/nearest.ts';
import type { Host } from '../host/host.ts';
import { type DirectAccess, type DirectWanted, directName, directOf } from './direct.ts';
import { locked } from './locked.ts';
import { configFile } from './paths.ts';

/** Where a token comes from: the file itself, or a program that prints it. */
export type Credential = { readonly token: string } | { readonly command: readonly string[] };

/** One context: an API and who asks, or the kubeconfig of a tenant. */
export type Context =
  | { readonly endpoint: string; readonly credential: Credential }
  | { readonly direct: DirectAccess };

/** The file. */
export interface Contexts {
  readonly current?: string;
  readonly contexts: Readonly<Record<string, Context>>;
}

const NONE: Contexts = { contexts: {} };

/** @throws CliError when the file is there and cannot be understood; it is left as it is */
export async function readContexts(host: Host): Promise<Contexts> {
  const file = configFile(host);
  const text = await host.files.read(file);
  if (text === undefined) return NONE;
  try {
    const { current, contexts } = JSON.parse(text) as Contexts;
    if (typeof contexts !== 'object' || contexts === null) throw new TypeError('no contexts');
    return { contexts, ...(typeof current === 'string' ? { current } : {}) };
  } catch {
    throw wrong(
      `${file} cannot be read as the contexts of hikube.`,
      'mend it, or delete it and run hikube auth login',
    );
  }
}

/** Changes the file; of several processes one after the other. */
export async function changeContexts(host: Host, change: (before: Contexts) => Contexts): Promise<void> {
  const file = configFile(host);
  await locked(host, `${file}.lock`, async () => {
    const after = change(await readContexts(host));
    await host.files.replace(file, `${JSON.stringify(after, null, 2)}\n`);
  });
}

/** Which API, and who asks. */
export interface Target {
  /** Base URL; of a tenant without a service, what people call it. */
  readonly endpoint: string;
  readonly credential: Credential;
  /** Present without a service. */
  readonly direct?: DirectAccess;
  /** Name of the context; absent when the environment says it all. */
  readonly context?: string;
}

/** What was typed of it. */
export interface Wanted extends DirectWanted {
  readonly context?: string | undefined;
  readonly endpoint?: string | undefined;
}

/**
 * Which context counts: the kubeconfig of a tenant that is named, else the context that is, else the token of the environment, else the current one.
 * @throws CliError when there is none, or its token is for another endpoint than the one asked for
 */
export async function targetOf(host: Host, wanted: Wanted): Promise<Target> {
  const direct = directOf(wanted);
  if (direct !== undefined) return directTarget(direct, wanted);
  const { HIKUBE_CONTEXT, HIKUBE_TOKEN, HIKUBE_ENDPOINT } = host.environment;
  const named = wanted.context ?? (HIKUBE_CONTEXT || undefined);
  checkWord(wanted.endpoint ?? (named === undefined ? HIKUBE_ENDPOINT : undefined));
  if (named === undefined && HIKUBE_TOKEN) {
    const endpoint = wanted.endpoint ?? (HIKUBE_ENDPOINT || DEFAULT_ENDPOINT);
    return { endpoint, credential: { token: HIKUBE_TOKEN } };
  }
  const { current, contexts } = await readContexts(host);
  const name = named ?? current;
  if (name === undefined) throw noContext();
  const context = contextOf(contexts, name);
  // Otherwise a token would be shown to whoever is at an address.
  const asked = wanted.endpoint ?? (named === undefined ? HIKUBE_ENDPOINT || undefined : undefined);
  if ('direct' in context) {
    if (asked !== undefined)
      throw wrong(
        `The context ${name} works on a kubeconfig, and not on ${asked}.`,
        'use the context of that endpoint: hikube context list',
      );
    return { ...directTarget(context.direct), context: name };
  }
  if (asked !== undefined && `${sameAddress(asked)}/v1` === sameAddress(context.endpoint))
    throw wrong(
      `The token of the context ${name} is for ${context.endpoint}, and not for ${asked}.`,
      `/v1 is missing at the end of ${asked}: write ${context.endpoint}`,
    );
  if (asked !== undefined && sameAddress(asked) !== sameAddress(context.endpoint))
    throw wrong(
      `The token of the context ${name} is for ${context.endpoint}, and not for ${asked}.`,
      'use the context of that endpoint: hikube context list',
      `or make one: hikube auth login --context <name> --endpoint ${asked}`,
    );
  return { ...context, context: name };
}

/** @throws CliError for what would be meant beside it */
function directTarget(direct: DirectAccess, { context, endpoint }: Wanted = {}): Target {
  const beside = endpoint === undefined ? context && '--context' : '--endpoint';
  if (beside)
    throw wrong(`--kubeconfig works without a service, and ${beside} names one.`, 'leave one of them out');
  // Nobody asks for a token there: the kubeconfig is the credential.
  return { endpoint: directName(direct), credential: { token: 'direct' }, direct };
}

/** @throws CliError when there is none of this name */
export function contextOf(contexts: Contexts['contexts'], name: string): Context {
  if (Object.hasOwn(contexts, name)) return contexts[name] as Context;
  throw new CliError(`There is no context ${JSON.stringify(name)}.`, {
    next: [...didYouMean(name, Object.keys(contexts)), 'next: hikube context list'],
  });
}

/** @throws CliError for the word with which Terraform starts an emulator: a command line has no place to keep one */
export function checkWord(endpoint: string | undefined): void {
  if (endpoint === undefined || !/^emulator(:|$)/.test(endpoint)) return;
  throw wrong(
    `The endpoint ${JSON.stringify(endpoint)} is a word for Terraform, which starts an emulator for it.`,
    'next: hikube emulator -- hikube cluster list',
  );
}

const noContext = () =>
  new CliError('Nobody has logged in here, and HIKUBE_TOKEN is not set.', {
    exit: 'unauthorised',
    next: ['next: hikube auth login'],
  });

const sameAddress = (endpoint: string) => endpoint.replace(/\/+$/, '');

/** The token itself. @throws CliError when the program that prints it fails */
export async function tokenOf(host: Host, credential: Credential): Promise<string> {
  if ('token' in credential) return credential.token;
  const [program = '', ...args] = credential.command;
  const { code, stdout } = await host.processes.run(program, args);
  const token = stdout.trim();
  if (code === 0 && token !== '') return token;
  throw new CliError(
    `${program}, which should print the token, ended with ${code}${token === '' ? ' and printed none' : ''}.`,
    {
      exit: 'unauthorised',
      next: ['run it by hand to see why'],
    },
  );
}
