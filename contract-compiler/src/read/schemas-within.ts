// Walks over a schema and everything inside it, with a readable path.
import type { Schema } from './schema.ts';

/** A schema and where it stands, such as `Cluster.network.dnsRecords[]`. */
export interface LocatedSchema {
  where: string;
  schema: Schema;
  /** Name of the property that it describes, if it describes one. */
  property?: string;
}

/** A schema and everything inside it. */
export function* schemasWithin(schema: Schema, where: string, property?: string): Generator<LocatedSchema> {
  yield { where, schema, ...(property === undefined ? {} : { property }) };
  for (const [name, child] of Object.entries(schema.properties ?? {}))
    yield* schemasWithin(child, `${where}.${name}`, name);
  if (schema.items !== undefined) yield* schemasWithin(schema.items, `${where}[]`);
  if (typeof schema.additionalProperties === 'object')
    yield* schemasWithin(schema.additionalProperties, `${where}{}`);
  if (schema.propertyNames !== undefined) yield* schemasWithin(schema.propertyNames, `${where}{key}`);
  for (const choices of [schema.anyOf, schema.oneOf, schema.allOf]) {
    for (const choice of choices ?? []) yield* schemasWithin(choice, where);
  }
}
