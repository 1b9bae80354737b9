// Rule: packages import each other in one direction only, by name, and only what they declare.
import { parse, resolveRelative } from './parse.ts';
import { isTestCode, isTypeScript, type SourceFile } from './source-tree.ts';

/** Which packages a package may import; `lazily` only with a dynamic import. */
interface Arrow {
  readonly mayImport: readonly string[];
  readonly lazily?: readonly string[];
}

/** The arrows of the design, by folder. What is not here (test, scripts, examples) may import everything. */
const ARROWS: Readonly<Record<string, Arrow>> = {
  openapi: { mayImport: ['domain'] },
  domain: { mayImport: ['openapi'] },
  sdk: { mayImport: ['openapi'] },
  service: { mayImport: ['openapi', 'domain'] },
  emulator: { mayImport: ['openapi', 'domain', 'service'] },
  'terraform-provider': { mayImport: ['openapi', 'domain', 'sdk'] },
  'cdktf-provider': { mayImport: ['openapi', 'domain'] },
  cli: { mayImport: ['openapi', 'domain', 'sdk'], lazily: ['emulator'] },
};

const SCOPE = '@hikube/';

function packageNameOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

/** Names that the package declares for its users. */
function declaredDependencies(folder: string, files: readonly SourceFile[]): Set<string> {
  const manifest = files.find(({ path }) => path === `${folder}/package.json`);
  const {
    name = '',
    dependencies = {},
    peerDependencies = {},
  } = JSON.parse(manifest?.text ?? '{}') as {
    name?: string;
    dependencies?: object;
    peerDependencies?: object;
  };
  return new Set([name, ...Object.keys(dependencies), ...Object.keys(peerDependencies)]);
}

function arrowFinding(folder: string, specifier: string, lazy: boolean): string | undefined {
  const target = packageNameOf(specifier).slice(SCOPE.length);
  const arrow = ARROWS[folder];
  if (arrow === undefined || target === folder || arrow.mayImport.includes(target)) return undefined;
  if (arrow.lazily?.includes(target))
    return lazy ? undefined : `imports ${SCOPE}${target} at once; load it with import() where it is needed`;
  return `imports ${SCOPE}${target}, but ${folder} may only import ${arrow.mayImport.join(', ') || 'nothing'}; move the shared part down`;
}

function findingsOf(file: SourceFile, declared: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const [folder = ''] = file.path.split('/');
  const found: string[] = [];
  for (const { specifier, line, lazy } of parse(file).imports) {
    const say = (sentence: string) => found.push(`${file.path}:${line} ${sentence} (package-arrows)`);
    const target = resolveRelative(file.path, specifier);
    if (target !== undefined) {
      const inside = target.startsWith(`${folder}/`);
      if (!inside && !isTestCode(file.path))
        say(`imports ${specifier}, which is in another package; import it by its name`);
      continue;
    }
    if (specifier.startsWith('node:')) continue;
    if (specifier.startsWith(SCOPE)) {
      const sentence = arrowFinding(folder, specifier, lazy);
      if (sentence !== undefined) say(sentence);
    }
    const name = packageNameOf(specifier);
    if (!isTestCode(file.path) && declared.get(folder)?.has(name) === false)
      say(`imports ${name}, which ${folder}/package.json does not declare; add it to dependencies`);
  }
  return found;
}

/** One line for each import against the arrows. */
export function packageArrowFindings(files: readonly SourceFile[]): string[] {
  const declared = new Map(
    Object.keys(ARROWS).map((folder) => [folder, declaredDependencies(folder, files)]),
  );
  const inPackages = files.filter(
    (file) =>
      isTypeScript(file) &&
      /^[^/]+\/src\//.test(file.path) &&
      ARROWS[file.path.split('/')[0] ?? ''] !== undefined,
  );
  return inPackages.flatMap((file) => findingsOf(file, declared));
}
