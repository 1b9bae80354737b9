// The plan of a resource: from configuration and prior state to the planned state and what it takes.
import type { Diagnostic } from '../diagnostics.ts';
import type { AttributePath } from '../path.ts';
import type { Schema } from '../schema/schema.ts';
import { sameValue } from '../values/equality.ts';
import type { ObjectValue } from '../values/value.ts';
import { planObject } from './attribute.ts';
import { findChanges } from './changes.ts';
import { EditTree, type PlanEdit } from './edits.ts';

/** More than any chain of dependencies is long. */
const MAX_PASSES = 100;

/** What Terraform would do with a plan. */
export type PlannedAction = 'create' | 'update' | 'replace' | 'none';

export interface PlanInput {
  readonly schema: Schema;
  readonly config: ObjectValue;
  /** Null when the object does not exist. */
  readonly prior: ObjectValue | null;
  /** What the resource's own plan hook decided. */
  readonly edits?: readonly PlanEdit[];
}

export interface Plan {
  readonly planned: ObjectValue;
  readonly action: PlannedAction;
  readonly requiresReplace: readonly AttributePath[];
  /** Errors for immutable attributes that would change in place; a replacement may change them. */
  readonly diagnostics: readonly Diagnostic[];
  /** Edits of places that are not the provider's to choose. */
  readonly misplacedEdits: readonly string[];
}

/** Plans a change. Pure, and the same answer for the same input. */
export function planResource({ schema, config, prior, edits = [] }: PlanInput): Plan {
  const tree = new EditTree(edits);
  const { planned, hasDiff } = settle(schema, config, prior, tree);
  const misplacedEdits = tree.unused();
  if (prior === null || !hasDiff) {
    const action = prior === null ? 'create' : 'none';
    return { planned, action, requiresReplace: [], diagnostics: [], misplacedEdits };
  }
  const { requiresReplace, refused } = findChanges(schema.attributes, config, prior, planned);
  const isReplaced = requiresReplace.length > 0;
  const diagnostics = isReplaced ? [] : refused;
  return { planned, action: isReplaced ? 'replace' : 'update', requiresReplace, diagnostics, misplacedEdits };
}

interface Settled {
  readonly planned: ObjectValue;
  /** The plan is not what was there before. */
  readonly hasDiff: boolean;
}

/**
 * Repeats the pass until it changes nothing more. Each pass may only turn known values into unknown ones: the
 * configuration is fixed, and a later pass knows of more changes than the one before. So it ends.
 */
function settle(schema: Schema, config: ObjectValue, prior: ObjectValue | null, edits: EditTree): Settled {
  const { attributes, type } = schema;
  let hasDiff = false;
  let planned: ObjectValue | null = null;
  for (let pass = 0; pass < MAX_PASSES; pass++) {
    const scope = { attributes, prior, planned };
    const next = planObject({ root: scope, hasDiff }, { ...scope, config, edits, isUndecided: false });
    const hadDiff: boolean = hasDiff;
    hasDiff ||= !sameValue(type, next, prior);
    // Another pass would know nothing more than this one did: nothing has changed.
    if (!hasDiff) return { planned: next, hasDiff };
    const isSettled = planned !== null && sameValue(type, next, planned);
    if (isSettled && hadDiff) return { planned: next, hasDiff };
    planned = next;
  }
  throw new Error('the plan does not settle; an "equal" function answers differently for the same values');
}
