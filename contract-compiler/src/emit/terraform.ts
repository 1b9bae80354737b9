// terraform-attributes.gen.ts: the attributes of each Terraform resource, as the contract declares them.

import { snakeCase } from '@hikube/domain';
import type { LoadedContract } from '../contract.ts';
import { referenceName, type Schema, type TerraformFacts, withoutExplained } from '../read/schema.ts';
import { HEADER, literal } from '../read/text.ts';

type Row = Record<string, unknown>;

const BOUNDS = [
  'minimum',
  'maximum',
  'minLength',
  'maxLength',
  'pattern',
  'minItems',
  'maxItems',
  'minProperties',
  'maxProperties',
  'format',
] as const;
const SCALARS: Record<string, string> = {
  string: 'string',
  integer: 'number',
  number: 'number',
  boolean: 'bool',
};

/** A schema with the schema it refers to folded in; its own words win. What the domain explains is left to its rules. */
function resolve(schema: Schema, sources: Record<string, Schema>): Schema {
  if (schema.$ref === undefined) return withoutExplained(schema);
  const { $ref, ...own } = schema;
  return { ...resolve(sources[referenceName($ref)] ?? {}, sources), ...own };
}

function bounds(schema: Schema): Row | undefined {
  const present = BOUNDS.filter((keyword) => schema[keyword] !== undefined);
  return present.length === 0
    ? undefined
    : Object.fromEntries(present.map((keyword) => [keyword, schema[keyword]]));
}

/** Type of a value: a scalar, a collection of scalars or of objects, or an object. */
function shape(schema: Schema, facts: TerraformFacts | undefined, sources: Record<string, Schema>): Row {
  if (facts?.json) return { type: 'string' };
  if (schema.type === 'array') {
    return {
      type: facts?.collection === 'set' ? 'set' : 'list',
      ...element(resolve(schema.items ?? {}, sources), sources),
    };
  }
  if (schema.properties !== undefined) return { type: 'object', attributes: rows(schema, sources) };
  if (typeof schema.additionalProperties === 'object')
    return { type: 'map', ...element(resolve(schema.additionalProperties, sources), sources) };
  return { type: SCALARS[String(schema.type)] ?? 'string' };
}

function element(schema: Schema, sources: Record<string, Schema>): Row {
  if (schema.properties !== undefined) return { attributes: rows(schema, sources) };
  return {
    element: { type: SCALARS[String(schema.type)] ?? 'string', enum: schema.enum, bounds: bounds(schema) },
  };
}

function attribute(
  property: string,
  declared: Schema,
  mandatory: boolean,
  sources: Record<string, Schema>,
): Row {
  const schema = resolve(declared, sources);
  const facts = schema['x-hikube-terraform'];
  return {
    name: snakeCase(property),
    property,
    ...shape(schema, facts, sources),
    class: facts?.class ?? 'input',
    required: mandatory && (facts?.class ?? 'input') === 'input',
    parent: facts?.parent,
    dependsOn: facts?.dependsOn?.map(snakeCase),
    immutable: facts?.immutable,
    collection: facts?.collection,
    equality: facts?.equality,
    normaliser: facts?.normaliser,
    json: facts?.json,
    secret: schema['x-hikube-secret'],
    enum: schema.type === 'array' ? undefined : schema.enum,
    bounds: bounds(schema),
    default: schema.default,
    description: schema.description ?? '',
  };
}

/** Attributes of an object. What changes by itself, or is only for the service, is no attribute. */
function rows(schema: Schema, sources: Record<string, Schema>): Row[] {
  return Object.entries(schema.properties ?? {})
    .filter(
      ([, property]) =>
        property['x-hikube-terraform']?.class !== 'volatile' && !property['x-hikube-terraform']?.omit,
    )
    .map(([name, property]) => attribute(name, property, schema.required?.includes(name) ?? false, sources));
}

/** A map of children inside their parent: what a person writes of them, by name. */
function inlineMap(property: string, schema: Schema, sources: Record<string, Schema>): Row {
  const child = sources[schema['x-hikube-terraform']?.inline ?? ''] ?? {};
  const key = child['x-hikube-resource']?.key;
  const attributes = rows(child, sources).filter((row) => row.class !== 'output' && row.property !== key);
  const map = attribute(property, schema, false, sources);
  return { ...map, type: 'map', element: undefined, attributes, inline: child['x-hikube-resource']?.name };
}

function resource(name: string, schema: Schema, sources: Record<string, Schema>): Row {
  const facts = schema['x-hikube-resource'];
  const createForm = Object.values(sources).find(
    (other) => other['x-hikube-derive']?.from === name && other['x-hikube-derive'].as === 'create',
  );
  const inline = Object.entries(createForm?.properties ?? {}).filter(
    ([, property]) => property['x-hikube-terraform']?.inline !== undefined,
  );
  return {
    schema: name,
    key: facts?.key,
    parent: facts?.parent,
    description: schema.description ?? '',
    attributes: [
      ...rows(schema, sources),
      ...inline.map(([property, map]) => inlineMap(property, map, sources)),
    ],
  };
}

const TYPES = `
/** Limits of a value, as JSON Schema names them. */
export interface AttributeBounds {
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly format?: string;
}

/** One attribute of a Terraform resource. */
export interface TerraformAttribute {
  /** Name in Terraform, in snake case. */
  readonly name: string;
  /** Name in the API. */
  readonly property: string;
  readonly type: 'string' | 'number' | 'bool' | 'list' | 'set' | 'map' | 'object';
  /** Elements of a collection of scalars; a collection of objects has \`attributes\`. */
  readonly element?: { readonly type: 'string' | 'number' | 'bool'; readonly enum?: readonly string[]; readonly bounds?: AttributeBounds };
  /** Attributes of an object, or of each object in a collection. */
  readonly attributes?: readonly TerraformAttribute[];
  readonly class: 'input' | 'output' | 'constant-default' | 'derived-default';
  readonly required: boolean;
  /** It names the parent, which the path of the API carries. */
  readonly parent?: boolean;
  /** A derived default or an output is unknown when one of these attributes changes: a sibling, else one of the resource. */
  readonly dependsOn?: readonly string[];
  /** A change replaces the object, or is refused. */
  readonly immutable?: 'replace' | 'reject';
  readonly collection?: 'map' | 'set' | 'ordered';
  /** How two values are compared where it is not plain equality. */
  readonly equality?: string;
  /** Rule of the domain package that brings spellings of one value together. */
  readonly normaliser?: string;
  /** A JSON text in Terraform, an object in the API. */
  readonly json?: boolean;
  /** The value is, or may carry, a secret. */
  readonly secret?: string | boolean;
  readonly enum?: readonly string[];
  readonly bounds?: AttributeBounds;
  /** The constant that the service fills in. */
  readonly default?: string | number | boolean | readonly unknown[] | Readonly<Record<string, unknown>>;
  readonly description: string;
  /** The Terraform resource whose objects this map holds. */
  readonly inline?: string;
}

/** A Terraform resource and where it comes from. */
export interface TerraformResource {
  /** Name of the schema in the contract. */
  readonly schema: string;
  /** Property that names an object. */
  readonly key: string;
  readonly parent?: { readonly property: string; readonly resource: string };
  readonly description: string;
  readonly attributes: readonly TerraformAttribute[];
}
`;

/** The table of every resource, by its name without the provider's prefix. */
export function emitTerraform({ sources }: LoadedContract): string {
  const resources = Object.entries(sources).filter(([, schema]) => schema['x-hikube-resource'] !== undefined);
  const names = resources.map(([, schema]) => schema['x-hikube-resource']?.name ?? '');
  const table = Object.fromEntries(
    resources.map(([name, schema], index) => [names[index] ?? '', resource(name, schema, sources)]),
  );
  return `${HEADER}${TYPES}
/** Name of a resource without the prefix of the provider. */
export type TerraformResourceName = ${names.map((name) => `'${name}'`).join(' | ')};

/** Every resource by name. */
export const terraformResources: Readonly<Record<TerraformResourceName, TerraformResource>> = ${literal(table)};
`;
}
