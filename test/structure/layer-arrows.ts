// Rule: inside a package, layers call downwards only.
import { parse, resolveRelative } from './parse.ts';
import { isTestCode, isTypeScript, type SourceFile } from './source-tree.ts';

/** A layer with what it may import beside itself and what lies outside the layers. */
interface Layer {
  readonly mayImport: readonly string[];
  /** Packages that this layer must not know. */
  readonly notPackages?: RegExp;
  /** Names that it must not even mention: it could be published on its own. */
  readonly notNames?: RegExp;
}

/** Layers of a package: a folder or a file (without .ts) directly under src, by name. */
type Layers = Readonly<Record<string, Layer>>;

const HIKUBE = /^@hikube\//;
const NAMES = /hikube|hidora|cozystack/i;

const LAYERS: Readonly<Record<string, Layers>> = {
  // main ► app ► http ► handlers ► {store, reconciler}; reconciler ► {store, platforms}; records are read by all of them.
  service: {
    app: { mayImport: ['http', 'handlers', 'identity', 'reconciler', 'model', 'platforms', 'store'] },
    'kubernetes-api': { mayImport: ['identity', 'model', 'secrets', 'store'] },
    http: { mayImport: ['handlers', 'identity', 'model', 'platforms', 'store'] },
    handlers: {
      mayImport: ['identity', 'kubernetes-api', 'reconciler', 'model', 'platforms', 'secrets', 'store'],
    },
    identity: { mayImport: ['model', 'store'] },
    reconciler: { mayImport: ['model', 'platforms', 'secrets', 'store'] },
    secrets: { mayImport: ['model', 'store'] },
    model: { mayImport: ['platforms', 'store'] },
    // The simulated platform keeps its worlds in the store, so that they survive a restart.
    platforms: { mayImport: ['store'] },
    store: { mayImport: [] },
  },
  'terraform-provider': {
    protocol: { mayImport: [], notPackages: HIKUBE, notNames: NAMES },
    framework: { mayImport: ['protocol'], notPackages: HIKUBE, notNames: NAMES },
  },
};

/** The layer of a file; files that are in none (clock, random, log, main) may be imported by all of a package. */
function layerOf(path: string, layers: Layers): string | undefined {
  const [, , name = ''] = path.split('/');
  const layer = name.replace(/\.ts$/, '');
  return layers[layer] === undefined ? undefined : layer;
}

/** Folders beside the layers that import them; a layer that reached for one would point upwards. */
const ABOVE: Readonly<Record<string, readonly string[]>> = {
  service: ['main', 'index', 'config'],
  'terraform-provider': [
    'main',
    'provider',
    'provider-data',
    'configure',
    'index',
    'resources',
    'data-sources',
    'ephemeral',
    'functions',
    'lifecycle',
    'contract',
    'api',
  ],
};

function findingsOf(file: SourceFile, packageName: string, layers: Layers): string[] {
  const name = layerOf(file.path, layers);
  const layer = name === undefined ? undefined : layers[name];
  if (name === undefined || layer === undefined) return [];
  const { imports } = parse(file);
  const found = mentionsIn(
    file,
    name,
    layer,
    imports.map(({ line }) => line),
  );
  for (const { specifier, line } of imports) {
    const say = (sentence: string) => found.push(`${file.path}:${line} ${sentence} (layer-arrows)`);
    if (layer.notPackages?.test(specifier))
      say(`imports ${specifier}, but ${name} knows nothing of Hikube; hand it in from above`);
    const target = resolveRelative(file.path, specifier);
    if (target === undefined || !target.startsWith(`${packageName}/src/`)) continue;
    const above = (target.split('/')[2] ?? '').replace(/\.ts$/, '');
    const other = layerOf(target, layers) ?? (ABOVE[packageName]?.includes(above) ? above : undefined);
    if (other === undefined || other === name || layer.mayImport.includes(other)) continue;
    say(
      `imports ${specifier}, but ${name} may only import ${layer.mayImport.join(', ') || 'itself'}; turn the call round or move the shared part down`,
    );
  }
  return found;
}

/** Lines that name what the layer must not know; imports are looked at by themselves. */
function mentionsIn(file: SourceFile, name: string, layer: Layer, imports: readonly number[]): string[] {
  return file.text.split('\n').flatMap((text, index) => {
    const [mentioned] = layer.notNames?.exec(text) ?? [];
    if (mentioned === undefined || imports.includes(index + 1)) return [];
    return [
      `${file.path}:${index + 1} mentions ${mentioned}, but ${name} knows nothing of it; say it in general words (layer-arrows)`,
    ];
  });
}

/** One line for each import against the direction of the layers. Tests may reach for what they need. */
export function layerArrowFindings(files: readonly SourceFile[]): string[] {
  return Object.entries(LAYERS).flatMap(([packageName, layers]) =>
    files
      .filter(
        (file) => isTypeScript(file) && file.path.startsWith(`${packageName}/src/`) && !isTestCode(file.path),
      )
      .flatMap((file) => findingsOf(file, packageName, layers)),
  );
}
