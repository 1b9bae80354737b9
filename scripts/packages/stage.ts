// Lays a package out as it will be installed: bundled code for import and require, bundled types, and what belongs to it.
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { build } from 'tsdown';
import { ROOT } from '../checks/run.ts';
import { fileOf, type Manifest, travellingManifest } from './manifest.ts';
import type { PublicPackage } from './public.ts';

/**
 * Lays the package out.
 * @param target its folder; what is there is replaced
 */
export async function stage(
  shown: PublicPackage,
  inside: ReadonlySet<string>,
  target: string,
): Promise<void> {
  const source = join(ROOT, shown.folder);
  const manifest = JSON.parse(await readFile(join(source, 'package.json'), 'utf8')) as Manifest;
  await rm(target, { recursive: true, force: true });
  await mkdir(target, { recursive: true });
  await bundle(shown, source, target, manifest, inside);
  const paths = Object.keys(shown.entries);
  const travelling = travellingManifest({ ...shown, manifest, paths, inside });
  await writeFile(join(target, 'package.json'), `${JSON.stringify(travelling, null, 2)}\n`);
  await cp(join(ROOT, 'LICENSE'), join(target, 'LICENSE'));
  await cp(join(source, 'README.md'), join(target, 'README.md'));
  for (const file of shown.files) {
    await mkdir(dirname(join(target, file)), { recursive: true });
    await cp(join(source, file), join(target, file));
  }
}

async function bundle(
  { entries, platform }: PublicPackage,
  source: string,
  target: string,
  { name }: Manifest,
  inside: ReadonlySet<string>,
): Promise<void> {
  await build({
    config: false,
    cwd: source,
    tsconfig: 'tsconfig.json',
    entry: Object.fromEntries(Object.entries(entries).map(([path, file]) => [fileOf(path), file])),
    format: ['esm', 'cjs'],
    platform,
    fixedExtension: false,
    target: 'es2022',
    outDir: target,
    clean: false,
    dts: true,
    sourcemap: false,
    logLevel: 'warn',
    report: false,
    checks: { pluginTimings: false },
    deps: { alwaysBundle: [...inside].map((each) => new RegExp(`^${each}(/|$)`)) },
    inputOptions: {
      resolve: {
        conditionNames: ['@hikube/source', 'types', 'import', 'default'],
        // A package that imports itself by name means its own files.
        alias: Object.fromEntries(
          Object.entries(entries).map(([path, file]) => [name + path.slice(1), join(source, file)]),
        ),
      },
    },
  });
}
