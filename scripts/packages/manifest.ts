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
export function travellingManifest({ manifest, folder, paths, keywords, inside }: Travelling): object {
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
    main: './index.cjs',
    module: './index.js',
    types: './index.d.ts',
    exports: {
      ...Object.fromEntries(paths.map((path) => [path, conditions(fileOf(path))])),
      './package.json': './package.json',
    },
    dependencies,
    ...(peerDependencies === undefined ? {} : { peerDependencies, peerDependenciesMeta }),
  };
}

/** Whoever imports gets a module, whoever requires gets CommonJS, each with its own types. */
function conditions(file: string): object {
  return {
    import: { types: `./${file}.d.ts`, default: `./${file}.js` },
    require: { types: `./${file}.d.cts`, default: `./${file}.cjs` },
  };
}
