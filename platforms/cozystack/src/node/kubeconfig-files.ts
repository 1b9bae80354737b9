// Kubeconfigs on disk, read as kubectl reads them: one file or several, with paths that are relative to the file they stand in.
import { delimiter, dirname, resolve, sep } from 'node:path';
import { isObject } from '@hikube/domain';
import { type Connection, connectionOf, parseKubeconfig } from '../kubernetes/kubeconfig.ts';
import { entriesOf, KubeconfigError, type Section, textAt } from '../kubernetes/section.ts';
import { contentOf } from './credentials.ts';

/**
 * @param kubeconfig path of a file, or several as in `KUBECONFIG`, of which those that are not there are passed over
 * @throws KubeconfigError
 */
export async function readKubeconfigFiles(
  kubeconfig: string,
  context: string | undefined,
): Promise<Connection> {
  const whole = await sectionsOf(kubeconfig);
  // A path may have such a sign in it.
  const paths = whole === undefined ? kubeconfig.split(delimiter).filter((path) => path !== '') : [];
  const others = paths.length > 1 ? await Promise.all(paths.map(sectionsOf)) : [];
  const found = [whole, ...others].filter((config) => config !== undefined);
  if (found.length === 0)
    throw new KubeconfigError(
      `The kubeconfig ${kubeconfig} cannot be read: check its path and who may read it.`,
    );
  return connectionOf(found.length === 1 ? found[0]! : merged(found), context);
}

/** @returns undefined when the file cannot be read */
async function sectionsOf(path: string): Promise<Section | undefined> {
  const text = await contentOf(path).catch(() => undefined);
  if (text === undefined) return undefined;
  const config = parseKubeconfig(text);
  const beside = (file: string): string => resolve(dirname(path), file);
  return {
    ...config,
    clusters: withPaths(config, 'clusters', 'cluster', ['certificate-authority'], beside),
    users: withPaths(config, 'users', 'user', ['client-certificate', 'client-key', 'tokenFile'], beside).map(
      (entry) => withCommand(entry, beside),
    ),
  };
}

type Beside = (file: string) => string;

function withPaths(
  config: Section,
  list: string,
  key: string,
  files: readonly string[],
  beside: Beside,
): readonly Section[] {
  return entriesOf(config, list).map((entry) => {
    const section = entry[key];
    if (!isObject(section)) return entry;
    const paths = files
      .map((file) => [file, textAt(section, file)] as const)
      .filter(([, path]) => path !== undefined);
    return {
      ...entry,
      [key]: { ...section, ...Object.fromEntries(paths.map(([file, path]) => [file, beside(path!)])) },
    };
  });
}

/** A command without a slash is found through PATH. */
function withCommand(entry: Section, beside: Beside): Section {
  const user = entry['user'];
  const exec = isObject(user) ? user['exec'] : undefined;
  if (!isObject(user) || !isObject(exec)) return entry;
  const command = textAt(exec, 'command');
  if (command === undefined || !command.includes(sep)) return entry;
  return { ...entry, user: { ...user, exec: { ...exec, command: beside(command) } } };
}

/** The first file that says something wins; an entry comes as a whole from the first that has its name. */
function merged(configs: readonly Section[]): Section {
  const all = Object.assign({}, ...configs.toReversed()) as Record<string, unknown>;
  const current = configs.map((config) => textAt(config, 'current-context'));
  all['current-context'] = current.find((name) => name !== undefined);
  for (const list of ['clusters', 'users', 'contexts']) {
    const names = new Set<unknown>();
    all[list] = configs.flatMap((config) => {
      const entries = entriesOf(config, list).filter(({ name }) => !names.has(name));
      for (const { name } of entries) names.add(name);
      return entries;
    });
  }
  return all;
}
