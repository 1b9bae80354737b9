// How values of each type lie on the wire, and what their absence means.
import type { ValueType } from './table.ts';
import { DELIMITED, VARINT } from './wire.ts';

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
