// Walks over every schema of the document, at any depth, with a readable path.
import type { Contract, Schema } from '../read/schema.ts';
import { type LocatedSchema, schemasWithin } from '../read/schemas-within.ts';

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
