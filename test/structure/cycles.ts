// Rule: no file imports itself through others. Imports of types alone leave nothing behind and are not counted.
import { parse, resolveRelative } from './parse.ts';
import { isTypeScript, type SourceFile } from './source-tree.ts';

type Graph = ReadonlyMap<string, readonly string[]>;

function graphOf(files: readonly SourceFile[]): Graph {
  const known = new Set(files.map(({ path }) => path));
  return new Map(
    files.map((file) => {
      const targets = parse(file)
        .imports.filter(({ typeOnly, lazy }) => !typeOnly && !lazy)
        .map(({ specifier }) => resolveRelative(file.path, specifier))
        .filter((target) => target !== undefined && known.has(target));
      return [file.path, targets as string[]];
    }),
  );
}

/** The first way back to a file that is being visited; every file is left for good once. */
class CycleSearch {
  readonly cycles: string[][] = [];
  readonly #done = new Set<string>();
  readonly #trail: string[] = [];
  readonly #graph: Graph;

  constructor(graph: Graph) {
    this.#graph = graph;
  }

  visit(path: string): void {
    const start = this.#trail.indexOf(path);
    if (start >= 0) {
      this.cycles.push([...this.#trail.slice(start), path]);
      return;
    }
    if (this.#done.has(path)) return;
    this.#trail.push(path);
    for (const target of this.#graph.get(path) ?? []) this.visit(target);
    this.#trail.pop();
    this.#done.add(path);
  }
}

/** One line for each cycle of imports. */
export function cycleFindings(files: readonly SourceFile[]): string[] {
  const graph = graphOf(files.filter(isTypeScript));
  const search = new CycleSearch(graph);
  for (const path of graph.keys()) search.visit(path);
  return search.cycles.map(
    (cycle) =>
      `${cycle[0]} imports itself: ${cycle.join(' → ')}; move what both need into a third file (cycles)`,
  );
}
