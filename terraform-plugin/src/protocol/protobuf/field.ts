// How a table describes a message: one field constructor per protobuf type, checked against the TypeScript type.
import type { FieldTable, MessageTable, ValueType } from './table.ts';

/** A field whose decoded value is a `Value`; `typed` exists only for the compiler and is never set. */
export type Field<Value> = FieldTable & { typed?: (value: Value) => Value };

/** A message that decodes to a `Message`; `typed` exists only for the compiler and is never set. */
export type MessageType<Message> = MessageTable & { typed?: (message: Message) => Message };

type Keys<Union> = Union extends unknown ? keyof Union : never;
type ValueAt<Union, Key> = Union extends unknown ? (Key extends keyof Union ? Union[Key] : never) : never;
type FieldsOf<Message> = { [Key in Keys<Message>]-?: Field<Exclude<ValueAt<Message, Key>, undefined>> };

/** Describes a message. The compiler insists on a field, of the right type, for every property of `Message`. */
export function message<Message>(name: string, fields: FieldsOf<Message>): MessageType<Message> {
  const entries = Object.entries<FieldTable>(fields);
  return { name, fields: entries.map(([key, field]) => ({ name: key, ...field })) };
}

/** int32 and int64, which look the same on the wire. Values must be safe integers. */
export function integer(number: number): Field<number> {
  return { number, kind: 'integer', occurs: 'implicit' };
}

export function bool(number: number): Field<boolean> {
  return { number, kind: 'bool', occurs: 'implicit' };
}

export function string(number: number): Field<string> {
  return { number, kind: 'string', occurs: 'implicit' };
}

export function bytes(number: number): Field<Uint8Array> {
  return { number, kind: 'bytes', occurs: 'implicit' };
}

/** An enum whose numbers are 0, 1, 2 … in the order of `names`; a number beyond them reads as the first. */
export function enumeration<Name extends string>(number: number, names: readonly Name[]): Field<Name> {
  return { number, kind: 'enum', names, occurs: 'implicit' };
}

/** One nested message; the type is a function so that messages may contain each other. */
export function nested<Message>(number: number, type: () => MessageType<Message>): Field<Message> {
  return { number, kind: 'message', type, occurs: 'explicit' };
}

/** A field that tells "not set" from its zero value. */
export function optional<Value>(field: Field<Value>): Field<Value> {
  return { ...untyped(field), occurs: 'explicit' };
}

export function repeated<Value>(field: Field<Value>): Field<Value[]> {
  return { ...untyped(field), occurs: 'repeated' };
}

/** A map with text keys to what `field` describes. */
export function map<Value>(field: Field<Value>): Field<Record<string, Value>> {
  return { ...untyped(field), occurs: 'map' };
}

/** A member of the oneof called `group`. */
export function oneof<Value>(group: string, field: Field<Value>): Field<Value> {
  return { ...untyped(field), occurs: 'oneof', group };
}

function untyped(field: FieldTable): { number: number } & ValueType {
  return field;
}
