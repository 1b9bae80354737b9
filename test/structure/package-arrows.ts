// Rule: packages import each other in one direction only, by name and through their doors, and only what they declare.
import { isInSource, type Package, packageOf, packagesIn } from './packages.ts';
import { parse, resolveRelative } from './parse.ts';
import { canImport, isTestCode, type SourceFile } from './source-tree.ts';

/** Which packages a package may import; `lazily` only with a dynamic import. */
interface Arrow {
  readonly mayImport: readonly string[];
  readonly lazily?: readonly string[];
  /** Of a package that has several doors, those that this one may use; all when it is not named. */
  readonly doors?: Readonly<Record<string, readonly string[]>>;
}

/** What a platform may know of the service: the seam, the store and how secrets are sealed; not a word of its API. */
const PLATFORM: Arrow = {
  mayImport: ['openapi', 'domain', 'service', 'kubernetes-api'],
  doors: {
    service: ['/limits', '/platform', '/platform/suite', '/secrets', '/store', '/store/suite'],
  },
};

/** The arrows of the design, by folder. What is not here (test, scripts, examples) may import everything. */
const ARROWS: Readonly<Record<string, Arrow>> = {
  openapi: { mayImport: [] },
  'contract-compiler': { mayImport: ['openapi', 'domain'] },
  domain: { mayImport: ['openapi'] },
  sdk: { mayImport: ['openapi'] },
  // Style sheets, for whoever shows pages.
  look: { mayImport: [] },
  console: { mayImport: ['openapi', 'domain', 'sdk', 'look'] },
  service: { mayImport: ['openapi', 'domain'] },
  'kubernetes-api': { mayImport: [] },
  'platforms/simulated': PLATFORM,
  'platforms/cozystack': PLATFORM,
  server: {
    mayImport: [
      'openapi',
      'domain',
      'service',
      'kubernetes-api',
      'platforms/simulated',
      'platforms/cozystack',
    ],
    lazily: ['console'],
    doors: { service: ['', '/http', '/limits', '/platform', '/postgres', '/sqlite', '/store'] },
  },
  direct: {
    mayImport: ['openapi', 'domain', 'service', 'platforms/cozystack'],
    doors: { service: ['', '/adoption', '/http', '/platform', '/store'] },
  },
  emulator: {
    mayImport: ['openapi', 'domain', 'service', 'platforms/simulated', 'sdk', 'server'],
    lazily: ['console'],
    // Of the server, the socket alone: which store and which platform it would choose is no matter here.
    doors: { server: ['/listen'] },
  },
  'terraform-plugin': { mayImport: [] },
  'terraform-provider': { mayImport: ['openapi', 'domain', 'sdk', 'terraform-plugin'], lazily: ['direct'] },
  'cdktf-provider': { mayImport: ['openapi', 'domain'] },
  docs: {
    mayImport: ['openapi', 'domain', 'emulator', 'look', 'cli'],
    // Of the command line, what its help says.
    doors: { cli: ['/help'] },
  },
  cli: { mayImport: ['openapi', 'domain', 'sdk'], lazily: ['direct', 'emulator'] },
};

type Packages = ReadonlyMap<string, Package>;

function packageNameOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

/** The folder of a package of ours, also of one that is not there yet. */
function folderOf(name: string, packages: Packages): string | undefined {
  const [folder] = [...packages].find(([, each]) => each.name === name) ?? [];
  return folder ?? (name.startsWith('@hikube/') ? name.slice('@hikube/'.length) : undefined);
}

/** What is wrong with an import of one of our packages. */
function arrowFinding(folder: string, specifier: string, lazy: boolean, target: string): string | undefined {
  const arrow = ARROWS[folder];
  if (arrow === undefined || target === folder) return undefined;
  if (arrow.lazily?.includes(target))
    return lazy ? undefined : `imports ${specifier} at once; load it with import() where it is needed`;
  if (!arrow.mayImport.includes(target))
    return `imports ${specifier}, but ${folder} may only import ${arrow.mayImport.join(', ') || 'nothing'}; move the shared part down`;
  const doors = arrow.doors?.[target];
  const door = specifier.slice(packageNameOf(specifier).length);
  if (doors === undefined || doors.includes(door)) return undefined;
  return `imports ${specifier}, but ${folder} comes to ${target} through ${doors.map((each) => each || '.').join(', ')} only; ask for it through one of them`;
}

function findingsOf(file: SourceFile, packages: Packages): string[] {
  const folder = packageOf(file.path);
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
    const name = packageNameOf(specifier);
    const other = folderOf(name, packages);
    const isForTests = isTestCode(file.path) && /\/testing$/.test(specifier);
    if (other !== undefined && !isForTests) {
      const sentence = arrowFinding(folder, specifier, lazy, other);
      if (sentence !== undefined) say(sentence);
    }
    if (!isTestCode(file.path) && packages.get(folder)?.declared.has(name) === false)
      say(`imports ${name}, which ${folder}/package.json does not declare; add it to dependencies`);
  }
  return found;
}

/** What a manifest declares against the arrows: whoever installs the package would get it all the same. */
function manifestFindings(folder: string, { declared, name }: Package, packages: Packages): string[] {
  const arrow = ARROWS[folder];
  if (arrow === undefined) return [];
  return [...declared].flatMap((each) => {
    const other = each === name ? undefined : folderOf(each, packages);
    if (other === undefined || arrow.mayImport.includes(other) || arrow.lazily?.includes(other)) return [];
    return [
      `${folder}/package.json declares ${each}, but ${folder} may only import ${arrow.mayImport.join(', ') || 'nothing'}; take it out (package-arrows)`,
    ];
  });
}

/** One line for each import, and each dependency that is declared, against the arrows. */
export function packageArrowFindings(files: readonly SourceFile[]): string[] {
  const packages = packagesIn(files);
  const imports = files
    .filter((file) => canImport(file) && isInSource(file.path) && ARROWS[packageOf(file.path)] !== undefined)
    .flatMap((file) => findingsOf(file, packages));
  return [...imports, ...[...packages].flatMap(([folder, each]) => manifestFindings(folder, each, packages))];
}
