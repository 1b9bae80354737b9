// Expands x-hikube-derive: request bodies and lists follow from the resource, so that they cannot drift from it.
import type { DeriveFacts, Schema } from '../read/schema.ts';
import { createForm } from './create-body.ts';
import { patchForm } from './patch-body.ts';

/** A page of `source`: at most 200 items and where the next page begins. */
function listForm(source: string, description: string): Schema {
  return {
    type: 'object',
    description,
    required: ['items', 'nextCursor'],
    additionalProperties: false,
    properties: {
      items: {
        type: 'array',
        description: 'Items of this page, in a stable order.',
        maxItems: 200,
        items: { $ref: `#/components/schemas/${source}` },
      },
      nextCursor: {
        type: ['string', 'null'],
        description: 'Send it as `cursor` to read the next page; null on the last page.',
        minLength: 1,
        maxLength: 512,
      },
    },
  };
}

function withoutKey(schema: Schema, key: string | undefined): Schema {
  if (key === undefined) throw new Error('an inline form needs x-hikube-resource.key on its source');
  const { [key]: _removed, ...properties } = schema.properties ?? {};
  return { ...schema, properties, required: (schema.required ?? []).filter((name) => name !== key) };
}

function expandOne(
  name: string,
  declared: Schema,
  facts: DeriveFacts,
  schemas: Record<string, Schema>,
  added: Record<string, Schema>,
): Schema {
  const source = schemas[facts.from];
  if (source === undefined)
    throw new Error(`${name}: x-hikube-derive.from names ${facts.from}, which does not exist`);
  const description = declared.description ?? '';
  if (facts.as === 'list') return listForm(facts.from, description);
  const key = source['x-hikube-resource']?.key;
  const form =
    facts.as === 'patch'
      ? patchForm(source, key, schemas, added)
      : facts.as === 'inline'
        ? withoutKey(createForm(source), key)
        : createForm(source);
  const required = form.required ?? [];
  const { properties: own, 'x-hikube-derive': _derive, description: _words, ...more } = declared;
  return {
    type: 'object',
    description,
    ...more,
    ...(required.length > 0 ? { required } : {}),
    additionalProperties: false,
    properties: { ...form.properties, ...own },
  };
}

/** All schemas with the derived ones written out; the schemas that a patch needs for its parts are added, by name. */
export function expandDerived(schemas: Record<string, Schema>): Record<string, Schema> {
  const result: Record<string, Schema> = {};
  const added: Record<string, Schema> = {};
  for (const [name, schema] of Object.entries(schemas)) {
    const facts = schema['x-hikube-derive'];
    result[name] = facts === undefined ? schema : expandOne(name, schema, facts, schemas, added);
  }
  for (const [name, schema] of Object.entries(added)) {
    if (result[name] !== undefined)
      throw new Error(`${name}: this name is needed for a derived schema; rename the schema`);
    result[name] = schema;
  }
  return Object.fromEntries(Object.entries(result).sort(([a], [b]) => (a < b ? -1 : 1)));
}
