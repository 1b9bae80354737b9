// Reads the files of the contract; nothing else in this folder knows where they are.
import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import type { Json } from './schema.ts';

/** The folder of the contract's source files. */
export const CONTRACT_FOLDER = resolve(import.meta.dirname, '../../../openapi');

/** What a YAML file holds. */
export type Tree = { [key: string]: Json };

/** Every YAML file of the contract by its path in the folder, such as `schemas/cluster.yaml`. */
export type ContractFiles = Record<string, Tree>;

/** Folders with parts of the contract; '' is the folder itself. */
const FOLDERS = ['', 'paths', 'schemas', 'components'];

/** The profile whose names the packages suggest. */
export const CATALOGUE_PROFILE = 'hikube-1.1.2';

/** What the platform of that profile offers. */
export async function readCatalogue(): Promise<{ readonly [key: string]: Json }> {
  return JSON.parse(await readFile(join(CONTRACT_FOLDER, 'catalogue', `${CATALOGUE_PROFILE}.json`), 'utf8'));
}

/** What stands before the reference, in Markdown. */
export function readIntroduction(): Promise<string> {
  return readFile(join(CONTRACT_FOLDER, 'introduction.md'), 'utf8');
}

/** Reads all of them. */
export async function readContractFiles(): Promise<ContractFiles> {
  const lists = await Promise.all(
    FOLDERS.map(async (folder) => {
      const names = await readdir(join(CONTRACT_FOLDER, folder));
      return names
        .filter((name) => name.endsWith('.yaml'))
        .map((name) => (folder === '' ? name : `${folder}/${name}`));
    }),
  );
  const entries = lists
    .flat()
    .sort()
    .map(async (path) => {
      const text = await readFile(join(CONTRACT_FOLDER, path), 'utf8');
      return [path, parse(text) as Tree] as const;
    });
  return Object.fromEntries(await Promise.all(entries));
}
