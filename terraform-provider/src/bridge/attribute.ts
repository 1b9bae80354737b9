// Makes a framework attribute of a row of the generated table. The contract owns names, types, limits and texts;
// nothing of them is written again by hand.
import { normalisers } from '@hikube/domain';
import type { TerraformAttribute } from '@hikube/openapi/terraform-attributes';
import {
  type Attribute,
  type AttributeOptions,
  type Attributes,
  attribute,
  types,
  type Value,
} from 'terraform-plugin';
import { fromApi } from './from-api.ts';
import type { ApiObject } from './to-api.ts';
import {
  collectionValidators,
  elementValidators,
  numberValidators,
  textValidators,
  type Validator,
} from './validators.ts';

/** How a table is read: as a resource, or as the read-only view that a data source gives. */
export type View = 'resource' | 'data';

/** Attributes of a table, by name. `parent` rows are left out: each resource says itself how it names its parent. */
export function attributesOf(rows: readonly TerraformAttribute[], view: View = 'resource'): Attributes {
  const siblings = rows.map(({ name }) => name);
  return Object.fromEntries(
    rows.filter((row) => !row.parent).map((row) => [row.name, attributeOf(row, view, siblings)]),
  );
}

// The builders infer the types of values from literal options. Rows are only known at run time, so they are called
// through these plainer signatures.
/** Options of an attribute whose type is not known to the compiler. */
type Traits = AttributeOptions<never>;
type Build = (options: object) => Attribute;
type BuildOf = (element: unknown, options: object) => Attribute;
const { string, int64, bool, list, set, map, singleNested, listNested, setNested, mapNested } = attribute;
const scalars = { string, number: int64, bool } as unknown as Record<string, Build>;
const elements = { string: types.string, number: types.int64, bool: types.bool };
const collections = { list, set, map } as unknown as Record<string, BuildOf>;
const nestings = {
  object: singleNested,
  list: listNested,
  set: setNested,
  map: mapNested,
} as unknown as Record<string, Build>;

/** One attribute. What it follows from stands among its `siblings`, or at the root of the resource. */
function attributeOf(row: TerraformAttribute, view: View, siblings: readonly string[]): Attribute {
  const options = { ...optionsOf(row, view, siblings), validators: validatorsOf(row) };
  if (row.attributes) {
    return must(nestings[row.type], row)({ ...options, attributes: attributesOf(row.attributes, view) });
  }
  if (row.type in collections) {
    return must(collections[row.type], row)(elements[row.element?.type ?? 'string'], options);
  }
  return must(scalars[row.type], row)(options);
}

function must<T>(build: T | undefined, row: TerraformAttribute): T {
  if (build === undefined)
    throw new TypeError(`the contract gives ${row.name} the type ${row.type}, which has no builder`);
  return build;
}

function validatorsOf(row: TerraformAttribute): Validator<never>[] {
  if (row.type === 'string') return textValidators(row);
  if (row.type === 'number') return numberValidators(row);
  if (row.type === 'bool' || row.type === 'object') return [];
  return [...collectionValidators(row), ...(row.element ? elementValidators(row.element) : [])];
}

function optionsOf(row: TerraformAttribute, view: View, siblings: readonly string[]): Traits {
  const shown = { description: row.description, ...(row.secret === true ? { sensitive: true } : {}) };
  const equal = equalityOf(row);
  if (view === 'data') return { ...shown, computed: true };
  return {
    ...shown,
    ...classOf(row, siblings),
    ...(equal && { equal: equal as never }),
    ...(row.immutable === 'replace' && { requiresReplace: true }),
    ...(row.immutable === 'reject' && {
      immutable: `${row.name} cannot change after creation. Put back the former value, or make a new object beside this one.`,
      // Without a default, absent is no value that could be changed: the service says what may be chosen later.
      mayBeAbsent: row.class === 'input' && !row.required,
    }),
  };
}

function classOf(row: TerraformAttribute, siblings: readonly string[]): Traits {
  const dependsOn = row.dependsOn?.map((name) => (siblings.includes(name) ? name : `/${name}`));
  switch (row.class) {
    case 'output':
      return dependsOn === undefined ? { computed: true } : { computed: true, optional: false, dependsOn };
    case 'constant-default':
      return { default: defaultOf(row) as never };
    case 'derived-default':
      return { dependsOn: dependsOn ?? [] };
    default:
      return row.required ? { required: true } : { optional: true };
  }
}

/** The default of a collection of objects is written in the API's names; only empty ones exist, which need no translation. */
function defaultOf({ default: value, type, attributes }: TerraformAttribute): unknown {
  if (Array.isArray(value)) return [...value];
  if (typeof value !== 'object') return value;
  return type === 'object' && attributes ? fromApi(attributes, value as ApiObject) : { ...value };
}

/** Spellings of one text. Lists compared as multisets need nothing: another order is a change that rolls no node. */
function equalityOf(row: TerraformAttribute): ((a: Value, b: Value) => boolean) | undefined {
  const normaliser = row.normaliser && normalisers[row.normaliser as keyof typeof normalisers];
  if (!normaliser) return undefined;
  return (a, b) => typeof a === 'string' && typeof b === 'string' && normaliser.equal(a, b);
}
