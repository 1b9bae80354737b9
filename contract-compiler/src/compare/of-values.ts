// Listed values, and the value that is taken where none is sent.
import type { Json, Schema } from '../read/schema.ts';
import type { SchemaPair } from './schema.ts';

/** The values that a schema lists; undefined where it lists none. */
const valuesOf = ({ enum: values, const: only }: Schema): Json[] | undefined =>
  only === undefined ? values : [only];

const text = (values: readonly Json[]) => values.map((value) => JSON.stringify(value)).join(', ');

export function compareValues({ old, now, direction, where, report }: SchemaPair): void {
  const [was, is] = [valuesOf(old), valuesOf(now)];
  if (direction === 'request') {
    if (was === undefined && is !== undefined) report('value-removed', where, `takes only ${text(is)} now`);
    const gone = is === undefined ? [] : (was ?? []).filter((value) => !is.includes(value));
    if (gone.length > 0) report('value-removed', where, `no longer takes ${text(gone)}`);
    compareDefaults({ old, now, where, report });
  } else if (was !== undefined && old['x-hikube-enum'] !== 'open') {
    const added = is?.filter((value) => !was.includes(value)) ?? [];
    if (added.length > 0) report('value-added', where, `is a closed enum that now has ${text(added)}`);
    if (is === undefined) report('value-added', where, 'is a closed enum that may now be anything');
  }
}

/** A default is an answer to what nobody said: who says nothing gets something else. */
function compareDefaults({
  old,
  now,
  where,
  report,
}: Pick<SchemaPair, 'old' | 'now' | 'where' | 'report'>): void {
  const [was, is] = [defaultOf(old), defaultOf(now)];
  if (was === is) return;
  if (was === undefined) report('default-changed', where, `is ${is} now where nothing is sent`);
  else report('default-changed', where, `is ${is ?? 'open'} now where nothing is sent, and was ${was}`);
}

function defaultOf(schema: Schema): string | undefined {
  const value = schema.default ?? schema['x-hikube-default'];
  return value === undefined ? undefined : JSON.stringify(value);
}
