// The package.json that travels: what a user needs of it, and nothing of the workspace.

/** What a manifest of the workspace says. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly license: string;
  readonly engines?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, unknown>>;
}

export interface Travelling {
  readonly manifest: Manifest;
  /** Folder in the repository. */
  readonly folder: string;
  /** Paths under which something is imported, `.` among them. */
  readonly paths: readonly string[];
  readonly commands?: Readonly<Record<string, string>>;
  /** Names of files without ending by condition, by the name under which the package itself imports them. */
  readonly inner?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly hasCommonJs: boolean;
  readonly keywords: readonly string[];
  /** Names of packages that are bundled, and so not asked for. */
  readonly inside: ReadonlySet<string>;
}

const REPOSITORY = 'git+https://github.com/hidora/hikube.git';

/** The name of the file of an import path, without ending. */
export function fileOf(path: string): string {
  return path === '.' ? 'index' : path.slice('./'.length);
}

/** The manifest of the archive. */
export function travellingManifest(travelling: Travelling): object {
  const { manifest, folder, paths, keywords, commands = {}, inner = {}, hasCommonJs, inside } = travelling;
  const { name, version, description, license, peerDependencies, peerDependenciesMeta } = manifest;
  const dependencies = Object.fromEntries(
    Object.entries(manifest.dependencies ?? {}).filter(([dependency]) => !inside.has(dependency)),
  );
  return {
    name,
    version,
    description,
    keywords,
    license,
    homepage: 'https://hikube.cloud',
    repository: { type: 'git', url: REPOSITORY, directory: folder },
    type: 'module',
    sideEffects: false,
    engines: manifest.engines ?? { node: '>=20' },
    ...(hasCommonJs ? { main: './index.cjs', module: './index.js' } : { main: './index.js' }),
    types: './index.d.ts',
    exports: {
      ...Object.fromEntries(paths.map((path) => [path, conditions(fileOf(path), hasCommonJs)])),
      './package.json': './package.json',
    },
    ...(Object.keys(inner).length === 0 ? {} : { imports: importsOf(inner, hasCommonJs) }),
    ...(Object.keys(commands).length === 0
      ? {}
      : { bin: Object.fromEntries(Object.keys(commands).map((name) => [name, `./${name}.js`])) }),
    dependencies,
    ...(peerDependencies === undefined ? {} : { peerDependencies, peerDependenciesMeta }),
  };
}

/** Whoever imports gets a module, whoever requires gets CommonJS where there is some, each with its own types. */
function conditions(file: string, hasCommonJs: boolean): object {
  if (!hasCommonJs) return { types: `./${file}.d.ts`, default: `./${file}.js` };
  return {
    import: { types: `./${file}.d.ts`, default: `./${file}.js` },
    require: { types: `./${file}.d.cts`, default: `./${file}.cjs` },
  };
}

/** By where the package runs: the first condition that holds is taken. */
function importsOf(inner: NonNullable<Travelling['inner']>, hasCommonJs: boolean): object {
  const file = (name: string) =>
    hasCommonJs ? { import: `./${name}.js`, require: `./${name}.cjs` } : `./${name}.js`;
  return Object.fromEntries(
    Object.entries(inner).map(([specifier, files]) => [
      specifier,
      Object.fromEntries(Object.entries(files).map(([condition, name]) => [condition, file(name)])),
    ]),
  );
}
