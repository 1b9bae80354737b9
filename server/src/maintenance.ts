// Tasks that the service does in place of serving: it copies its embedded store to a file, takes one back, or checks it. The key that
// seals stored secrets is never in that file: whoever gets hold of a backup alone learns none of them.
import { existsSync } from 'node:fs';
import { backupSqliteStore, checkSqliteStore, restoreSqliteStore } from '@hikube/service/sqlite';
import { secretKeyFile } from './secret-key-file.ts';
import type { Settings } from './settings.ts';

/** What to do in place of serving. */
export type Task =
  | { readonly kind: 'backup'; readonly file: string }
  | { readonly kind: 'check' }
  /** `replace`: also where there is data, which is moved aside. */
  | { readonly kind: 'restore'; readonly file: string; readonly replace: boolean };

/** The task among the flags, and the flags that are settings. */
export type TaskRequest =
  | { readonly ok: true; readonly task: Task | undefined; readonly settings: readonly string[] }
  | { readonly ok: false; readonly mistake: string };

const BACKUP = '--backup-to';
const RESTORE = '--restore-from';
const REPLACE = '--replace';
const CHECK = '--check-store';

/** What `--help` prints. */
export const MAINTENANCE_HELP = [
  'In place of serving (embedded store only):',
  `  ${BACKUP} FILE     copies the data to a new file; a service may be using it`,
  `  ${RESTORE} FILE  puts such a file into the data directory; no service may be using it`,
  `  ${REPLACE.padEnd(20)} with ${RESTORE}: moves data that is there aside`,
  `  ${CHECK.padEnd(20)} reads all data and names what is damaged; a service may be using it`,
].join('\n');

/** Splits the flags. */
export function readTask(flags: readonly string[]): TaskRequest {
  const settings: string[] = [];
  const files = new Map<string, string>();
  const rest = flags.filter((flag) => flag !== REPLACE && flag !== CHECK);
  const replace = flags.includes(REPLACE);
  for (let flag = rest.shift(); flag !== undefined; flag = rest.shift()) {
    const [name = '', attached] = flag.split(/=(.*)/s);
    if (name !== BACKUP && name !== RESTORE) {
      settings.push(flag);
      continue;
    }
    const file = attached ?? rest.shift() ?? '';
    if (file === '' || file.startsWith('--')) {
      const verb = name === BACKUP ? 'backup' : 'restore';
      return no(`${name} needs a file, as in "npm run ${verb} -- <file>".`);
    }
    files.set(name, file);
  }
  const [backup, restore] = [files.get(BACKUP), files.get(RESTORE)];
  if (backup !== undefined && restore !== undefined)
    return no(`${BACKUP} and ${RESTORE} do not go together.`);
  if (replace && restore === undefined) return no(`${REPLACE} goes with ${RESTORE} only.`);
  if (flags.includes(CHECK)) {
    if (backup !== undefined || restore !== undefined) return no(`${CHECK} goes with no other task.`);
    return { ok: true, task: { kind: 'check' }, settings };
  }
  if (backup !== undefined) return { ok: true, task: { kind: 'backup', file: backup }, settings };
  const task: Task | undefined =
    restore === undefined ? undefined : { kind: 'restore', file: restore, replace };
  return { ok: true, task, settings };
}

function no(mistake: string): TaskRequest {
  return { ok: false, mistake };
}

/**
 * Carries the task out.
 * @returns a sentence for the operator
 * @throws StoreError or Error with a sentence for the operator; nothing has changed then
 */
export async function maintain(task: Task, settings: Settings): Promise<string> {
  const { store, dataDirectory } = settings;
  if (store === 'postgres') {
    throw new Error(
      'The data is in PostgreSQL: back it up, restore and check it with its own tools, such as pg_dump and pg_amcheck, or remove DATABASE_URL.',
    );
  }
  if (store === 'memory') {
    throw new Error('The store memory keeps nothing: choose HIKUBE_STORE=sqlite.');
  }
  if (task.kind === 'backup') {
    const { path, bytes } = await backupSqliteStore({ directory: dataDirectory, to: task.file });
    return `The data is in ${path} (${bytes} bytes), verified. ${keyAfterBackup(settings)}`;
  }
  if (task.kind === 'check') return check(dataDirectory);
  const { file: from, replace } = task;
  const { replaced } = await restoreSqliteStore({ from, directory: dataDirectory, replace });
  const before = replaced === undefined ? '' : ` What was there before is in ${replaced}.`;
  return `The data of ${from} is in ${dataDirectory}, verified.${before} ${keyAfterRestore(settings)}`;
}

async function check(dataDirectory: string): Promise<string> {
  const { file, documents, problems } = await checkSqliteStore(dataDirectory);
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return `${file} is whole: ${documents} documents, all as they were written.`;
}

function keyAfterBackup({ secretKeys, dataDirectory }: Settings): string {
  const key = secretKeys === undefined ? `the key in ${secretKeyFile(dataDirectory)}` : 'HIKUBE_SECRET_KEYS';
  return `It does not hold the key to its secrets: keep ${key} as well, in another place.`;
}

/** A service that is started without the key refuses to serve, as it cannot read what the key sealed. */
function keyAfterRestore({ secretKeys, dataDirectory }: Settings): string {
  const file = secretKeyFile(dataDirectory);
  if (secretKeys !== undefined) return 'Its secrets need the same HIKUBE_SECRET_KEYS as before.';
  return existsSync(file)
    ? `Its secrets need the key that was kept with it: make sure that it is the one in ${file}.`
    : `Its secrets need the key that was kept with it: put that in ${file} before you start the service.`;
}
