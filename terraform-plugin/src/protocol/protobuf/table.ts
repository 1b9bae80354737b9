// What the codec is driven by: messages and their fields as data.

/** A message, as the codec sees it. `name` is its name in the protocol, for error messages. */
export interface MessageTable {
  name: string;
  fields: readonly NamedField[];
}

/** What stands in one value of a field. The text at index n of `names` is the enum's number n. */
export type ValueType =
  | { kind: 'integer' | 'bool' | 'string' | 'bytes' }
  | { kind: 'enum'; names: readonly string[] }
  | { kind: 'message'; type: () => MessageTable };

/**
 * How often a field occurs. `implicit` is proto3's plain field: its zero value is not sent, and is what an absent
 * field reads as. `explicit` fields stay absent; setting a member of a `oneof` clears the others of its group.
 */
export type Occurrence =
  | { occurs: 'implicit' | 'explicit' | 'repeated' | 'map' }
  | { occurs: 'oneof'; group: string };

/** One field, as the codec sees it. */
export type FieldTable = { number: number } & ValueType & Occurrence;
export type NamedField = { name: string } & FieldTable;
