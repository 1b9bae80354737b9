// Fields of the schema messages.
import type {
  FunctionParameter,
  FunctionReturn,
  FunctionSignature,
  IdentityAttribute,
  ResourceIdentitySchema,
  Schema,
  SchemaAttribute,
  SchemaBlock,
  SchemaNestedBlock,
  SchemaObject,
} from '../messages/schema.ts';
import {
  bool,
  bytes,
  enumeration,
  integer,
  type MessageType,
  message,
  nested,
  optional,
  repeated,
  string,
} from '../protobuf/field.ts';

const stringKind = (number: number) => enumeration(number, ['plain', 'markdown']);

export const schema = message<Schema>('Schema', {
  version: integer(1),
  block: nested(2, () => block),
});

const block: MessageType<SchemaBlock> = message<SchemaBlock>('Schema.Block', {
  version: integer(1),
  attributes: repeated(nested(2, () => attribute)),
  blockTypes: repeated(nested(3, () => nestedBlock)),
  description: string(4),
  descriptionKind: stringKind(5),
  deprecated: bool(6),
  deprecationMessage: string(7),
});

const attribute: MessageType<SchemaAttribute> = message<SchemaAttribute>('Schema.Attribute', {
  name: string(1),
  type: optional(bytes(2)),
  description: string(3),
  required: bool(4),
  optional: bool(5),
  computed: bool(6),
  sensitive: bool(7),
  descriptionKind: stringKind(8),
  deprecated: bool(9),
  nestedType: nested(10, () => object),
  writeOnly: bool(11),
  deprecationMessage: string(12),
});

const object: MessageType<SchemaObject> = message<SchemaObject>('Schema.Object', {
  attributes: repeated(nested(1, () => attribute)),
  nesting: enumeration(3, ['invalid', 'single', 'list', 'set', 'map']),
});

const nestedBlock = message<SchemaNestedBlock>('Schema.NestedBlock', {
  typeName: string(1),
  block: nested(2, () => block),
  nesting: enumeration(3, ['invalid', 'single', 'list', 'set', 'map', 'group']),
  minItems: integer(4),
  maxItems: integer(5),
});

const identityAttribute = message<IdentityAttribute>('ResourceIdentitySchema.IdentityAttribute', {
  name: string(1),
  type: optional(bytes(2)),
  requiredForImport: bool(3),
  optionalForImport: bool(4),
  description: string(5),
});

export const resourceIdentitySchema = message<ResourceIdentitySchema>('ResourceIdentitySchema', {
  version: integer(1),
  identityAttributes: repeated(nested(2, () => identityAttribute)),
});

const functionParameter = message<FunctionParameter>('Function.Parameter', {
  name: string(1),
  type: bytes(2),
  allowNullValue: bool(3),
  allowUnknownValues: bool(4),
  description: string(5),
  descriptionKind: stringKind(6),
});

const functionReturn = message<FunctionReturn>('Function.Return', {
  type: bytes(1),
});

export const functionSignature = message<FunctionSignature>('Function', {
  parameters: repeated(nested(1, () => functionParameter)),
  variadicParameter: nested(2, () => functionParameter),
  return: nested(3, () => functionReturn),
  summary: string(4),
  description: string(5),
  descriptionKind: stringKind(6),
  deprecationMessage: string(7),
});
