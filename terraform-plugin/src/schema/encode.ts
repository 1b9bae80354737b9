// What Terraform is told about a schema.
import type { SchemaAttribute, Schema as WireSchema } from '../protocol/messages.ts';
import type { ValueType } from '../values/type.ts';
import { typeToJson } from '../values/type-json.ts';
import type { Attribute, Attributes } from './attribute.ts';
import type { Schema } from './schema.ts';

/** The schema as the protocol carries it. Attributes are sorted, so that equal schemas have equal bytes. */
export function encodeSchema(schema: Schema): WireSchema {
  return {
    version: schema.version,
    block: {
      version: schema.version,
      attributes: encodeAttributes(schema.attributes),
      description: schema.description,
      descriptionKind: 'markdown',
      deprecated: schema.deprecation !== undefined,
      deprecationMessage: schema.deprecation,
    },
  };
}

/** A type constraint as the JSON bytes that the protocol wants. */
export function encodeType(type: ValueType): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(typeToJson(type)));
}

function encodeAttributes(attributes: Attributes): SchemaAttribute[] {
  return Object.keys(attributes)
    .sort()
    .map((name) => encodeAttribute(name, attributes[name] as Attribute));
}

function encodeAttribute(name: string, attribute: Attribute): SchemaAttribute {
  const nestedType =
    attribute.kind === 'nested'
      ? { attributes: encodeAttributes(attribute.attributes), nesting: attribute.nesting }
      : undefined;
  return {
    name,
    type: nestedType === undefined ? encodeType(attribute.type) : undefined,
    nestedType,
    description: attribute.description,
    descriptionKind: 'markdown',
    required: attribute.required,
    optional: attribute.optional,
    computed: attribute.computed,
    sensitive: attribute.sensitive,
    writeOnly: attribute.writeOnly,
    deprecated: attribute.deprecation !== undefined,
    deprecationMessage: attribute.deprecation,
  };
}
