// Writes the archives that `npm publish` would send: dist/packages/<name>-<version>.tgz, which install anywhere.
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { compile, ROOT, run } from '../checks/run.ts';
import { publicPackages } from './public.ts';
import { type Names, stage } from './stage.ts';
import { nameOf, workspaceNames } from './workspace.ts';

/** An archive. */
export interface Packed {
  readonly name: string;
  readonly file: string;
  readonly bytes: number;
}

/**
 * Stages and packs every public package: laid out in `<folder>/npm`, archives in `<folder>/packages`.
 * @throws Error with npm's words when a package cannot be packed
 */
export async function packPackages(
  folder: string = join(ROOT, 'dist'),
  onPacked: (packed: Packed) => void = () => {},
): Promise<Packed[]> {
  const names = await namesOf();
  await compiled();
  const archives = join(folder, 'packages');
  await rm(archives, { recursive: true, force: true });
  await mkdir(archives, { recursive: true });
  const all: Packed[] = [];
  for (const shown of await publicPackages()) {
    const staged = join(folder, 'npm', shown.folder);
    await stage(shown, names, staged);
    const packed = await packFolder(staged, archives);
    onPacked(packed);
    all.push(packed);
  }
  return all;
}

/** Lays one package out, as `packPackages` does. @throws Error when there is none in this folder */
export async function stagePackage(folder: string, target: string): Promise<void> {
  const shown = (await publicPackages()).find((each) => each.folder === folder);
  if (shown === undefined) throw new Error(`${folder} is no public package`);
  await compiled();
  await stage(shown, await namesOf(), target);
}

async function namesOf(): Promise<Names> {
  const published = (await publicPackages()).map(({ folder }) => nameOf(folder));
  return { workspace: await workspaceNames(), published: new Set(await Promise.all(published)) };
}

/** Packs a folder that is laid out. @throws Error with npm's words when that fails */
export async function packFolder(staged: string, folder: string): Promise<Packed> {
  const words = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder, staged];
  const { output, code } = await run('npm', words);
  if (code !== 0) throw new Error(output.trim());
  const [packed] = JSON.parse(output.slice(output.indexOf('['))) as {
    name: string;
    filename: string;
    size: number;
  }[];
  if (packed === undefined) throw new Error(`npm packed nothing of ${staged}`);
  return { name: packed.name, file: join(folder, packed.filename), bytes: packed.size };
}

/** Declarations are bundled from those that the compiler has written. @throws Error with its words */
async function compiled(): Promise<void> {
  const { output, code } = await compile();
  if (code !== 0) throw new Error(output.trim());
}
