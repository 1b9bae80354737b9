// What still leads against the design, place by place, with what takes it away. The list can only shrink: a place that
// obeys is a finding until its line is deleted, and a new one is never added.
import type { SourceFile } from './source-tree.ts';

/** Files that may import what the rules forbid. */
export interface KnownException {
  /** Until when, as a sentence. */
  readonly until: string;
  readonly from: readonly string[];
  /** The specifier of the import, as it stands in the code. */
  readonly imports: readonly string[];
}

export const KNOWN_EXCEPTIONS: readonly KnownException[] = [];

/** The import of a file, as rules and exceptions name it. */
export interface Arrow {
  readonly path: string;
  readonly specifier: string;
}

/** Whether the import is one of those that are known. */
export function isKnown(
  { path, specifier }: Arrow,
  known: readonly KnownException[] = KNOWN_EXCEPTIONS,
): boolean {
  return known.some(({ from, imports }) => from.includes(path) && imports.includes(specifier));
}

/** One line for each exception that nothing needs any more. */
export function staleExceptionFindings(
  files: readonly SourceFile[],
  known: readonly KnownException[] = KNOWN_EXCEPTIONS,
): string[] {
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  return known.flatMap(({ from, imports }) => {
    const gone = from.filter(
      (path) => !imports.some((specifier) => texts.get(path)?.includes(`'${specifier}'`)),
    );
    const unused = imports.filter(
      (specifier) => !from.some((path) => texts.get(path)?.includes(`'${specifier}'`)),
    );
    return [
      ...gone.map(
        (path) =>
          `${path} has done what its exception waits for; delete it from known-exceptions.ts (known-exceptions)`,
      ),
      ...unused.map(
        (specifier) =>
          `nothing of an exception imports ${specifier} any more; delete it from known-exceptions.ts (known-exceptions)`,
      ),
    ];
  });
}
