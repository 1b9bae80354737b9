// What stands in a kubeconfig for one cluster: where it is, how kubectl gets a credential, and how to take it out again.
import { type DirectAccess, directFlags } from '../config/direct.ts';
import { spelled } from '../contract/parse.ts';
import type { Was } from './text.ts';

/** How it was before, so that nothing of us is left. */
export interface Undo {
  readonly lists: Readonly<Record<'clusters' | 'contexts' | 'users', Was>>;
  /** `current-context` as it was written; absent when it was left alone. */
  readonly current?: { readonly was: string | null; readonly name: string | null };
  /** The whole file, where there was nothing in it; null where there was no file. */
  readonly file?: { readonly was: string | null };
}

/** What an entry is for. */
export interface Saved {
  readonly name: string;
  readonly cluster: string;
  readonly uid: string;
  readonly undo: Undo;
  /** What somebody else has put into the context since, such as a namespace by kubectl. */
  readonly added?: Added;
}

interface Added {
  readonly fields: object;
  readonly extensions: readonly unknown[];
}

const EXTENSION = 'hikube.cloud';

/** Arguments behind `hikube` that give a credential: they name who is asked as whom, and hold no secret. */
export interface ExecOptions {
  readonly cluster: string;
  readonly uid: string;
  /** What a credential is asked for with, as it was typed: flags of the contract with their values. */
  readonly typed: Readonly<Record<string, readonly string[]>>;
  readonly endpoint: string;
  readonly context?: string | undefined;
  /** In place of both where there is no service. */
  readonly direct?: DirectAccess | undefined;
}

export function execArguments({ cluster, uid, typed, endpoint, context, direct }: ExecOptions): string[] {
  return [
    ...['kubeconfig', 'exec', '--cluster', cluster, '--uid', uid],
    ...Object.entries(typed).flatMap(([flag, values]) => values.flatMap((value) => [spelled(flag), value])),
    ...(direct === undefined
      ? [...(context === undefined ? [] : ['--context', context]), '--endpoint', endpoint]
      : directFlags(direct)),
  ];
}

/** @param self what starts this program, wherever one is */
export function userEntry(name: string, self: readonly string[], options: ExecOptions): object {
  const [command = '', ...before] = self;
  return {
    name,
    user: {
      exec: {
        apiVersion: 'client.authentication.k8s.io/v1',
        command,
        args: [...before, ...execArguments(options)],
        interactiveMode: 'Never',
        provideClusterInfo: false,
        installHint:
          'hikube is missing: npm install --global @hikube/cli, then hikube kubeconfig save again.',
      },
    },
  };
}

export function contextEntry({ name, cluster, uid, undo, added }: Saved): object {
  const ours = { name: EXTENSION, extension: { cluster, uid, undo } };
  const extensions = [...(added?.extensions ?? []), ours];
  return { name, context: { cluster: name, user: name, ...added?.fields, extensions } };
}

/** What an entry of `contexts` says, if it is one of ours. */
export function savedIn(entry: Readonly<Record<string, unknown>>): Saved | undefined {
  const { name, context } = entry as {
    name?: unknown;
    context?: { cluster?: unknown; user?: unknown; extensions?: unknown };
  };
  const extensions = Array.isArray(context?.extensions) ? context.extensions : [];
  const ours = extensions.find((each) => (each as { name?: unknown } | null)?.name === EXTENSION) as
    | { extension?: Omit<Saved, 'name'> }
    | undefined;
  if (typeof name !== 'string' || typeof ours?.extension?.uid !== 'string') return undefined;
  const { cluster: _cluster, user: _user, extensions: _extensions, ...fields } = context ?? {};
  const added = { fields, extensions: extensions.filter((each) => each !== ours) };
  return { ...ours.extension, name, added };
}
