// From a message to protobuf bytes, as its table says.
import { ByteWriter } from '../bytes/byte-writer.ts';
import type { MessageType } from './field.ts';
import type { MessageTable, NamedField, ValueType } from './table.ts';
import { isZero, wireTypeOf } from './value-type.ts';
import { DELIMITED, VARINT, writeDelimited, writeTag, writeVarint } from './wire.ts';

type Values = Record<string, unknown>;

/** Raised where the field's name is not known; `writeMessage` puts the name in front. */
class UnencodableError extends Error {}

/**
 * Encodes a message. Properties that are undefined or hold their zero value are not sent.
 * @throws TypeError for a value that its field cannot hold, naming message and field.
 */
export function encodeMessage<In>(type: MessageType<unknown, In>, message: NoInfer<In>): Uint8Array {
  const writer = new ByteWriter();
  writeMessage(writer, type, message as Values);
  return writer.finish();
}

function writeMessage(writer: ByteWriter, type: MessageTable, values: Values): void {
  for (const field of type.fields) {
    const value = values[field.name];
    if (value === undefined) continue;
    try {
      writeField(writer, field, value);
    } catch (error) {
      if (!(error instanceof UnencodableError)) throw error;
      throw new TypeError(`${type.name}.${field.name} ${error.message}`);
    }
  }
}

function writeField(writer: ByteWriter, field: NamedField, value: unknown): void {
  if (field.occurs === 'repeated') writeRepeated(writer, field, value as unknown[]);
  else if (field.occurs === 'map') writeMap(writer, field, value as Values);
  else if (field.occurs !== 'implicit' || !isZero(field, value)) {
    writeSingle(writer, field.number, field, value);
  }
}

/** Numbers are packed into one run of bytes, as proto3 does by default; everything else is a field each. */
function writeRepeated(writer: ByteWriter, field: NamedField, values: unknown[]): void {
  if (wireTypeOf(field) !== VARINT) {
    for (const value of values) writeSingle(writer, field.number, field, value);
  } else if (values.length > 0) {
    writeTag(writer, field.number, DELIMITED);
    writeDelimited(writer, () => {
      for (const value of values) writeVarint(writer, toInteger(field, value));
    });
  }
}

/** A map is a repeated message of key (1) and value (2). */
function writeMap(writer: ByteWriter, field: NamedField, values: Values): void {
  for (const [key, value] of Object.entries(values)) {
    writeTag(writer, field.number, DELIMITED);
    writeDelimited(writer, () => {
      writeSingle(writer, 1, { kind: 'string' }, key);
      writeSingle(writer, 2, field, value);
    });
  }
}

function writeSingle(writer: ByteWriter, number: number, type: ValueType, value: unknown): void {
  writeTag(writer, number, wireTypeOf(type));
  if (type.kind === 'string') writeString(writer, value);
  else if (type.kind === 'bytes') writeBytes(writer, value);
  else if (type.kind === 'message') {
    writeDelimited(writer, () => writeMessage(writer, type.type(), value as Values));
  } else writeVarint(writer, toInteger(type, value));
}

function writeString(writer: ByteWriter, value: unknown): void {
  if (typeof value !== 'string') throw new UnencodableError('is not text');
  const length = Buffer.byteLength(value);
  writeVarint(writer, length);
  writer.utf8(value, length);
}

function writeBytes(writer: ByteWriter, value: unknown): void {
  if (!(value instanceof Uint8Array)) throw new UnencodableError('is not bytes');
  writeVarint(writer, value.length);
  writer.bytes(value);
}

function toInteger(type: ValueType, value: unknown): number {
  if (type.kind === 'bool') return value ? 1 : 0;
  const number = type.kind === 'enum' ? type.names.indexOf(value as string) : value;
  if (!Number.isSafeInteger(number)) throw new UnencodableError(`is ${String(value)}, not a whole number`);
  if (type.kind === 'enum' && number === -1) throw new UnencodableError(`cannot be ${JSON.stringify(value)}`);
  return number as number;
}
