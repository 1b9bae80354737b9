// Rows for people: as wide as what is in them, and never wider than the terminal.

/** One column. */
export interface Column<T> {
  readonly title: string;
  readonly of: (row: T) => unknown;
}

const GAP = '   ';

/** Titles and rows; without a width, as on a pipe, nothing is cut. */
export function table<T>(
  columns: readonly Column<T>[],
  rows: readonly T[],
  width = Number.POSITIVE_INFINITY,
): string {
  const cells = [
    columns.map(({ title }) => title),
    ...rows.map((row) => columns.map(({ of }) => cell(of(row)))),
  ];
  const widths = columns.map((_, index) => Math.max(...cells.map((row) => [...(row[index] ?? '')].length)));
  return cells
    .map((row) => row.map((text, index) => text.padEnd(widths[index] ?? 0)).join(GAP))
    .map((line) => `${cut(line.trimEnd(), width)}\n`)
    .join('');
}

/** A value in one cell. */
export function cell(value: unknown): string {
  if (value === undefined || value === null || value === '') return '-';
  if (Array.isArray(value)) return value.length === 0 ? '-' : value.map(cell).join(',');
  if (typeof value === 'object') return JSON.stringify(value);
  return plain(String(value));
}

function cut(line: string, width: number): string {
  const letters = [...line];
  return letters.length <= width ? line : `${letters.slice(0, Math.max(1, width - 1)).join('')}…`;
}

/** Without what a terminal would obey: names and messages come from elsewhere. */
export function plain(text: string): string {
  return [...text].map((letter) => (isControl(letter) ? ' ' : letter)).join('');
}

function isControl(letter: string): boolean {
  const code = letter.codePointAt(0) ?? 0;
  return code < 32 || (code >= 127 && code < 160) || code === 0x2028 || code === 0x2029;
}
