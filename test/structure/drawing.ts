// Draws the packages and what they import from the code itself, so that the picture in ARCHITECTURE.md cannot be old.
import { isInSource, packageOf, packagesIn } from './packages.ts';
import { parse } from './parse.ts';
import { canImport, isTestCode, type SourceFile } from './source-tree.ts';

/** From which package to which, and whether every such import is lazy. */
interface Drawn {
  readonly from: string;
  readonly to: string;
  lazy: boolean;
}

function arrowsIn(files: readonly SourceFile[]): readonly Drawn[] {
  const packages = packagesIn(files);
  const folders = new Map([...packages].map(([folder, { name }]) => [name, folder]));
  const found = new Map<string, Drawn>();
  for (const file of files.filter(
    (each) => canImport(each) && isInSource(each.path) && !isTestCode(each.path),
  )) {
    const from = packageOf(file.path);
    for (const { specifier, lazy } of parse(file).imports) {
      const name = specifier
        .split('/')
        .slice(0, specifier.startsWith('@') ? 2 : 1)
        .join('/');
      const to = folders.get(name);
      if (to === undefined || to === from) continue;
      const drawn = found.get(`${from} ${to}`) ?? { from, to, lazy };
      drawn.lazy &&= lazy;
      found.set(`${from} ${to}`, drawn);
    }
  }
  return [...found.values()].sort((a, b) => (`${a.from} ${a.to}` < `${b.from} ${b.to}` ? -1 : 1));
}

/** An arrow that a longer way draws already says nothing new. */
function withoutDetours(arrows: readonly Drawn[]): readonly Drawn[] {
  const next = Map.groupBy(arrows, ({ from }) => from);
  const leads = (from: string, to: string, seen = new Set<string>()): boolean =>
    (next.get(from) ?? []).some((arrow) => {
      if (seen.has(arrow.to)) return false;
      seen.add(arrow.to);
      return arrow.to === to || leads(arrow.to, to, seen);
    });
  return arrows.filter(
    ({ from, to }) => !(next.get(from) ?? []).some((arrow) => arrow.to !== to && leads(arrow.to, to)),
  );
}

const idOf = (folder: string) => folder.replaceAll(/[^a-z]/g, '_');

/** The packages as a Mermaid diagram: an arrow leads to what is imported, a dotted one to what is loaded when needed. */
export function drawPackages(files: readonly SourceFile[]): string {
  const arrows = withoutDetours(arrowsIn(files));
  const lines = arrows.map(({ from, to, lazy }) => `  ${idOf(from)} ${lazy ? '-.->' : '-->'} ${idOf(to)}`);
  const alone = [...packagesIn(files).keys()].filter(
    (folder) => folder !== '' && !folder.endsWith('package.json'),
  );
  const nodes = alone.sort().map((folder) => `  ${idOf(folder)}["${folder}"]`);
  return ['```mermaid', 'flowchart LR', ...nodes, ...lines, '```'].join('\n');
}
