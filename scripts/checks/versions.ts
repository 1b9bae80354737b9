// One version for everything that is made together: the contract, and each package of the workspace.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readReleased } from '@hikube/contract-compiler/compare';
import { parse } from 'yaml';
import { ROOT } from './run.ts';

/** Where a version is written, and which. */
export interface Stated {
  readonly file: string;
  readonly version: string | undefined;
}

/** One line for each version that is not that of the whole. */
export function differingVersions(whole: Stated, parts: readonly Stated[]): string[] {
  return parts
    .filter(({ version }) => version !== whole.version)
    .map(
      ({ file, version }) =>
        `${file} is of version ${version}, and ${whole.file} of ${whole.version}: they are released together, so write the same in both (versions)`,
    );
}

/** Versions of packages, of the contract, and of what lies under the name of a release. */
export async function versionFindings(): Promise<string[]> {
  const whole = await manifest('package.json');
  const folders = whole.workspaces ?? [];
  const packages = await Promise.all(folders.map((folder) => manifest(`${folder}/package.json`)));
  const contract = parse(await readFile(join(ROOT, 'openapi/openapi.yaml'), 'utf8')) as Described;
  const parts = [...packages, { file: 'openapi/openapi.yaml', version: contract.info.version }];
  return [...differingVersions(whole, parts), ...(await misnamedRelease())];
}

interface Described {
  readonly info: { readonly version: string };
}

async function manifest(file: string): Promise<Stated & { readonly workspaces?: readonly string[] }> {
  return { file, ...JSON.parse(await readFile(join(ROOT, file), 'utf8')) };
}

async function misnamedRelease(): Promise<string[]> {
  const released = await readReleased();
  if (released === undefined || released.version === released.document.info.version) return [];
  const file = `openapi/released/${released.version}.json`;
  return [
    `${file} says that it is ${released.document.info.version}: a release is never written by hand, so cut it with npm run release:contract (versions)`,
  ];
}
