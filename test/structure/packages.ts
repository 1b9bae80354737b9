// The packages of the project: a folder each, those of the platforms one level down.
import type { SourceFile } from './source-tree.ts';

/** The folder of the package that a path lies in, such as `service` or `platforms/simulated`. */
export function packageOf(path: string): string {
  return /^(?:platforms\/)?[^/]+/.exec(path)?.[0] ?? '';
}

/** Whether the file is part of what a package is at run time. */
export function isInSource(path: string): boolean {
  return path.startsWith(`${packageOf(path)}/src/`);
}

/** What package.json says, as far as a rule asks. */
interface Manifest {
  readonly name?: string;
  readonly dependencies?: object;
  readonly peerDependencies?: object;
  readonly imports?: object;
}

/** A package as the rules see it. */
export interface Package {
  /** Its name, its dependencies, its peers and its inner names: what its source may import by name. */
  readonly declared: ReadonlySet<string>;
  readonly name: string;
}

/** Every package by its folder. */
export function packagesIn(files: readonly SourceFile[]): ReadonlyMap<string, Package> {
  const manifests = files.filter(({ path }) => path === `${packageOf(path)}/package.json`);
  return new Map(
    manifests.map(({ path, text }) => {
      const { name = '', dependencies, peerDependencies, imports } = JSON.parse(text) as Manifest;
      const named = { ...dependencies, ...peerDependencies, ...imports };
      const declared = new Set([name, ...Object.keys(named)]);
      return [packageOf(path), { name, declared }];
    }),
  );
}
