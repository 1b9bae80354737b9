// The figures of the yardstick as a table that a person reads: one row for each thing that is done.
import type { Figure } from '../figure.ts';

const PREFIX = 'yardstick: ';

/** Markdown; a measure without figures of a variant has a dash in its place. Aims are for those who work on it. */
export function yardstickTable(figures: readonly Figure[]): string {
  const rows = new Map<string, Map<string, number>>();
  for (const { name, value } of figures) {
    if (!name.startsWith(PREFIX)) continue;
    const parts = name.slice(PREFIX.length).split(', ');
    const variant = parts.pop() as string;
    const row = parts.join(', ');
    rows.set(row, (rows.get(row) ?? new Map<string, number>()).set(variant, value));
  }
  const names = [...rows.keys()].sort(
    (a, b) => orderOf(a) - orderOf(b) || (a > b ? -1 : 1), // wall time before CPU
  );
  const lines = names.map((row) => line(row, rows.get(row) ?? new Map()));
  return ['| | script | standalone |', '|---|---|---|', ...lines].join('\n');
}

/** In the order in which a person meets them; what is not named here comes last. */
const ORDER = [
  'handshake',
  'validate',
  'plan of 1,',
  'plan of 100,',
  'plan of 100 node',
  'plan of 1000',
  'apply',
];

function orderOf(row: string): number {
  const index = ORDER.findIndex((start) => row.startsWith(start));
  return index < 0 ? ORDER.length : index;
}

const line = (row: string, values: ReadonlyMap<string, number>): string =>
  `| ${row} | ${['script', 'standalone'].map((variant) => values.get(variant) ?? '–').join(' | ')} |`;
