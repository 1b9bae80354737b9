// The shape of the contract as the generator handles it: JSON Schema 2020-12 inside OpenAPI 3.1, with our extensions.

/** Any JSON value. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** How a property behaves in Terraform; see rule 9 of the contract rules. */
export interface TerraformFacts {
  class: 'input' | 'output' | 'constant-default' | 'derived-default' | 'volatile';
  dependsOn?: string[];
  immutable?: 'replace' | 'reject';
  collection?: 'map' | 'set' | 'ordered';
  equality?: string;
  normaliser?: string;
  json?: boolean;
  omit?: boolean;
  parent?: boolean;
  inline?: string;
  /** A change replaces the nodes of the group. */
  rolls?: true;
}

/** What makes a schema a resource of Terraform. */
export interface ResourceFacts {
  name: string;
  key: string;
  parent?: { property: string; resource: string };
}

/** How a schema follows from another one. */
export interface DeriveFacts {
  from: string;
  as: 'create' | 'inline' | 'patch' | 'list';
}

/** That something goes, said long before: see openapi/growing.md. */
export interface Deprecation {
  /** Day from which it should not be used any more, such as `2027-01-31`. */
  since: string;
  /** Last day on which it works. */
  sunset: string;
  /** What to use in its place: the end of a sentence that begins with "Use". */
  instead: string;
}

/** A JSON Schema with the keywords that the contract uses. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  description?: string;
  format?: string;
  deprecated?: boolean;
  'x-hikube-deprecated'?: Deprecation;
  readOnly?: boolean;
  writeOnly?: boolean;
  enum?: Json[];
  const?: Json;
  default?: Json;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
  multipleOf?: number;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  minItems?: number;
  maxItems?: number;
  uniqueItems?: boolean;
  minProperties?: number;
  maxProperties?: number;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  propertyNames?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  not?: Schema;
  if?: Schema;
  then?: Schema;
  else?: Schema;
  'x-hikube-terraform'?: TerraformFacts;
  'x-hikube-resource'?: ResourceFacts;
  'x-hikube-derive'?: DeriveFacts;
  'x-hikube-problem-codes'?: boolean;
  'x-hikube-secret'?: string | boolean;
  'x-hikube-catalogue'?: string;
  'x-hikube-enum'?: string;
  /** What is published in the place of `default`: the value that stands where none is sent. */
  'x-hikube-default'?: Json;
  /** Name that this part gets as a schema of its own. */
  'x-hikube-name'?: string;
  /** Published where it is used, in place of a schema with a name. */
  'x-hikube-in-place'?: boolean;
  /** Keywords that a rule of the domain applies, with a sentence that a validator could not give. */
  'x-hikube-explained'?: string[];
}

/** The same schema without the facts that only clients of the resource need. */
export function withoutFacts(schema: Schema): Schema {
  const { 'x-hikube-terraform': _terraform, 'x-hikube-resource': _resource, ...rest } = schema;
  return rest;
}

/** The schema without the keywords that the domain explains: for whoever applies its rules as well. */
export function withoutExplained(schema: Schema): Schema {
  const explained = schema['x-hikube-explained'];
  if (explained === undefined) return schema;
  return Object.fromEntries(Object.entries(schema).filter(([key]) => !explained.includes(key)));
}

/** A path, query or header parameter. */
export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required?: boolean;
  description?: string;
  schema: Schema;
  example?: Json;
  style?: string;
  explode?: boolean;
  allowReserved?: boolean;
  deprecated?: boolean;
  'x-hikube-deprecated'?: Deprecation;
}

/** What a request or response carries in one media type. */
export interface MediaType {
  schema?: Schema;
  examples?: Record<string, { $ref?: string; summary?: string; value?: Json }>;
}

/** An answer of an operation. */
export interface Response {
  $ref?: string;
  description?: string;
  headers?: Record<string, { $ref?: string; required?: boolean; description?: string; schema?: Schema }>;
  content?: Record<string, MediaType>;
}

/** One operation of the API. */
export interface Operation {
  operationId: string;
  summary?: string;
  description?: string;
  tags?: string[];
  parameters?: (Parameter | { $ref: string })[];
  requestBody?: { required?: boolean; description?: string; content: Record<string, MediaType> };
  responses: Record<string, Response>;
  'x-hikube-scope'?: string;
  /** How it is called, in each language; portals know the word. */
  'x-codeSamples'?: { lang: string; label: string; source: string }[];
  'x-hikube-operation'?: { kind: string };
  /** It only records something about an object, at once: there is no work to follow and nothing to try. */
  'x-hikube-at-once'?: boolean;
  'x-hikube-problems'?: string[];
  security?: Json[];
  deprecated?: boolean;
  'x-hikube-deprecated'?: Deprecation;
  /** The write whose effect it tells. */
  'x-hikube-previews'?: string;
}

/** The methods that a path may have. */
export const METHODS = ['get', 'put', 'post', 'patch', 'delete'] as const;

/** A path with its operations. */
export type PathItem = { parameters?: (Parameter | { $ref: string })[] } & {
  [method in (typeof METHODS)[number]]?: Operation;
};

/** Which operations can answer with a problem: all, those with such a part, or (none given) those that list it. */
export type ProblemScope =
  | 'every operation'
  | 'no operation'
  | 'body'
  | 'path parameter'
  | 'cursor'
  | 'Idempotency-Key'
  | 'If-Match'
  | 'If-None-Match'
  | 'Hikube-Holder';

/** One entry of the closed list of problem codes. */
export interface ProblemEntry {
  status: number;
  title: string;
  retryable: boolean;
  description: string;
  appliesTo?: ProblemScope;
  /** What one such answer says: its detail, and what it carries beside. */
  example: { detail: string; [member: string]: Json };
}

/** The reusable parts, each kind by name. */
export interface Components {
  securitySchemes: Record<string, Json>;
  schemas: Record<string, Schema>;
  parameters: Record<string, Parameter>;
  responses: Record<string, Response>;
  headers: Record<string, { required?: boolean; description?: string; schema: Schema }>;
  examples: Record<string, { summary?: string; value: Json; 'x-hikube-request'?: Json }>;
}

/** The whole contract in one document. */
export interface Contract {
  openapi: string;
  info: { title: string; version: string; 'x-hikube-problem-types': string; [key: string]: Json };
  servers: Json[];
  security: Json[];
  externalDocs?: { url: string; description: string };
  tags: { name: string; description: string; 'x-displayName'?: string }[];
  /** Order and headings of the tags; portals know the word. */
  'x-tagGroups'?: { name: string; tags: string[] }[];
  paths: Record<string, PathItem>;
  components: Components;
}

/** The name at the end of a reference: `#/components/schemas/Cluster` is `Cluster`. */
export function referenceName(reference: string): string {
  return reference.slice(reference.lastIndexOf('/') + 1);
}

/** A schema with the schema it refers to folded in; its own words win. */
export function folded(schema: Schema, schemas: Record<string, Schema>): Schema {
  if (schema.$ref === undefined) return schema;
  const { $ref, ...own } = schema;
  return { ...folded(schemas[referenceName($ref)] ?? {}, schemas), ...own };
}
