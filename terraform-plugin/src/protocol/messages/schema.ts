// Schemas: what a provider tells Terraform about the shape of its configuration and state.

/** How a description is to be rendered. */
export type StringKind = 'plain' | 'markdown';

/** The schema of a provider, resource, data source or ephemeral resource. */
export interface Schema {
  /** Counts up when the state layout changes; Terraform asks for an upgrade when they differ. */
  version?: number | undefined;
  block?: SchemaBlock | undefined;
}

export interface SchemaBlock {
  version?: number | undefined;
  attributes?: SchemaAttribute[] | undefined;
  blockTypes?: SchemaNestedBlock[] | undefined;
  description?: string | undefined;
  descriptionKind?: StringKind | undefined;
  deprecated?: boolean | undefined;
  deprecationMessage?: string | undefined;
}

/** One attribute. Exactly one of `type` and `nestedType` is set. */
export interface SchemaAttribute {
  name: string;
  /** The type constraint as JSON bytes, for example `"string"` or `["map","string"]`. */
  type?: Uint8Array | undefined;
  nestedType?: SchemaObject | undefined;
  description?: string | undefined;
  required?: boolean | undefined;
  optional?: boolean | undefined;
  computed?: boolean | undefined;
  sensitive?: boolean | undefined;
  descriptionKind?: StringKind | undefined;
  deprecated?: boolean | undefined;
  writeOnly?: boolean | undefined;
  deprecationMessage?: string | undefined;
}

export type ObjectNesting = 'invalid' | 'single' | 'list' | 'set' | 'map';

/** The attributes of a nested attribute, and how often they occur. */
export interface SchemaObject {
  attributes: SchemaAttribute[];
  nesting: ObjectNesting;
}

export type BlockNesting = ObjectNesting | 'group';

/** A block inside a block, such as `timeouts { … }`. */
export interface SchemaNestedBlock {
  typeName: string;
  block?: SchemaBlock | undefined;
  nesting: BlockNesting;
  minItems?: number | undefined;
  maxItems?: number | undefined;
}

/** The layout of a resource's identity. */
export interface ResourceIdentitySchema {
  version?: number | undefined;
  identityAttributes?: IdentityAttribute[] | undefined;
}

export interface IdentityAttribute {
  name: string;
  /** The type constraint as JSON bytes. */
  type?: Uint8Array | undefined;
  requiredForImport?: boolean | undefined;
  optionalForImport?: boolean | undefined;
  description?: string | undefined;
}

/** A provider-defined function (`provider::<name>::<function>`). */
export interface FunctionSignature {
  parameters?: FunctionParameter[] | undefined;
  variadicParameter?: FunctionParameter | undefined;
  return?: FunctionReturn | undefined;
  summary?: string | undefined;
  description?: string | undefined;
  descriptionKind?: StringKind | undefined;
  deprecationMessage?: string | undefined;
}

export interface FunctionParameter {
  name: string;
  /** The type constraint as JSON bytes. */
  type: Uint8Array;
  allowNullValue?: boolean | undefined;
  allowUnknownValues?: boolean | undefined;
  description?: string | undefined;
  descriptionKind?: StringKind | undefined;
}

export interface FunctionReturn {
  /** The type constraint as JSON bytes. */
  type: Uint8Array;
}
