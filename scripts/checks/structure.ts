// Reads the hand-written files once for all rules of test/structure.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cycleFindings } from '../../test/structure/cycles.ts';
import { decisionFindings } from '../../test/structure/decisions.ts';
import { duplicateFindings } from '../../test/structure/duplicates.ts';
import { layerArrowFindings } from '../../test/structure/layer-arrows.ts';
import { lockFileFindings as findingsOfLock } from '../../test/structure/lock-file.ts';
import { packageArrowFindings } from '../../test/structure/package-arrows.ts';
import { seamFindings } from '../../test/structure/seams.ts';
import { readSourceTree } from '../../test/structure/source-tree.ts';
import { tidyFindings as findingsOfFiles } from '../../test/structure/tidy.ts';
import { ROOT } from './run.ts';

/** Arrows between packages and layers, cycles, and reaches outside past a seam. */
export async function structureFindings(): Promise<string[]> {
  const files = await readSourceTree(ROOT);
  return [packageArrowFindings, layerArrowFindings, cycleFindings, seamFindings].flatMap((rule) =>
    rule(files),
  );
}

/** Long files, packages without a page, what was left lying about or written twice, and numbers of decisions that are taken. */
export async function tidyFindings(): Promise<string[]> {
  const files = await readSourceTree(ROOT);
  return [findingsOfFiles, decisionFindings, duplicateFindings].flatMap((rule) => rule(files));
}

/** Platform packages that the lock file lacks. */
export async function lockFileFindings(): Promise<string[]> {
  return findingsOfLock(await readFile(join(ROOT, 'package-lock.json'), 'utf8'));
}
