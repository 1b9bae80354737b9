// The drawing of the packages in ARCHITECTURE.md, between its two marks: drawn from the imports of the code.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { drawPackages } from '../../test/structure/drawing.ts';
import { readSourceTree } from '../../test/structure/source-tree.ts';
import { ROOT } from '../checks/run.ts';
import { betweenMarks } from './support/marks.ts';

const FILE = 'ARCHITECTURE.md';
const marks = {
  begin: '<!-- drawn from the code by `npm run generate` -->',
  end: '<!-- end of the drawing -->',
};

/** The page with its drawing brought up to date. */
export async function outputs(): Promise<Map<string, string>> {
  const [page, files] = await Promise.all([readFile(join(ROOT, FILE), 'utf8'), readSourceTree(ROOT)]);
  return new Map([[FILE, betweenMarks(FILE, page, marks, drawPackages(files))]]);
}
