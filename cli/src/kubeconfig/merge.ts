// Puts a cluster into a kubeconfig, and takes it out again: save, then remove, gives the file back byte for byte.
import { CliError } from '../errors/cli-error.ts';
import { contextEntry, type Saved, savedIn, type Undo } from './entry.ts';
import { KubeconfigText, type List } from './text.ts';

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

/** As kubectl orders it. */
const SKELETON = 'apiVersion: v1\nclusters:\ncontexts:\ncurrent-context:\nkind: Config\nusers:\n';

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
  if (isCurrent && now.value('current-context') !== name) {
    text = await passOver(file, text, saved);
    text = (await edit()).set('current-context', name);
    undo = { ...undo, current: currentOf(now) };
  }
  return (await edit()).rewrite('contexts', name, contextEntry({ ...saved, cluster, undo }));
}

/** Which context counts, by its name and as it is written. */
function currentOf(text: KubeconfigText): NonNullable<Undo['current']> {
  const value = text.value('current-context');
  const name = typeof value === 'string' && value !== '' ? value : null;
  return { was: text.written('current-context'), name };
}

async function put(file: string, start: string, entries: Entries, whole: Undo['file']): Promise<string> {
  const { name, cluster, uid, server, user, isCurrent } = entries;
  let text = start;
  const edit = async () => (await KubeconfigText.read(file, text)) as KubeconfigText;
  const before = await edit();
  const undo: Undo = {
    lists: { clusters: before.was('clusters'), contexts: before.was('contexts'), users: before.was('users') },
    ...(isCurrent ? { current: currentOf(before) } : {}),
    ...(whole === undefined ? {} : { file: whole }),
  };
  text = before.insert('clusters', { name, ...server });
  text = (await edit()).insert('users', { name, ...user });
  if (isCurrent) text = (await edit()).set('current-context', name);
  return (await edit()).insert('contexts', contextEntry({ name, cluster, uid, undo }));
}

/** @returns the new text, or undefined where the file should go, because it came with the entry */
export async function removed(file: string, text: string, name: string): Promise<string | undefined> {
  const found = await KubeconfigText.read(file, text);
  const all = ours(found);
  const saved = all.find((each) => each.name === name);
  if (found === undefined || saved === undefined) return text;
  const others = LISTS.some((list) => found.entries(list).some((each) => each['name'] !== name));
  const whole = saved.undo.file;
  if (whole !== undefined && !others) return whole.was ?? undefined;
  return remove(file, text, saved, all);
}

/** The entries that are ours. */
export function ours(text: KubeconfigText | undefined): Saved[] {
  return (text?.entries('contexts') ?? []).flatMap((entry) => savedIn(entry) ?? []);
}

async function remove(file: string, start: string, saved: Saved, all: readonly Saved[]): Promise<string> {
  const { name } = saved;
  let text = start;
  const edit = async () => (await KubeconfigText.read(file, text)) as KubeconfigText;
  const [heir] = all.filter((each) => each.name !== name);
  text = await inherit(file, text, saved);
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

/** Whoever would go back to this context goes back to where it would. */
async function passOver(file: string, start: string, { name, undo }: Saved): Promise<string> {
  let text = start;
  const found = await KubeconfigText.read(file, start);
  for (const other of ours(found).filter((each) => each.name !== name && each.undo.current?.name === name)) {
    const { current: _current, ...rest } = other.undo;
    const next = { ...rest, ...(undo.current === undefined ? {} : { current: undo.current }) };
    text = await rewritten(file, text, { ...other, undo: next });
  }
  return text;
}

/** What this entry would put back is put back by those that stay. */
async function inherit(file: string, start: string, saved: Saved): Promise<string> {
  const { name, undo } = saved;
  const text = await passOver(file, start, saved);
  const heir = ours(await KubeconfigText.read(file, text)).find((each) => each.name !== name);
  if (heir === undefined) return text;
  const lists = { ...heir.undo.lists };
  for (const list of LISTS) if (undo.lists[list] !== 'list') lists[list] = undo.lists[list];
  const whole = undo.file ?? heir.undo.file;
  const next: Undo = { ...heir.undo, lists, ...(whole === undefined ? {} : { file: whole }) };
  return rewritten(file, text, { ...heir, undo: next });
}

async function rewritten(file: string, text: string, saved: Saved): Promise<string> {
  const found = (await KubeconfigText.read(file, text)) as KubeconfigText;
  const before = ours(found).find((each) => each.name === saved.name);
  if (JSON.stringify(before) === JSON.stringify(saved)) return text;
  return found.rewrite('contexts', saved.name, contextEntry(saved));
}
