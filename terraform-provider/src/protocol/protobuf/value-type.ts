// The types a protobuf value may have, how they lie on the wire, and what their absence means.
import type { NamedField } from './field.ts';
import { DELIMITED, VARINT } from './wire.ts';

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

export function wireTypeOf(type: ValueType): number {
  return type.kind === 'string' || type.kind === 'bytes' || type.kind === 'message' ? DELIMITED : VARINT;
}

/** What an absent value of this type reads as; messages have no such value. */
export function zeroValue(type: ValueType): unknown {
  switch (type.kind) {
    case 'integer':
      return 0;
    case 'bool':
      return false;
    case 'enum':
      return type.names[0];
    case 'string':
      return '';
    case 'bytes':
      return new Uint8Array();
    case 'message':
      return undefined;
  }
}

export function isZero(type: ValueType, value: unknown): boolean {
  return type.kind === 'bytes' ? (value as Uint8Array).length === 0 : value === zeroValue(type);
}
