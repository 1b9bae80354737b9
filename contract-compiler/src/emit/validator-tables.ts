// The schemas of what comes in, as small as they can be written down: each once, without what a validator does not read.
import { type Contract, type Json, referenceName, type Schema } from '../read/schema.ts';
import { PlainSchemas } from './plain-schema.ts';

/** A schema under the name of its validator. */
export interface NamedSchema {
  readonly name: string;
  readonly schema: Schema;
}

/** Schemas by their names. */
export type Table = Readonly<Record<string, Json>>;

/** What the code that reads the tables compares values with. */
const COMPARED: ReadonlySet<string> = new Set([
  ...['type', 'enum', 'pattern', 'minimum', 'maximum', 'minLength', 'maxLength', 'minItems', 'maxItems'],
  ...['uniqueItems', 'required', 'minProperties', 'maxProperties'],
]);
/** Schemas inside a schema. */
const INSIDE: ReadonlySet<string> = new Set(['items', 'propertyNames', 'additionalProperties']);
/** What is said to people. */
const SAID: ReadonlySet<string> = new Set(['readOnly', 'writeOnly']);

/** What says nothing, or something else, to the code that reads the tables. */
function unreadOf(schema: Schema): string | undefined {
  const { $ref, type, uniqueItems, maxItems, items, propertyNames, ...rest } = schema as unknown as Table;
  const others = Object.keys(rest).filter((keyword) => !SAID.has(keyword) && keyword !== 'default');
  if ($ref !== undefined && [type, uniqueItems, maxItems, items, propertyNames, ...others].some(Boolean))
    return 'what stands beside a reference';
  if ([type ?? []].flat().includes('number')) return 'numbers that are no integers';
  if (uniqueItems === false || items === false || propertyNames === false) return 'a keyword that is false';
  return uniqueItems === true && maxItems === undefined
    ? 'equal items of a list without maxItems'
    : undefined;
}

/** Tables of validators, and of the schemas to which they refer. */
export class ValidatorTables {
  /** Schemas to which others refer. */
  readonly schemas: Record<string, Json> = {};
  readonly #plain: PlainSchemas;

  constructor(document: Contract) {
    this.#plain = new PlainSchemas(document.components.schemas);
  }

  /** @throws Error for a keyword that would be accepted and not checked */
  table(wanted: readonly NamedSchema[]): Table {
    return Object.fromEntries(
      wanted.map(({ name, schema }) => [name, this.#written(this.#plain.plain(schema), true)]),
    );
  }

  #written(schema: Schema, keepsDefaults: boolean): Json {
    const unread = unreadOf(schema);
    if (unread !== undefined)
      throw new Error(`The validators of requests do not read ${unread}: ${JSON.stringify(schema)}.`);
    const written: Record<string, Json> = {};
    for (const [keyword, value] of Object.entries(schema) as [string, Json][]) {
      if (SAID.has(keyword) || (keyword === 'default' && !keepsDefaults)) continue;
      if (keyword === 'additionalProperties' && value === true) continue;
      written[keyword] = this.#value(keyword, value, keepsDefaults);
    }
    return written;
  }

  #value(keyword: string, value: Json, keepsDefaults: boolean): Json {
    const write = (each: Json) => this.#written(each as Schema, keepsDefaults);
    if (keyword === 'default' || COMPARED.has(keyword) || value === false) return value;
    if (keyword === 'format' && value === 'date-time') return value;
    if (keyword === '$ref') return this.#referredTo(referenceName(String(value)));
    if (keyword === 'allOf') return (value as Json[]).map(write);
    if (INSIDE.has(keyword)) return write(value);
    if (keyword !== 'properties')
      throw new Error(`The validators of requests do not know ${keyword}: ${JSON.stringify(value)}.`);
    return Object.fromEntries(Object.entries(value as Table).map(([name, each]) => [name, write(each)]));
  }

  #referredTo(name: string): string {
    if (this.schemas[name] !== undefined) return name;
    const schema = this.#plain.byName[name];
    if (schema === undefined) throw new Error(`There is no schema ${name} to refer to.`);
    // It may refer to itself.
    this.schemas[name] = {};
    // What a body leaves out, the rules of the domain complete.
    this.schemas[name] = this.#written(schema, false);
    return name;
  }
}
