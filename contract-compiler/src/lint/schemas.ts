// Walks over every schema of the document, at any depth, with a readable path.
import type { Contract, Schema } from '../read/schema.ts';

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

/** Every schema of the document: components, parameters and headers. */
export function* allSchemas(document: Contract): Generator<LocatedSchema> {
  for (const [name, schema] of Object.entries(document.components.schemas))
    yield* schemasWithin(schema, name);
  for (const parameter of Object.values(document.components.parameters))
    yield* schemasWithin(parameter.schema, `parameter ${parameter.name}`);
  for (const [name, header] of Object.entries(document.components.headers))
    yield* schemasWithin(header.schema, `header ${name}`);
}

/** The types that a schema allows; none when it only refers or combines. */
export function typesOf(schema: Schema): string[] {
  return schema.type === undefined ? [] : [schema.type].flat();
}
