// Bounds of what is sent. An answer may outgrow the bound it had: most fields are of both sides, and such a bound could
// never be widened.
import type { Schema } from '../read/schema.ts';
import type { SchemaPair } from './schema.ts';

const LOWER = ['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties'] as const;
const UPPER = ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties'] as const;

type Bound = (typeof LOWER)[number] | (typeof UPPER)[number];

const bound = (schema: Schema, name: Bound, none: number) => schema[name] ?? none;

export function compareBounds({ old, now, direction, where, report }: SchemaPair): void {
  if (direction === 'answer') return;
  for (const name of LOWER) {
    const [was, is] = [
      bound(old, name, Number.NEGATIVE_INFINITY),
      bound(now, name, Number.NEGATIVE_INFINITY),
    ];
    if (is > was && !(name.startsWith('min') && name !== 'minimum' && is === 0))
      report('bound-narrowed', where, `has a higher ${name}, ${is}`);
  }
  for (const name of UPPER) {
    const [was, is] = [
      bound(old, name, Number.POSITIVE_INFINITY),
      bound(now, name, Number.POSITIVE_INFINITY),
    ];
    if (is < was) report('bound-narrowed', where, `has a lower ${name}, ${is}`);
  }
  if (now.uniqueItems && !old.uniqueItems) report('bound-narrowed', where, 'no longer takes a repeated item');
  const { multipleOf } = now;
  if (multipleOf !== undefined && (old.multipleOf ?? multipleOf / 2) % multipleOf !== 0)
    report('bound-narrowed', where, `must be a multiple of ${multipleOf} now`);
  // Whether one expression takes all that another takes cannot be told; a wider one is shown to a person.
  if (now.pattern !== undefined && now.pattern !== old.pattern)
    report('pattern-changed', where, `has another pattern, ${now.pattern}`);
}
