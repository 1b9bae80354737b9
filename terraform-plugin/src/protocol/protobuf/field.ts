// How a table describes a message: one field constructor per protobuf type. The TypeScript types of a message follow
// from its table, one for each direction.
import type { FieldTable, MessageTable, ValueType } from './table.ts';

/** `zero`: reads as its zero value when it was left out. `absent`: stays away. `member`: one of a oneof. */
type Presence = 'zero' | 'required' | 'absent' | 'member';

/** A field that reads as an `Out` and is written as an `In`; `typed` exists only for the compiler and is never set. */
export type Field<Out, In = Out, P extends Presence = 'zero'> = FieldTable & {
  typed?: { out: Out; in: In; presence: P };
};

/** A message that reads as an `Out` and is written as an `In`; `typed` exists only for the compiler and is never set. */
export interface MessageType<Out = unknown, In = Out> extends MessageTable {
  typed?: { out: Out; in: In };
}

/** What decoding gives: plain fields are always there. */
export type Decoded<Type> = Type extends MessageType<infer Out, infer _> ? Out : never;

/** What encoding takes: plain fields may be left out, unless they are `required`. */
export type Encodable<Type> = Type extends MessageType<infer _, infer In> ? In : never;

type Fields = Record<string, Field<unknown, unknown, Presence>>;
type Typed<F extends Fields, Key extends keyof F> = NonNullable<F[Key]['typed']>;
type If<F extends Fields, Key extends keyof F, P extends Presence> = Typed<F, Key>['presence'] extends P
  ? Key
  : never;
type Flat<Message> = { [Key in keyof Message]: Message[Key] };

/** What is `Always` there, and what may be missing. */
type Plain<F extends Fields, Side extends 'out' | 'in', Always extends Presence> = Flat<
  { [Key in keyof F as If<F, Key, Always>]: Typed<F, Key>[Side] } & {
    [Key in keyof F as If<F, Key, Exclude<Presence, Always | 'member'>>]?: Typed<F, Key>[Side] | undefined;
  }
>;

/** The members of a oneof are a union of messages with one member each. No message has two oneofs. */
type Member<F extends Fields, Side extends 'out' | 'in'> = {
  [Key in keyof F as If<F, Key, 'member'>]: { [Only in Key]: Typed<F, Key>[Side] };
};

type Message<F extends Fields, Side extends 'out' | 'in', Always extends Presence> = keyof Member<
  F,
  Side
> extends never
  ? Plain<F, Side, Always>
  : Plain<F, Side, Always> & Member<F, Side>[keyof Member<F, Side>];

/** Describes a message. */
export function message<F extends Fields>(
  name: string,
  fields: F,
): MessageType<Message<F, 'out', 'zero' | 'required'>, Message<F, 'in', 'required'>> {
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
export function enumeration<const Name extends string>(number: number, names: readonly Name[]): Field<Name> {
  return { number, kind: 'enum', names, occurs: 'implicit' };
}

/** One nested message; the type is a function so that messages may contain each other. */
export function nested<Out, In>(number: number, type: () => MessageType<Out, In>): Field<Out, In, 'absent'> {
  return { number, kind: 'message', type, occurs: 'explicit' };
}

/** A field that tells "not set" from its zero value. */
export function optional<Out, In>(field: Field<Out, In>): Field<Out, In, 'absent'> {
  return { ...untyped(field), occurs: 'explicit' };
}

/** A field whose zero value means nothing, so that whoever writes the message has to set it. */
export function required<Out, In>(field: Field<Out, In>): Field<Out, In, 'required'> {
  return field as FieldTable;
}

export function repeated<Out, In>(field: Field<Out, In, Presence>): Field<Out[], In[]> {
  return { ...untyped(field), occurs: 'repeated' };
}

/** A map with text keys to what `field` describes. */
export function map<Out, In>(
  field: Field<Out, In, Presence>,
): Field<Record<string, Out>, Record<string, In>> {
  return { ...untyped(field), occurs: 'map' };
}

/** A member of the oneof called `group`. */
export function oneof<Out, In>(group: string, field: Field<Out, In>): Field<Out, In, 'member'> {
  return { ...untyped(field), occurs: 'oneof', group };
}

function untyped(field: FieldTable): { number: number } & ValueType {
  return field;
}
