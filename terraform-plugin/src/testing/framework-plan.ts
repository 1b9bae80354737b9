// Short forms for plan tests: values are written without what is null.
import { type Plan, type PlanInput, planResource } from '../plan/plan.ts';
import type { Attributes } from '../schema/attribute.ts';
import { defineSchema, type Schema } from '../schema/schema.ts';
import { conformObject } from '../values/conform.ts';
import type { ObjectValue } from '../values/value.ts';

/** A value of the schema from some of its attributes; the others are null. A misfit fails the test. */
export function complete(schema: Schema, partial: Record<string, unknown>): ObjectValue {
  const { value, problems } = conformObject(schema.type, partial);
  if (problems.length > 0) throw new Error(`not a value of the schema: ${JSON.stringify(problems)}`);
  return value;
}

export interface PlanCase {
  readonly config: Record<string, unknown>;
  /** Left out or null for a create. */
  readonly prior?: Record<string, unknown> | null;
  readonly edits?: PlanInput['edits'];
}

/** Plans a case; `planned` is what `complete` would make. */
export function plan(attributes: Attributes, { config, prior = null, edits = [] }: PlanCase): Plan {
  const schema = defineSchema({ attributes });
  return planResource({
    schema,
    config: complete(schema, config),
    prior: prior && complete(schema, prior),
    edits,
  });
}

/** Only what is planned, without its nulls, so that a table shows what matters. */
export function planned(attributes: Attributes, input: PlanCase): Record<string, unknown> {
  return withoutNulls(plan(attributes, input).planned) as Record<string, unknown>;
}

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, item]) => item !== null);
  return Object.fromEntries(entries.map(([name, item]) => [name, withoutNulls(item)]));
}
