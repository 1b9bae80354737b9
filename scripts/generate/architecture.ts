// The drawing of the packages in ARCHITECTURE.md, between its two marks: drawn from the imports of the code.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { drawPackages } from '../../test/structure/drawing.ts';
import { readSourceTree } from '../../test/structure/source-tree.ts';
import { ROOT } from '../checks/run.ts';

const FILE = 'ARCHITECTURE.md';
const BEGIN = '<!-- drawn from the code by `npm run generate` -->';
const END = '<!-- end of the drawing -->';

/** The page with its drawing brought up to date. */
export async function outputs(): Promise<Map<string, string>> {
  const [page, files] = await Promise.all([readFile(join(ROOT, FILE), 'utf8'), readSourceTree(ROOT)]);
  const begin = page.indexOf(BEGIN);
  const end = page.indexOf(END);
  if (begin < 0 || end < begin) throw new Error(`${FILE} lacks the marks ${BEGIN} and ${END}; put them back`);
  const drawn = `${page.slice(0, begin + BEGIN.length)}\n${drawPackages(files)}\n${page.slice(end)}`;
  return new Map([[FILE, drawn]]);
}
