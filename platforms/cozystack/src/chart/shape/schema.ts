// JSON schema of chart values, as far as it is asked here.
import { isObject } from '@hikube/domain';

/** A schema. Only what is read of it is typed. */
export interface Schema {
  readonly type?: string;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly allOf?: readonly Schema[];
  readonly $ref?: string;
}

/** The schema of every entry of a map; undefined of anything else. */
export function entrySchemaOf({ additionalProperties }: Schema): Schema | undefined {
  return isObject(additionalProperties) ? (additionalProperties as Schema) : undefined;
}

/** The schema below the keys; `*` is any key of a map. Undefined where there is none. */
export function schemaAt(schema: Schema | undefined, ...keys: readonly string[]): Schema | undefined {
  return keys.reduce<Schema | undefined>((at, key) => {
    if (at === undefined) return undefined;
    if (key === '*') return entrySchemaOf(at);
    return at.properties !== undefined && Object.hasOwn(at.properties, key) ? at.properties[key] : undefined;
  }, schema);
}

/** Whether values that this describes are objects. */
export function describesObject(schema: Schema): boolean {
  return schema.type === 'object' || schema.properties !== undefined || entrySchemaOf(schema) !== undefined;
}

/** Whether what is inside belongs to somebody else, such as the Helm values of an add-on. */
export function isFree(schema: Schema): boolean {
  return describesObject(schema) && schema.properties === undefined && entrySchemaOf(schema) === undefined;
}

/** One setting of the schema: `nodeGroups.*.gpus[].name`. */
export interface Setting {
  readonly path: string;
  readonly schema: Schema;
}

/** Every setting: whatever has no settings of its own. */
export function settingsOf(schema: Schema, path = ''): readonly Setting[] {
  const inner: (readonly [string, Schema])[] = Object.entries(schema.properties ?? {}).map(([key, each]) => [
    path === '' ? key : `${path}.${key}`,
    each,
  ]);
  const entry = entrySchemaOf(schema);
  if (entry !== undefined) inner.push([`${path}.*`, entry]);
  if (schema.items !== undefined) inner.push([`${path}[]`, schema.items]);
  return inner.length === 0 ? [{ path, schema }] : inner.flatMap(([at, each]) => settingsOf(each, at));
}
