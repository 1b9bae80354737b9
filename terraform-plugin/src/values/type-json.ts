// Terraform's JSON notation for types: `"string"`, `["map","string"]`, `["object",{"a":"bool"}]`.
import type { ValueType } from './type.ts';

/** The notation as parsed JSON. */
export type TypeJson = string | readonly [string, unknown, ...unknown[]];

const SCALARS: Readonly<Record<string, ValueType>> = {
  string: { kind: 'string' },
  bool: { kind: 'bool' },
  number: { kind: 'number' },
  dynamic: { kind: 'dynamic' },
};

/** The notation of a type; `int64` is written as the `number` that Terraform knows. */
export function typeToJson(type: ValueType): TypeJson {
  switch (type.kind) {
    case 'int64':
      return 'number';
    case 'list':
    case 'set':
    case 'map':
      return [type.kind, typeToJson(type.element)];
    case 'object': {
      const entries = Object.entries(type.attributes).map(([name, item]) => [name, typeToJson(item)]);
      return ['object', Object.fromEntries(entries)];
    }
    case 'tuple':
      return ['tuple', type.elements.map(typeToJson)];
    default:
      return type.kind;
  }
}

/**
 * Reads the notation.
 * @throws TypeError when it is none; Terraform never sends that.
 */
export function typeFromJson(json: unknown): ValueType {
  if (typeof json === 'string') {
    const scalar = Object.hasOwn(SCALARS, json) ? SCALARS[json] : undefined;
    if (scalar !== undefined) return scalar;
  } else if (Array.isArray(json)) {
    const [kind, inner] = json as unknown[];
    if (kind === 'list' || kind === 'set' || kind === 'map') return { kind, element: typeFromJson(inner) };
    if (kind === 'tuple' && Array.isArray(inner)) return { kind, elements: inner.map(typeFromJson) };
    if (kind === 'object' && typeof inner === 'object' && inner !== null) {
      const entries = Object.entries(inner).map(([name, item]) => [name, typeFromJson(item)]);
      return { kind, attributes: Object.fromEntries(entries) };
    }
  }
  throw new TypeError(`${JSON.stringify(json)} is not a Terraform type`);
}
