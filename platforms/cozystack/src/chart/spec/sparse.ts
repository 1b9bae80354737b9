// The server shows values with every default filled in, and keeps exactly what it is sent. Whoever sends back what he read
// freezes the defaults of that day, so they are taken out again first.
import { equalJson, isObject } from '@hikube/domain';
import type { Values } from '../../kind.ts';
import { describesObject, entrySchemaOf, isFree, type Schema, schemaAt } from '../shape/schema.ts';

/** Values without what the schema would fill in anyway. What the schema does not know stays as it is. */
export function sparse(values: Values, schema: Schema): Values {
  const entry = entrySchemaOf(schema);
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) => {
      const known = schemaAt(schema, key);
      if (known !== undefined) {
        const left = withoutDefault(value, known);
        return left === undefined ? [] : [[key, left]];
      }
      // An entry of a map is there also when nothing is said in it.
      return [[key, entry !== undefined && isObject(value) ? sparse(value, entry) : value]];
    }),
  );
}

function withoutDefault(value: unknown, schema: Schema): unknown {
  if (equalJson(value, schema.default)) return undefined;
  if (!describesObject(schema) || !isObject(value)) return value;
  const left = isFree(schema) ? value : sparse(value, schema);
  return Object.keys(left).length === 0 ? undefined : left;
}
