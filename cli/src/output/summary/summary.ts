// What one looks at first, of one thing: a line for each fact that there is, tables of what is in it, and what to do next.
// Everything else is in `--all`, and in `-o yaml`.
import { type Column, cell, table } from '../table.ts';
import { columnsOf, type ViewName } from '../views.ts';

/** The few lines of one thing. */
export interface Summary {
  /** Facts by their titles; one without a value is left out. */
  readonly facts: readonly (readonly [title: string, value: unknown])[];
  readonly tables?: readonly SummaryTable[];
  /** Commands that may come next. */
  readonly next?: readonly string[];
}

/** What is in it, or what is to be said of it, in rows. */
export interface SummaryTable {
  readonly title: string;
  readonly columns: readonly Column<object>[];
  readonly rows: readonly object[];
}

/** A table of children as they are listed elsewhere, without the column that would say the same in every row. */
export function childrenOf(title: string, kind: ViewName, rows: readonly object[]): SummaryTable {
  return { title, columns: columnsOf(kind).filter((column) => column.title !== 'CLUSTER'), rows };
}

/** As text. @param width of a terminal, for the tables */
export function summaryText({ facts, tables = [] }: Summary, width?: number): string {
  const there = facts.filter(([, value]) => !isNothing(value));
  const longest = Math.max(...there.map(([title]) => title.length));
  const lines = there.map(([title, value]) => `${`${title}:`.padEnd(longest + 3)}${words(value)}\n`);
  return [lines.join(''), ...tables.map((each) => tableText(each, width))].join('\n');
}

function tableText({ title, columns, rows }: SummaryTable, width: number | undefined): string {
  return rows.length === 0 ? `${title}: none\n` : `${title}:\n${table(columns, rows, width)}`;
}

function isNothing(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

/** Names one behind the other, keys with their values as a flag takes them. */
function words(value: unknown): string {
  if (Array.isArray(value)) return value.map(cell).join(', ');
  if (typeof value !== 'object' || value === null) return cell(value);
  return Object.entries(value)
    .map(([key, each]) => `${cell(key)}=${each === '' ? '' : cell(each)}`)
    .join(', ');
}
