// The types of values that are not nested attributes: scalars, and collections of them.
import type { ValueType } from '../values/type.ts';
import type { Dynamic, TerraformNumber, Unknown } from '../values/value.ts';

/** A value type that remembers, for the compiler only, what its values are when known and when planned. */
export type Type<Known = unknown, Planned = unknown> = ValueType & {
  readonly '~known': Known;
  readonly '~planned': Planned;
};

/** What a value of the type is once everything is known. */
export type KnownOf<T extends Type> = T['~known'];
/** What a value of the type is while parts of it may be unknown. */
export type PlannedOf<T extends Type> = T['~planned'] | Unknown;

type Members = Readonly<Record<string, Type>>;

function typed<Known, Planned>(type: ValueType): Type<Known, Planned> {
  return type as Type<Known, Planned>;
}

/** Builds the types of list elements, map values, object members and function parameters. */
export const types = {
  string: typed<string, string>({ kind: 'string' }),
  bool: typed<boolean, boolean>({ kind: 'bool' }),
  /** A number of any size and precision. */
  number: typed<TerraformNumber, TerraformNumber>({ kind: 'number' }),
  /** A whole number between -(2^53 - 1) and 2^53 - 1; others are refused in validation. */
  int64: typed<number, number>({ kind: 'int64' }),
  /** A value whose type the configuration chooses; not allowed inside a collection. */
  dynamic: typed<Dynamic, Dynamic>({ kind: 'dynamic' }),
  list: <T extends Type>(element: T) => typed<KnownOf<T>[], PlannedOf<T>[]>({ kind: 'list', element }),
  set: <T extends Type>(element: T) => typed<KnownOf<T>[], PlannedOf<T>[]>({ kind: 'set', element }),
  map: <T extends Type>(element: T) =>
    typed<Record<string, KnownOf<T>>, Record<string, PlannedOf<T>>>({ kind: 'map', element }),
  /** Every member is there, and may be null. */
  object: <M extends Members>(attributes: M) =>
    typed<{ [N in keyof M]: KnownOf<M[N]> | null }, { [N in keyof M]: PlannedOf<M[N]> | null }>({
      kind: 'object',
      attributes,
    }),
} as const;
