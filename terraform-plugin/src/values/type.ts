// The types of Terraform's values. They are plain data, so that every walk over a value is a switch on `kind`.

/**
 * The type of a value. `int64` is a number that must be whole and exact in JavaScript; Terraform itself only
 * knows `number`. `tuple` and `dynamic` inside collections occur only within a `Dynamic`, where the person who
 * wrote the configuration chose the type.
 */
export type ValueType = ScalarType | CollectionType | ObjectType | TupleType;

export interface ScalarType {
  readonly kind: 'string' | 'bool' | 'number' | 'int64' | 'dynamic';
}

export interface CollectionType {
  readonly kind: 'list' | 'set' | 'map';
  readonly element: ValueType;
}

export interface ObjectType {
  readonly kind: 'object';
  readonly attributes: Readonly<Record<string, ValueType>>;
}

export interface TupleType {
  readonly kind: 'tuple';
  readonly elements: readonly ValueType[];
}

/** How a type is called in a message to a person, with its article. */
export function describeType(type: ValueType): string {
  return type.kind === 'object' ? 'an object' : `a ${nounOf(type)}`;
}

function nounOf(type: ValueType): string {
  switch (type.kind) {
    case 'int64':
      return 'whole number';
    case 'dynamic':
      return 'dynamic value';
    case 'list':
    case 'set':
    case 'map':
      return `${type.kind} of ${nounOf(type.element)}s`;
    default:
      return type.kind;
  }
}
