// What was done to a manifest, told with the operation that it started and with the impact of a preview.
import type { ManifestNote } from '@hikube/domain/manifest';
import type { FieldError, Impact } from '@hikube/openapi/types';
import type { OperationRecord } from '../../model/records.ts';
import type { Plan } from '../../plan/ground.ts';

// Bounds of the contract. A key can be as long as the caller likes.
const MAX_WARNINGS = 100;
const MAX_POINTER = 512;

/** The notes in the shape of the contract; more than fit are counted. */
export function warningsOfNotes(notes: readonly ManifestNote[]): readonly FieldError[] {
  const told = notes.map(({ pointer, code, detail }) => ({ pointer: shorten(pointer), code, detail }));
  return bounded(told);
}

/** The plan whose operation, and whose impact, begin with the notes. */
export function withNotes(plan: Plan, notes: readonly FieldError[]): Plan {
  if (notes.length === 0) return plan;
  const operation: OperationRecord = {
    ...plan.operation,
    warnings: bounded([...notes, ...plan.operation.warnings]),
  };
  return {
    ...plan,
    operation,
    // An operation that goes on already keeps what is stored of it: only this answer tells the notes.
    writes: plan.writes.map((write) =>
      'body' in write && write.body === plan.operation ? { ...write, body: operation } : write,
    ),
    foresee: (used) => withWarnings(plan.foresee(used), notes),
  };
}

function withWarnings(impact: Impact, notes: readonly FieldError[]): Impact {
  return { ...impact, warnings: bounded([...notes, ...impact.warnings]) };
}

function bounded(warnings: readonly FieldError[]): FieldError[] {
  if (warnings.length <= MAX_WARNINGS) return [...warnings];
  const kept = warnings.slice(0, MAX_WARNINGS - 1);
  const more = warnings.length - kept.length;
  return [...kept, { pointer: '', code: 'more', detail: `There are ${more} more; correct these first.` }];
}

/** Cut at a whole character. */
function shorten(text: string): string {
  return text.length <= MAX_POINTER
    ? text
    : `${text.slice(0, MAX_POINTER - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
