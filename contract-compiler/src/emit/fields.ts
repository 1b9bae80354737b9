// fields.gen.ts: every field that a person may write of an object, and what the rules need to know of it. Whoever walks
// over fields walks over this table, so that a new one travels from the contract to everything by itself.
import type { LoadedContract } from '../contract.ts';
import { folded, type Schema } from '../read/schema.ts';
import { HEADER, literal, unionOf } from '../read/text.ts';

type Schemas = Record<string, Schema>;
type Row = Record<string, unknown>;

/** The resources that make up a desired state. */
const KINDS = ['Cluster', 'NodeGroup', 'Addon'] as const;

const SCALARS: Record<string, string> = {
  string: 'text',
  integer: 'number',
  number: 'number',
  boolean: 'boolean',
};

/** Whether a person may write this property; the key of an object and the name of its parent stand outside. */
function isInput(schema: Schema): boolean {
  const facts = schema['x-hikube-terraform'];
  return !facts?.parent && !['output', 'volatile'].includes(facts?.class ?? 'input');
}

function kindOf(schema: Schema): string {
  if (schema.type === 'array') return 'list';
  if (schema.properties !== undefined)
    return schema.minProperties === 1 && schema.maxProperties === 1 ? 'choice' : 'object';
  if (typeof schema.additionalProperties === 'object') return 'map';
  return schema.type === 'object' ? 'json' : (SCALARS[String(schema.type)] ?? 'text');
}

/** How two values are compared: by a rule of the domain, by its kind of collection, or as JSON. */
function compareOf(schema: Schema): string {
  const { equality, normaliser, collection } = schema['x-hikube-terraform'] ?? {};
  return equality ?? normaliser ?? (collection === 'set' ? 'set' : 'json');
}

/** The fields inside: of an object, or of each object in a list or map. */
function inside(schema: Schema, schemas: Schemas): Row {
  if (schema.properties !== undefined) return { fields: fieldsOf(schema, schemas) };
  const { items, additionalProperties: values } = schema;
  const element = items ?? (typeof values === 'object' ? values : undefined);
  const whole = element && folded(element, schemas);
  return whole?.properties === undefined ? {} : { elements: fieldsOf(whole, schemas) };
}

function field(schema: Schema, required: boolean, schemas: Schemas): Row {
  const facts = schema['x-hikube-terraform'];
  const kind = facts?.json ? 'json' : kindOf(schema);
  return {
    kind,
    class: facts?.class ?? 'input',
    optional: (!required && (facts?.class ?? 'input') === 'input') || undefined,
    default: schema.default,
    dependsOn: facts?.dependsOn,
    immutable: facts?.immutable,
    compare: compareOf(schema),
    rolls: facts?.rolls,
    writeOnly: schema.writeOnly,
    ...(kind === 'json' ? {} : inside(schema, schemas)),
  };
}

function fieldsOf(schema: Schema, schemas: Schemas): Row {
  const key = schema['x-hikube-resource']?.key;
  const properties = Object.entries(schema.properties ?? {})
    .map(([name, declared]) => [name, folded(declared, schemas)] as const)
    .filter(([name, property]) => name !== key && isInput(property));
  return Object.fromEntries(
    properties.map(([name, property]) => [
      name,
      field(property, schema.required?.includes(name) ?? false, schemas),
    ]),
  );
}

/** What a body of the resource takes and the resource never shows. */
function writeOnly(resource: string, schemas: Schemas): Row {
  const bodies = Object.values(schemas).filter((schema) => schema['x-hikube-derive']?.from === resource);
  const properties = bodies.flatMap((body) => Object.entries(body.properties ?? {}));
  return Object.fromEntries(
    properties
      .filter(([, property]) => property.writeOnly === true)
      .map(([name, property]) => [name, field(property, false, schemas)]),
  );
}

/** The table, by kind of object. */
export function fieldTable(schemas: Schemas): Row {
  return Object.fromEntries(
    KINDS.map((name) => [name, { ...fieldsOf(schemas[name] ?? {}, schemas), ...writeOnly(name, schemas) }]),
  );
}

const TYPES = `
/** One field that a person may write. */
export interface Field {
  /** Shape of its value: a \`choice\` is an object of which exactly one member is there, a \`json\` is an object of any content. */
  readonly kind: 'text' | 'number' | 'boolean' | 'list' | 'map' | 'object' | 'choice' | 'json';
  /** Where its value comes from when nobody writes one. */
  readonly class: 'input' | 'constant-default' | 'derived-default';
  /** It may be absent, also of an object that is complete. */
  readonly optional?: true;
  /** What it is when it is absent. */
  readonly default?: string | number | boolean | readonly unknown[] | Readonly<Record<string, unknown>>;
  /** A derived default follows from these fields: siblings, else fields of the whole object. */
  readonly dependsOn?: readonly string[];
  /** A change replaces the object, or is refused. */
  readonly immutable?: 'replace' | 'reject';
  readonly compare: Comparison;
  /** A change replaces the nodes of the group, one after the other. */
  readonly rolls?: true;
  /** It is never shown. */
  readonly writeOnly?: true;
  /** Fields of an object or of a choice; what the platform sets inside is not among them. */
  readonly fields?: Fields;
  /** Fields of each object in a list or map. */
  readonly elements?: Fields;
}

/** Fields by name. */
export type Fields = Readonly<Record<string, Field>>;
`;

/** Names of the properties of a schema that a person may write. */
function inputNames(schema: Schema, schemas: Schemas): string[] {
  return Object.keys(fieldsOf(schema, schemas));
}

/** Whether there is something inside that the platform sets. */
function hasOutputs(schema: Schema, schemas: Schemas): boolean {
  const properties = Object.entries(schema.properties ?? {});
  const names = inputNames(schema, schemas);
  return properties.some(
    ([name, property]) => !names.includes(name) || hasOutputs(folded(property, schemas), schemas),
  );
}

/** The type of what a person may write of `shape`, as text: a compiler has less to do with it than with a mapped type. */
function inputsType(shape: string, schema: Schema, schemas: Schemas): string {
  const names = inputNames(schema, schemas);
  const inner = (name: string) => folded(schema.properties?.[name] ?? {}, schemas);
  const split = names.filter((name) => hasOutputs(inner(name), schemas));
  const whole = `Pick<${shape}, ${unionOf(names.filter((name) => !split.includes(name)))}>`;
  const parts = split.map((name) => {
    const mark = schema.required?.includes(name) ? '' : '?';
    return `{ ${name}${mark}: ${inputsType(`NonNullable<${shape}['${name}']>`, inner(name), schemas)} }`;
  });
  return [whole, ...parts].join(' & ');
}

/** The types that follow from the table. */
function inputs(schemas: Schemas): string {
  const members = KINDS.map((name) => `  ${name}: ${inputsType(name, schemas[name] ?? {}, schemas)};\n`);
  return `
/** Kind of an object that is part of a desired state. */
export type ObjectKind = keyof typeof fields;

/** What a person may write of each kind of object, complete. */
export interface Inputs {
${members.join('')}}
`;
}

/** Every name that stands under `compare`, at any depth. */
function comparisons(table: Row): string[] {
  const found = Object.values(table).flatMap((value) => {
    const row = value as Row;
    const own = typeof row.compare === 'string' ? [row.compare] : [];
    return [...own, ...[row.fields, row.elements].flatMap((inner) => comparisons((inner ?? {}) as Row))];
  });
  return [...new Set(found)].sort();
}

/** The table as a module, with the types that follow from it. */
export function emitFields({ sources }: LoadedContract): string {
  const names = [...KINDS].sort().join(', ');
  const table = fieldTable(sources);
  const compared = [...new Set(Object.values(table).flatMap((kind) => comparisons(kind as Row)))].sort();
  return `${HEADER}import type { ${names} } from './types.gen.ts';

/** How two values are compared: as JSON, as a collection, or by the rule of the domain that has this name. */
export type Comparison = ${unionOf(compared)};
${TYPES}
/** Every field that a person may write, by kind of object. The name of an object stands outside of it. */
export const fields = ${literal(table)} as const satisfies Readonly<Record<string, Fields>>;
${inputs(sources)}`;
}
