// Puts a cluster into a kubeconfig, and takes it out again: save, then remove, gives the file back byte for byte.
import { CliError } from '../errors/cli-error.ts';
import { contextEntry, type Saved, savedIn, type Undo } from './entry.ts';
import { KubeconfigText, type List, type Was } from './text.ts';

const LISTS = ['clusters', 'contexts', 'users'] as const satisfies readonly List[];

/** What is put in. */
export interface Entries {
  readonly name: string;
  readonly cluster: string;
  readonly uid: string;
  readonly server: object;
  readonly user: object;
  /** It becomes the one that kubectl uses. */
  readonly isCurrent: boolean;
}

const SKELETON = 'apiVersion: v1\nkind: Config\npreferences: {}\n';

/** @param text undefined where there is no file @returns the new text */
export async function save(file: string, text: string | undefined, entries: Entries): Promise<string> {
  const { name, uid } = entries;
  const found = text === undefined ? undefined : await KubeconfigText.read(file, text);
  const before = found?.entries('contexts').find((each) => each['name'] === name);
  const saved = before === undefined ? undefined : savedIn(before);
  if (
    found !== undefined &&
    LISTS.some((list) => found.entries(list).some((each) => each['name'] === name))
  ) {
    if (saved?.uid !== uid)
      throw new CliError(
        `${file} has something of the name ${name} already${saved === undefined ? '' : ', for another cluster'}.`,
        {
          exit: 'conflict',
          next: [
            'take another name: --name <name>',
            ...(saved === undefined
              ? []
              : [`or take that out first: hikube kubeconfig remove ${saved.cluster}`]),
          ],
        },
      );
    return anew(file, found, saved, entries);
  }
  const isNew = found === undefined;
  const start = isNew
    ? `${text === undefined || text === '' || text.endsWith('\n') ? (text ?? '') : `${text}\n`}${SKELETON}`
    : (text ?? '');
  return put(file, start, entries, isNew ? { was: text ?? null } : undefined);
}

/** Written anew in its place; what it would put back stays what it was. */
async function anew(file: string, found: KubeconfigText, saved: Saved, entries: Entries): Promise<string> {
  const { name, cluster, server, user, isCurrent } = entries;
  let text = found.text;
  const edit = async () => (await KubeconfigText.read(file, text)) as KubeconfigText;
  text = found.rewrite('clusters', name, { name, ...server });
  text = (await edit()).rewrite('users', name, { name, ...user });
  let { undo } = saved;
  const now = await edit();
  const value = now.value('current-context');
  if (isCurrent && value !== name) {
    const set = now.set('current-context', name);
    text = set.text;
    undo = { ...undo, current: { was: set.was as string | null, name: nameIn(value) } };
  }
  return (await edit()).rewrite('contexts', name, contextEntry({ ...saved, cluster, undo }));
}

const nameIn = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null);

async function put(file: string, start: string, entries: Entries, whole: Undo['file']): Promise<string> {
  const { name, cluster, uid, server, user, isCurrent } = entries;
  let text = start;
  const edit = async () => (await KubeconfigText.read(file, text)) as KubeconfigText;
  const lists: Record<List, Was> = { clusters: 'list', contexts: 'list', users: 'list' };
  for (const [list, entry] of [
    ['clusters', server],
    ['users', user],
  ] as const) {
    const { text: next, was } = (await edit()).insert(list, { name, ...entry });
    text = next;
    lists[list] = was;
  }
  let current: Undo['current'];
  if (isCurrent) {
    const now = await edit();
    const value = now.value('current-context');
    const { text: next, was } = now.set('current-context', name);
    text = next;
    current = { was: was as string | null, name: nameIn(value) };
  }
  const beforeContexts = await edit();
  lists.contexts = beforeContexts.written('contexts') === undefined ? null : wasList(beforeContexts);
  const undo: Undo = {
    lists,
    ...(current === undefined ? {} : { current }),
    ...(whole === undefined ? {} : { file: whole }),
  };
  return beforeContexts.insert('contexts', contextEntry({ name, cluster, uid, undo })).text;
}

/** A list stays one when it is empty; what is no list is put back as it was written. */
function wasList(text: KubeconfigText): Was {
  return Array.isArray((text.value('contexts') as { toJSON?(): unknown } | null)?.toJSON?.())
    ? 'list'
    : (text.written('contexts') ?? null);
}

/** @returns the new text, or undefined where the file should go, because it came with the entry */
export async function removed(file: string, text: string, name: string): Promise<string | undefined> {
  const found = await KubeconfigText.read(file, text);
  const saved = ours(found).find((each) => each.name === name);
  if (found === undefined || saved === undefined) return text;
  const others = LISTS.some((list) => found.entries(list).some((each) => each['name'] !== name));
  const whole = saved.undo.file;
  if (whole !== undefined && !others) return whole.was ?? undefined;
  return remove(file, text, name);
}

/** The entries that are ours. */
export function ours(text: KubeconfigText | undefined): Saved[] {
  return (text?.entries('contexts') ?? []).flatMap((entry) => savedIn(entry) ?? []);
}

async function remove(file: string, start: string, name: string): Promise<string> {
  let text = start;
  const edit = async () => (await KubeconfigText.read(file, text)) as KubeconfigText;
  const all = ours(await edit());
  const saved = all.find((each) => each.name === name);
  if (saved === undefined) return text;
  const [heir] = all.filter((each) => each.name !== name);
  text = await inherit(file, text, saved, all);
  const now = await edit();
  if (now.value('current-context') === name) text = restoreCurrent(now, saved);
  for (const list of LISTS) {
    const was = heir === undefined ? saved.undo.lists[list] : 'list';
    text = (await edit()).remove(list, name, was);
  }
  return text;
}

function restoreCurrent(text: KubeconfigText, { undo: { current } }: Saved): string {
  if (current === undefined) return text.restore('current-context', '""');
  const isThere =
    current.name === null || text.entries('contexts').some((each) => each['name'] === current.name);
  return text.restore('current-context', isThere ? current.was : '""');
}

/** What this entry would put back is put back by those that stay. */
async function inherit(
  file: string,
  start: string,
  { name, undo }: Saved,
  all: readonly Saved[],
): Promise<string> {
  let text = start;
  const others = all.filter((each) => each.name !== name);
  for (const [index, other] of others.entries()) {
    const isFirst = index === 0;
    const follows = other.undo.current?.name === name;
    const lists = { ...other.undo.lists };
    if (isFirst) for (const list of LISTS) if (undo.lists[list] !== 'list') lists[list] = undo.lists[list];
    const { current: _current, ...rest } = other.undo;
    const current = follows ? undo.current : other.undo.current;
    const whole = isFirst ? (undo.file ?? other.undo.file) : other.undo.file;
    const next: Undo = {
      ...rest,
      lists,
      ...(current === undefined ? {} : { current }),
      ...(whole === undefined ? {} : { file: whole }),
    };
    if (JSON.stringify(next) === JSON.stringify(other.undo)) continue;
    const found = (await KubeconfigText.read(file, text)) as KubeconfigText;
    text = found.rewrite('contexts', other.name, contextEntry({ ...other, undo: next }));
  }
  return text;
}
