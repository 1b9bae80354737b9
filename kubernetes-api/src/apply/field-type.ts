// How fields merge: what of an object is one leaf, what is a map, and by which keys items of lists are known.

import type { Schema } from '../kinds/official-types.ts';
import { refOf } from '../types/type-node.ts';

/** A type may be several things; which one follows from a value. */
export interface FieldType {
  readonly scalar?: 'string' | 'numeric' | 'boolean' | 'untyped';
  readonly map?: MapFields;
  readonly list?: ListItems;
}

export interface MapFields {
  readonly fields: ReadonlyMap<string, FieldType>;
  /** Of fields that are not declared; without it they are refused. */
  readonly element?: FieldType;
  readonly atomic: boolean;
}

export interface ListItems {
  readonly element: FieldType;
  /** Items are known by `keys`, or by their value when there are none. */
  readonly associative: boolean;
  readonly keys: readonly string[];
  /** Values that keys have when an item leaves them out. */
  readonly defaults?: Readonly<Record<string, unknown>>;
}

/** What is not described: maps merge by key, lists are one leaf. */
const DEDUCED: FieldType = {
  scalar: 'untyped',
  get map() {
    return { fields: new Map(), element: DEDUCED, atomic: false };
  },
  list: { element: { scalar: 'untyped' }, associative: false, keys: [] },
};

/** One leaf, whatever it is. */
const ATOMIC: FieldType = {
  scalar: 'untyped',
  get map() {
    return { fields: new Map(), element: ATOMIC, atomic: true };
  },
  get list() {
    return { element: ATOMIC, associative: false, keys: [] };
  },
};

/** Finds a schema by its name. */
export type SchemaByName = (name: string) => Schema | undefined;

/** Compiles schemas into types; a type that contains itself is compiled as far as a value reaches. */
export class FieldTypes {
  readonly #byName: SchemaByName;
  readonly #known = new Map<string, FieldType>();

  constructor(byName: SchemaByName) {
    this.#byName = byName;
  }

  named(name: string): FieldType {
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const lazy = this.#lazy(() => this.#compile(this.#byName(name) ?? {}));
    this.#known.set(name, lazy);
    return lazy;
  }

  of(schema: Schema): FieldType {
    const ref = refOf(schema);
    // What stands beside a reference counts more than what it refers to.
    if (ref !== undefined && schema['x-kubernetes-map-type'] === undefined) return this.named(ref);
    if (ref !== undefined) return this.#compile({ ...this.#byName(ref), ...schema, allOf: [] });
    return this.#compile(schema);
  }

  #lazy(compile: () => FieldType): FieldType {
    let type: FieldType | undefined;
    const get = (): FieldType => {
      type ??= compile();
      return type;
    };
    return {
      get scalar() {
        return get().scalar;
      },
      get map() {
        return get().map;
      },
      get list() {
        return get().list;
      },
    } as FieldType;
  }

  #compile(schema: Schema): FieldType {
    if (schema['x-kubernetes-int-or-string'] === true || schema.format === 'int-or-string')
      return { scalar: 'untyped' };
    if (schema.type === 'array') return this.#list(schema);
    if (schema.type === 'object') return this.#map(schema);
    if (schema.type === 'string') return { scalar: 'string' };
    if (schema.type === 'integer' || schema.type === 'number') return { scalar: 'numeric' };
    if (schema.type === 'boolean') return { scalar: 'boolean' };
    return schema['x-kubernetes-preserve-unknown-fields'] === true ? DEDUCED : ATOMIC;
  }

  #list(schema: Schema): FieldType {
    const element = schema.items === undefined ? ATOMIC : this.of(schema.items);
    const declared = schema['x-kubernetes-list-type'];
    const merges = String(schema['x-kubernetes-patch-strategy'] ?? '')
      .split(',')
      .includes('merge');
    const mergeKey = schema['x-kubernetes-patch-merge-key'];
    if (declared === 'set' || (declared === undefined && merges && mergeKey === undefined))
      return { list: { element, associative: true, keys: [] } };
    const keys = (schema['x-kubernetes-list-map-keys'] as readonly string[] | undefined) ?? [];
    if (declared === 'map') return this.#keyed(schema, element, keys);
    if (declared === undefined && merges) return this.#keyed(schema, element, [String(mergeKey)]);
    return { list: { element, associative: false, keys: [] } };
  }

  #keyed(schema: Schema, element: FieldType, keys: readonly string[]): FieldType {
    const ref = schema.items && refOf(schema.items);
    const items = ref === undefined ? schema.items : this.#byName(ref);
    const defaults: Record<string, unknown> = {};
    for (const key of keys) {
      const value = items?.properties?.[key]?.default;
      if (value !== undefined && value !== '') defaults[key] = value;
    }
    return { list: { element, associative: true, keys, defaults } };
  }

  #map(schema: Schema): FieldType {
    const { properties, additionalProperties } = schema;
    const open = schema['x-kubernetes-preserve-unknown-fields'] === true;
    if (properties === undefined && additionalProperties === undefined) return open ? DEDUCED : ATOMIC;
    const fields = new Map<string, FieldType>();
    for (const [name, property] of Object.entries(properties ?? {}))
      fields.set(
        name,
        this.#lazy(() => this.of(property)),
      );
    const extra =
      typeof additionalProperties === 'object' ? this.of(additionalProperties) : open ? DEDUCED : undefined;
    return {
      map: {
        fields,
        ...(extra !== undefined && { element: extra }),
        atomic: schema['x-kubernetes-map-type'] === 'atomic',
      },
    };
  }
}
