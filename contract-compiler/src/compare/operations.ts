// Pairs the operations of two contracts by their ids, and compares each pair part by part.
import { type FlatOperation, flatOperations } from '../read/flat-operations.ts';
import type { Contract } from '../read/schema.ts';
import { compareAnswers } from './answers.ts';
import { compareBody } from './body.ts';
import type { Report } from './break.ts';
import { compareParameters } from './parameters.ts';
import { SchemaComparison } from './schema.ts';
import { compareSecurity } from './security.ts';

/** The two contracts with what compares their schemas and takes note. */
export interface Pair {
  readonly released: Contract;
  readonly next: Contract;
  readonly schemas: SchemaComparison;
  readonly report: Report;
}

/** Compares everything that a client calls. */
export function compareOperations(released: Contract, next: Contract, today: string, report: Report): void {
  const pair: Pair = { released, next, schemas: new SchemaComparison(released, next, report), report };
  const later = flatOperations(next);
  const byId = new Map(later.map((flat) => [flat.operation.operationId, flat]));
  const byPlace = new Map(later.map((flat) => [placeOf(flat), flat]));
  for (const before of flatOperations(released)) {
    const { operationId } = before.operation;
    const renamed = byPlace.get(placeOf(before));
    const after = byId.get(operationId) ?? renamed;
    if (after === undefined) {
      if (!hasEnded(before, today)) report('operation-removed', operationId, 'is gone');
      continue;
    }
    if (after.operation.operationId !== operationId)
      report('operation-renamed', operationId, `is called ${after.operation.operationId} now`);
    compareOperation(before, after, pair);
  }
}

const placeOf = ({ method, path }: FlatOperation) =>
  `${method.toUpperCase()} ${path.replaceAll(/\{\w+\}/g, '{}')}`;

/** Whether it was announced that the operation ends, and that day is over. */
export function hasEnded({ operation }: FlatOperation, today: string): boolean {
  const sunset = operation['x-hikube-deprecated']?.sunset;
  return sunset !== undefined && sunset < today;
}

function compareOperation(before: FlatOperation, after: FlatOperation, pair: Pair): void {
  const { report } = pair;
  const where = before.operation.operationId;
  if (placeOf(before) !== placeOf(after))
    report('operation-moved', where, `has moved from ${placeOf(before)} to ${placeOf(after)}`);
  const [tag, now] = [before.operation.tags?.[0], after.operation.tags?.[0]];
  if (tag !== now) report('operation-regrouped', where, `stands under ${now} and no longer under ${tag}`);
  compareSecurity(before, after, pair);
  compareParameters(before, after, pair);
  compareBody(before, after, pair);
  compareAnswers(before, after, pair);
}
