// Lays a package out as it will be installed: bundled code for import and require, bundled types, and what belongs to it.
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { BUILD_FILE, builtModule } from '@hikube/console/build';
import { build, type InlineConfig } from 'tsdown';
import { ROOT } from '../checks/run.ts';
import { fileOf, type Manifest, travellingManifest } from './manifest.ts';
import type { PublicPackage } from './public.ts';

/** Names of packages. */
export interface Names {
  readonly workspace: ReadonlySet<string>;
  readonly published: ReadonlySet<string>;
}

const isOwn = (name: string, { dependencies = {} }: Manifest) => Object.hasOwn(dependencies, name);

/**
 * Lays the package out. Packages of the workspace that it uses are inside of it, but for one that is published itself: an
 * error of a second copy of the SDK would not be one of the first.
 * @param target its folder; what is there is replaced
 */
export async function stage(
  shown: PublicPackage,
  { workspace, published }: Names,
  target: string,
): Promise<void> {
  const source = join(ROOT, shown.folder);
  const manifest = JSON.parse(await readFile(join(source, 'package.json'), 'utf8')) as Manifest;
  const inside = new Set([...workspace].filter((each) => !(isOwn(each, manifest) && published.has(each))));
  await rm(target, { recursive: true, force: true });
  await mkdir(target, { recursive: true });
  await bundle(shown, source, target, manifest, inside);
  await nameLibraries(target);
  const paths = Object.keys(shown.entries);
  const inner = Object.entries(shown.inner ?? {}).map(([name, files]) => [name, innerNames(files)] as const);
  const travelling = travellingManifest({
    ...shown,
    manifest,
    paths,
    inside,
    inner: Object.fromEntries(inner),
  });
  await writeFile(join(target, 'package.json'), `${JSON.stringify(travelling, null, 2)}\n`);
  await cp(join(ROOT, 'LICENSE'), join(target, 'LICENSE'));
  await cp(join(source, 'README.md'), join(target, 'README.md'));
  for (const file of shown.files) {
    await mkdir(dirname(join(target, file)), { recursive: true });
    await cp(join(source, file), join(target, file));
  }
}

/** Names of files by condition, as they are in the archive. */
const innerNames = (files: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(files).map(([condition, file]) => [condition, basename(file, '.ts')]));

const filesOf = (files: Readonly<Record<string, string>>) =>
  Object.values(files).map((file) => [basename(file, '.ts'), file]);

const builtConsole = {
  name: 'console as it is built now',
  load: { filter: { id: BUILD_FILE }, handler: () => builtModule() },
};

async function bundle(
  { entries, commands = {}, inner = {}, platform, hasCommonJs }: PublicPackage,
  source: string,
  target: string,
  { name }: Manifest,
  inside: ReadonlySet<string>,
): Promise<void> {
  const common = {
    config: false,
    cwd: source,
    tsconfig: 'tsconfig.json',
    entry: {
      ...Object.fromEntries(Object.entries(entries).map(([path, file]) => [fileOf(path), file])),
      ...commands,
      ...Object.fromEntries(Object.values(inner).flatMap(filesOf)),
    },
    format: hasCommonJs ? ['esm', 'cjs'] : ['esm'],
    platform,
    fixedExtension: false,
    target: 'es2022',
    outDir: target,
    clean: false,
    sourcemap: false,
    logLevel: 'warn',
    report: false,
    checks: { pluginTimings: false },
    deps: {
      alwaysBundle: [...inside].map((each) => new RegExp(`^${each}(/|$)`)),
      neverBundle: [/^node:/, /^#/],
    },
  } satisfies InlineConfig;
  // A package that imports itself by name means its own files.
  const alias = Object.fromEntries(
    Object.entries(entries).map(([path, file]) => [name + path.slice(1), join(source, file)]),
  );
  // One after the other: a library that has types of its own would be found by them in place of its code.
  const resolve = (conditions: string[]) => ({
    conditionNames: ['@hikube/source', ...conditions, 'import', 'default'],
    mainFields: ['module', 'main'],
    alias,
  });
  await build({ ...common, dts: false, inputOptions: { resolve: resolve([]) }, plugins: [builtConsole] });
  await build({
    ...common,
    dts: { emitDtsOnly: true },
    // Also where it makes the types of CommonJS, for which it takes no plugins of its own.
    inputOptions: ({ plugins, ...others }) => ({
      ...others,
      resolve: { ...others.resolve, ...resolve(['types']) },
      plugins: [writtenDeclarations, plugins],
    }),
  });
}

/** The bundler would compile once more for each package, which is most of what packing takes. */
const writtenDeclarations = {
  name: 'declarations as the compiler has written them',
  load: {
    order: 'pre',
    filter: { id: /[/]src[/].*[.]d[.]ts$/ },
    async handler(id: string) {
      const written = id.replace(/[/]src[/](?!.*[/]src[/])/, '/dist/');
      return existsSync(written) ? { code: await readFile(written, 'utf8') } : undefined;
    },
  },
} as const;

/**
 * Types that are newer than the targets of most users, such as `Symbol.asyncDispose`, name the library that has them: the
 * bundler drops such a line, and without it they fit only whoever has it among his options.
 */
async function nameLibraries(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/[.]d[.][cm]?ts$/.test(entry.name)) continue;
    const file = join(entry.parentPath, entry.name);
    const text = await readFile(file, 'utf8');
    if (/\bSymbol[.](asyncD|d)ispose\b|\b(Async)?Disposable\b/.test(text))
      await writeFile(file, `/// <reference lib="esnext.disposable" />\n${text}`);
  }
}
