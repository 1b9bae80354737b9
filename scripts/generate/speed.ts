// The table of the README that compares the provider with its yardstick, between its two marks: made from the figures
// that were saved last.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Figure } from '../../test/bench/figure.ts';
import { yardstickTable } from '../../test/bench/yardstick/table.ts';
import { ROOT } from '../checks/run.ts';
import { betweenMarks } from './support/marks.ts';

const FILE = 'README.md';

/** The page with its table brought up to date. */
export async function outputs(): Promise<Map<string, string>> {
  const [page, saved] = await Promise.all([
    readFile(join(ROOT, FILE), 'utf8'),
    readFile(join(ROOT, 'test/bench/baseline.json'), 'utf8'),
  ]);
  const { figures } = JSON.parse(saved) as { figures: readonly Figure[] };
  const marks = {
    begin: '<!-- made from test/bench/baseline.json by `npm run generate` -->',
    end: '<!-- end of the table -->',
  };
  return new Map([[FILE, betweenMarks(FILE, page, marks, yardstickTable(figures))]]);
}
