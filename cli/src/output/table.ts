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
  const widths = columnWidths(cells, width);
  const fitted = (text: string, columnWidth = 0) => cut(text, columnWidth).padEnd(columnWidth);
  return cells
    .map((row) => row.map((text, index) => fitted(text, widths[index])).join(GAP))
    .map((line) => `${cut(line.trimEnd(), width)}\n`)
    .join('');
}

/** On a terminal, sentences give way to the names beside them until the row fits. */
function columnWidths(cells: readonly (readonly string[])[], width: number): number[] {
  const columns = (cells[0] ?? []).map((_, index) => cells.map((row) => [...(row[index] ?? '')].length));
  const widths = columns.map((lengths) => Math.max(...lengths));
  const isSentences = (index: number) => cells.some((row) => row[index]?.includes(' '));
  for (const [index, own] of widths.entries()) {
    if (own <= USUAL || !isSentences(index)) continue;
    const all = widths.reduce((sum, each) => sum + each, GAP.length * (widths.length - 1));
    widths[index] = Math.max(USUAL, own - Math.max(0, all - width));
  }
  return widths;
}

/** Letters that a sentence in a table has at most, unless there is room. */
const USUAL = 30;

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
