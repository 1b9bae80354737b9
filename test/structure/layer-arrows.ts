// Rule: inside a package, layers call downwards only; and what could be published on its own knows nothing of us.
import { isInSource, packageOf } from './packages.ts';
import { parse, resolveRelative } from './parse.ts';
import { isTestCode, isTypeScript, type SourceFile } from './source-tree.ts';

/** Layers of a package. A layer is a folder or a file (without .ts) directly under src. */
interface Layers {
  /** What each layer may import beside itself. */
  readonly mayImport: Readonly<Record<string, readonly string[]>>;
  /** Files directly under src that every layer may import. */
  readonly shared: readonly string[];
}

const LAYERS: Readonly<Record<string, Layers>> = {
  // http ► handlers ► plan ► {identity, secrets, model, store, platform}; reconciler ► {model, secrets, store, platform};
  // adoption ► {plan, model, secrets, store, platform}.
  // Handlers and reconciler never call each other: they meet in the records, and only service.ts knows both.
  service: {
    mayImport: {
      http: ['handlers', 'plan', 'identity', 'model', 'platform', 'store'],
      handlers: ['plan', 'access', 'identity', 'model', 'platform', 'secrets', 'store'],
      plan: ['identity', 'model', 'platform', 'secrets', 'store'],
      reconciler: ['model', 'platform', 'secrets', 'store'],
      adoption: ['model', 'plan', 'platform', 'secrets', 'store'],
      access: ['model', 'platform', 'store'],
      identity: ['model', 'store'],
      secrets: ['model', 'platform', 'store'],
      model: ['platform', 'store'],
      limits: [],
      platform: [],
      store: [],
    },
    shared: ['clock', 'crypto', 'health', 'kept', 'limits', 'log', 'metrics', 'random', 'refusal', 'turns'],
  },
  'contract-compiler': {
    mayImport: {
      read: [],
      complete: ['read'],
      compare: ['read'],
      lint: ['complete', 'read', 'contract'],
      emit: ['complete', 'read', 'contract'],
    },
    shared: [],
  },
  'terraform-plugin': { mayImport: { protocol: [] }, shared: [] },
};

/** Packages that know Terraform or Kubernetes and are of use to anybody, with what they must not even mention. */
const LIBRARIES: readonly string[] = ['terraform-plugin', 'kubernetes-api'];
const NAMES = /hikube|hidora|cozystack/i;

/** The folder or file directly under src. */
function layerOf(path: string): string {
  return (
    path
      .slice(`${packageOf(path)}/src/`.length)
      .split('/')[0]
      ?.replace(/\.ts$/, '') ?? ''
  );
}

function arrowFindings(file: SourceFile): string[] {
  const folder = packageOf(file.path);
  const layers = LAYERS[folder];
  const layer = layerOf(file.path);
  const allowed = layers?.mayImport[layer];
  if (layers === undefined || allowed === undefined) return [];
  return parse(file).imports.flatMap(({ specifier, line }) => {
    const target = resolveRelative(file.path, specifier);
    if (target === undefined || !target.startsWith(`${folder}/src/`)) return [];
    const other = layerOf(target);
    if (other === layer || allowed.includes(other) || layers.shared.includes(other)) return [];
    return [
      `${file.path}:${line} imports ${specifier}, but ${layer} may only import ${allowed.join(', ') || 'itself'}; turn the call round or move the shared part down (layer-arrows)`,
    ];
  });
}

/** Lines of a library that name what it must not know. */
function mentions(file: SourceFile): string[] {
  const folder = packageOf(file.path);
  if (!LIBRARIES.includes(folder)) return [];
  return file.text.split('\n').flatMap((text, index) => {
    const [mentioned] = NAMES.exec(text) ?? [];
    if (mentioned === undefined) return [];
    return [
      `${file.path}:${index + 1} mentions ${mentioned}, but ${folder} knows nothing of it; say it in general words (layer-arrows)`,
    ];
  });
}

/** One line for each import against the direction of the layers. Tests may reach for what they need. */
export function layerArrowFindings(files: readonly SourceFile[]): string[] {
  return files
    .filter((file) => isTypeScript(file) && isInSource(file.path) && !isTestCode(file.path))
    .flatMap((file) => [...arrowFindings(file), ...mentions(file)]);
}
