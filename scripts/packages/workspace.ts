// The packages of the workspace by name.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../checks/run.ts';

const manifestOf = async (folder: string) =>
  JSON.parse(await readFile(join(ROOT, folder, 'package.json'), 'utf8')) as {
    name: string;
    workspaces?: readonly string[];
  };

/** The name of the package in a folder. */
export const nameOf = async (folder: string) => (await manifestOf(folder)).name;

/** The name of every package of the workspace. */
export async function workspaceNames(): Promise<ReadonlySet<string>> {
  const { workspaces = [] } = await manifestOf('.');
  return new Set(await Promise.all(workspaces.map(nameOf)));
}
