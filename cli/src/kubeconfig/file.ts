// The file of a person's kubeconfig, changed by one writer at a time; whoever reads it sees it before or after, and whole.
import { join } from 'node:path';
import { locked } from '../config/locked.ts';
import type { Host } from '../host/host.ts';
import { type Entries, ours, removed, save } from './merge.ts';
import { KubeconfigText } from './text.ts';

/** As kubectl chooses: what is named, else the first file of KUBECONFIG that is there, else the last of them. */
export async function kubeconfigFile(host: Host, named: string | undefined): Promise<string> {
  if (named !== undefined) return named;
  const separator = host.system === 'win32' ? ';' : ':';
  const files = (host.environment['KUBECONFIG'] ?? '').split(separator).filter((file) => file !== '');
  for (const file of files) if ((await host.files.read(file)) !== undefined) return file;
  return files.at(-1) ?? join(host.home, '.kube', 'config');
}

/** The lock has the name that kubectl gives it, too. */
const lockOf = (file: string) => `${file}.lock`;

export function saveIn(host: Host, file: string, entries: Entries): Promise<void> {
  return locked(host, lockOf(file), async () => {
    await host.files.replace(file, await save(file, await host.files.read(file), entries));
  });
}

/** @param isMeant which of our entries @returns their names */
export function removeFrom(
  host: Host,
  file: string,
  isMeant: (saved: { name: string; cluster: string }) => boolean,
): Promise<string[]> {
  return locked(host, lockOf(file), async () => {
    const before = await host.files.read(file);
    if (before === undefined) return [];
    const names = ours(await KubeconfigText.read(file, before))
      .filter(isMeant)
      .map(({ name }) => name);
    let text: string | undefined = before;
    for (const name of names) text = text === undefined ? undefined : await removed(file, text, name);
    if (text === undefined) await host.files.remove(file);
    else if (text !== before) await host.files.replace(file, text);
    return names;
  });
}
