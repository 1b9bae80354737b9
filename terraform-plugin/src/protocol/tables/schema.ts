// Schemas: what a provider tells Terraform about the shape of its configuration and state.
import {
  bool,
  bytes,
  type Encodable,
  enumeration,
  integer,
  type MessageType,
  message,
  nested,
  optional,
  repeated,
  required,
  string,
} from '../protobuf/field.ts';

const stringKind = (number: number) => enumeration(number, ['plain', 'markdown']);

/** The schema of a provider, resource, data source or ephemeral resource. */
export const schema = message('Schema', {
  /** Counts up when the state layout changes; Terraform asks for an upgrade when they differ. */
  version: integer(1),
  block: nested(2, () => block),
});

/** A type that contains itself has to be named, or the compiler would run in a circle. */
export interface SchemaBlock extends Encodable<typeof block> {}
export interface SchemaObject extends Encodable<typeof object> {}

const block = message('Schema.Block', {
  version: integer(1),
  attributes: repeated(nested(2, () => attribute)),
  blockTypes: repeated(nested(3, () => nestedBlock)),
  description: string(4),
  descriptionKind: stringKind(5),
  deprecated: bool(6),
  deprecationMessage: string(7),
});

/** One attribute. Exactly one of `type` and `nestedType` is set. */
export const attribute = message('Schema.Attribute', {
  name: required(string(1)),
  /** The type constraint as JSON bytes, for example `"string"` or `["map","string"]`; so are all types below. */
  type: optional(bytes(2)),
  description: string(3),
  required: bool(4),
  optional: bool(5),
  computed: bool(6),
  sensitive: bool(7),
  descriptionKind: stringKind(8),
  deprecated: bool(9),
  nestedType: nested(10, (): MessageType<SchemaObject> => object),
  writeOnly: bool(11),
  deprecationMessage: string(12),
});

/** The attributes of a nested attribute, and how often they occur. */
const object = message('Schema.Object', {
  attributes: required(repeated(nested(1, () => attribute))),
  nesting: required(enumeration(3, ['invalid', 'single', 'list', 'set', 'map'])),
});

/** A block inside a block, such as `timeouts { … }`. */
const nestedBlock = message('Schema.NestedBlock', {
  typeName: required(string(1)),
  block: nested(2, (): MessageType<SchemaBlock> => block),
  nesting: required(enumeration(3, ['invalid', 'single', 'list', 'set', 'map', 'group'])),
  minItems: integer(4),
  maxItems: integer(5),
});

const identityAttribute = message('ResourceIdentitySchema.IdentityAttribute', {
  name: required(string(1)),
  type: optional(bytes(2)),
  requiredForImport: bool(3),
  optionalForImport: bool(4),
  description: string(5),
});

/** The layout of a resource's identity. */
export const resourceIdentitySchema = message('ResourceIdentitySchema', {
  version: integer(1),
  identityAttributes: repeated(nested(2, () => identityAttribute)),
});

export const functionParameter = message('Function.Parameter', {
  name: required(string(1)),
  type: required(bytes(2)),
  allowNullValue: bool(3),
  allowUnknownValues: bool(4),
  description: string(5),
  descriptionKind: stringKind(6),
});

const functionReturn = message('Function.Return', {
  type: required(bytes(1)),
});

/** A provider-defined function (`provider::<name>::<function>`). */
export const functionSignature = message('Function', {
  parameters: repeated(nested(1, () => functionParameter)),
  variadicParameter: nested(2, () => functionParameter),
  return: nested(3, () => functionReturn),
  summary: string(4),
  description: string(5),
  descriptionKind: stringKind(6),
  deprecationMessage: string(7),
});
