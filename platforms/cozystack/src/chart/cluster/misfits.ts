// The server checks no value, and shows a default where a text stands in place of an object. Two ways to notice it: what the
// schema does not allow, and what is not shown as it was sent.
import { equalJson, isObject } from '@hikube/domain';
import type { Values } from '../../kind.ts';
import { describesObject, entrySchemaOf, isFree, type Schema, schemaAt } from '../shape/schema.ts';
import type { Shape } from '../shape/shape.ts';

/** A value that cannot stand where it stands. */
export interface Misfit {
  /** Where, such as `nodeGroups.web.resources`. */
  readonly path: string;
  readonly wants: 'an object' | 'a list';
}

/** Every place where an object or a list belongs and something else stands. A release with one fails as a whole. */
export function misfitsOf(values: Values, { schema }: Shape): readonly Misfit[] {
  return misfitsIn(values, schema, '');
}

function misfitsIn(value: unknown, schema: Schema, path: string): readonly Misfit[] {
  if (value === undefined || value === null) return [];
  if (schema.type === 'array' || schema.items !== undefined) {
    if (!Array.isArray(value)) return [{ path, wants: 'a list' }];
    const { items } = schema;
    return items === undefined
      ? []
      : value.flatMap((each, index) => misfitsIn(each, items, `${path}[${index}]`));
  }
  if (!describesObject(schema)) return [];
  if (!isObject(value)) return [{ path, wants: 'an object' }];
  if (isFree(schema)) return [];
  return Object.entries(value).flatMap(([key, each]) => {
    const known = schemaAt(schema, key) ?? entrySchemaOf(schema);
    return known === undefined ? [] : misfitsIn(each, known, path === '' ? key : `${path}.${key}`);
  });
}

/**
 * Paths of what was sent and is not served so: somebody was faster, the cache is behind, or what was sent is a misfit.
 * Served values may have more than was sent.
 */
export function notServed(sent: Values, served: Values): readonly string[] {
  return differing(sent, served, '');
}

function differing(sent: unknown, served: unknown, path: string): readonly string[] {
  if (!isObject(sent) || !isObject(served)) return equalJson(sent, served) ? [] : [path];
  return Object.entries(sent).flatMap(([key, value]) =>
    differing(
      value,
      Object.hasOwn(served, key) ? served[key] : undefined,
      path === '' ? key : `${path}.${key}`,
    ),
  );
}
