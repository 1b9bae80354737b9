// Reads the JSON of an official object as a Go server does: types are checked, unknown fields dropped, values normalised.
import { isObject, type Json, type JsonObject, set } from '../json/json.ts';
import { readScalar } from './scalars.ts';
import type { Field, ScalarType, StructType, TypeNode } from './type-node.ts';

/** The text of a Go decoder that met the wrong type. */
export class DecodeError extends Error {}

/** An object with what its type does not know. */
export interface Decoded {
  readonly value: JsonObject;
  /** Paths of unknown fields, such as `metadata.nope`. */
  readonly unknown: readonly string[];
}

interface Place {
  /** The struct around a value, such as `ObjectMeta`. */
  readonly struct: string;
  /** Names of fields from the root, without positions in lists. */
  readonly fields: string;
  /** As a strict decoder names it. */
  readonly path: string;
}

/** @throws DecodeError */
export function decode(type: StructType, value: Json): Decoded {
  const decoder = new Decoder();
  const decoded = decoder.struct(type, value, { struct: shortName(type), fields: '', path: '' });
  return { value: decoded, unknown: [...decoder.inner, ...decoder.outer] };
}

function shortName({ goName }: StructType): string {
  return goName.replace(/^.*\./, '');
}

/** What JSON calls a value when it does not fit. */
function wordFor(value: Json): string {
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'boolean') return 'bool';
  return value === null ? 'null' : typeof value;
}

class Decoder {
  /** Unknown fields inside of structs; Go finds them before those at the root. */
  readonly inner: string[] = [];
  readonly outer: string[] = [];

  struct(type: StructType, value: Json, place: Place): JsonObject {
    const found: JsonObject = {};
    if (value === null) return found;
    if (!isObject(value)) throw this.#mismatch(value, place, type.goName);
    const decoded = new Map<string, Json | undefined>();
    const within = shortName(type);
    for (const [name, item] of Object.entries(value)) {
      const field = type.fields.get(name);
      const path = place.path === '' ? name : `${place.path}.${name}`;
      if (field === undefined) {
        (place.path === '' ? this.outer : this.inner).push(path);
        continue;
      }
      const fields = place.fields === '' ? name : `${place.fields}.${name}`;
      decoded.set(name, this.#field(field, item, { struct: within, fields, path }));
    }
    for (const [name, field] of type.fields) {
      const item = written(field, decoded.get(name));
      if (item !== undefined) found[name] = item;
    }
    return found;
  }

  #field(field: Field, value: Json, place: Place): Json | undefined {
    return value === null ? undefined : this.#value(field.type, value, place);
  }

  #value(type: TypeNode, value: Json, place: Place): Json {
    if (type.is === 'struct') return this.struct(type, value, place);
    if (type.is === 'list') {
      if (value === null) return [];
      if (!Array.isArray(value)) throw this.#mismatch(value, place, type.goName);
      return value.map((item, index) =>
        this.#value(type.item, item, { ...place, path: `${place.path}[${index}]` }),
      );
    }
    if (type.is === 'map') {
      if (value === null) return {};
      if (!isObject(value)) throw this.#mismatch(value, place, type.goName);
      const found: JsonObject = {};
      // Go writes maps with sorted keys.
      for (const [key, item] of Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
        set(found, key, this.#value(type.value, item, { ...place, path: `${place.path}.${key}` }));
      return found;
    }
    return this.#scalar(type, value, place);
  }

  #scalar(type: ScalarType, value: Json, place: Place): Json {
    const read = readScalar(type, value);
    if (read === undefined) throw this.#mismatch(value, place, type.goName);
    if ('problem' in read) throw new DecodeError(read.problem);
    return read.value;
  }

  #mismatch(value: Json, { struct, fields }: Place, goName: string): DecodeError {
    const where = fields === '' ? 'Go value of' : `Go struct field ${struct}.${fields} of`;
    const shown = typeof value === 'number' && goName.startsWith('int') ? `number ${value}` : wordFor(value);
    return new DecodeError(`json: cannot unmarshal ${shown} into ${where} type ${goName}`);
  }
}

function isZero(value: Json, type: TypeNode): boolean {
  if (type.is === 'struct') return Object.keys(value as JsonObject).length === 0;
  if (Array.isArray(value)) return value.length === 0;
  if (isObject(value)) return type.is === 'map' && Object.keys(value).length === 0;
  return value === '' || value === 0 || value === false || value === null;
}

/** An object as it comes back from where Go stores it: an empty list is none there. */
export function throughStorage(type: StructType, value: JsonObject): JsonObject {
  const found: JsonObject = { ...value };
  for (const [name, { type: field, omit }] of type.fields) {
    const item = value[name];
    if (Array.isArray(item) && item.length === 0 && omit === 0) found[name] = null;
    else if (isObject(item) && field.is === 'struct') found[name] = throughStorage(field, item);
  }
  return found;
}

/** What Go writes for a field; undefined when it leaves it out. */
function written(field: Field, value: Json | undefined): Json | undefined {
  const { type, pointer, omit } = field;
  if (pointer) return value ?? (omit === 0 ? null : undefined);
  // Whoever sends an empty list of managers takes back what is managed.
  if (field.name === 'managedFields' && value !== undefined) return value;
  const actual = value ?? zeroOf(type);
  if (omit === 0 || !(value === undefined || isZero(actual, type))) return actual;
  // Only omitzero leaves out what Go does not call empty.
  return omit === 1 && isNeverEmpty(type) ? actual : undefined;
}

function isNeverEmpty(type: TypeNode): boolean {
  if (type.is === 'struct') return true;
  return type.is === 'scalar' && ['time', 'microTime', 'quantity', 'intOrString'].includes(type.scalar);
}

const ZEROES: Readonly<Record<string, Json>> = {
  string: '',
  integer: 0,
  number: 0,
  boolean: false,
  quantity: '0',
  intOrString: 0,
};

/** What Go writes for a field that nobody set. */
function zeroOf(type: TypeNode): Json {
  if (type.is === 'struct') return decode(type, {}).value;
  return type.is === 'scalar' ? (ZEROES[type.scalar] ?? null) : null;
}
