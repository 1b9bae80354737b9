// From protobuf bytes to a message, as its table says.
import { ByteReader } from '../bytes/byte-reader.ts';
import { MalformedBytesError } from '../bytes/malformed.ts';
import type { MessageType } from './field.ts';
import type { MessageTable, NamedField, ValueType } from './table.ts';
import { wireTypeOf, zeroValue } from './value-type.ts';
import { DELIMITED, readDelimited, readLength, readTag, readVarint, skipValue, type Tag } from './wire.ts';

/** Protobuf's own limit in most languages. */
const MAX_DEPTH = 100;

type Values = Record<string, unknown>;

const fieldsByNumber = new WeakMap<object, Map<number, NamedField>>();

/**
 * Decodes a message. Absent plain fields read as their zero value, lists as `[]`, maps as empty objects without
 * a prototype; bytes are views of the input. A message that occurs twice is merged; unknown fields are skipped.
 * @throws MalformedBytesError when the bytes are cut off, nested too deep, or not protobuf.
 */
export function decodeMessage<Out>(type: MessageType<Out, unknown>, bytes: Uint8Array): Out {
  return readMessage(type, new ByteReader(bytes), undefined, 0) as Out;
}

function readMessage(
  type: MessageTable,
  reader: ByteReader,
  earlier: Values | undefined,
  depth: number,
): Values {
  if (depth > MAX_DEPTH) throw new MalformedBytesError(`messages nested deeper than ${MAX_DEPTH} levels`);
  const values = earlier ?? zeroValues(type);
  const fields = index(type);
  while (reader.remaining > 0) {
    const tag = readTag(reader);
    const field = fields.get(tag.number);
    if (field === undefined || !fits(field, tag)) skipValue(reader, tag);
    else readField(reader, { type, field, tag, values, depth });
  }
  return values;
}

interface Place {
  type: MessageTable;
  field: NamedField;
  tag: Tag;
  values: Values;
  depth: number;
}

function readField(reader: ByteReader, place: Place): void {
  const { field, tag, values, depth } = place;
  switch (field.occurs) {
    case 'repeated':
      readRepeated(reader, field, tag, values[field.name] as unknown[], depth);
      break;
    case 'map':
      readEntry(readPart(reader), field, values[field.name] as Values, depth);
      break;
    default:
      if (field.occurs === 'oneof') clearOneof(place, field.group);
      values[field.name] = readSingle(reader, field, values[field.name], depth);
  }
}

function readRepeated(reader: ByteReader, field: NamedField, tag: Tag, list: unknown[], depth: number): void {
  if (tag.wireType === wireTypeOf(field)) {
    list.push(readSingle(reader, field, undefined, depth));
    return;
  }
  const packed = readPart(reader);
  while (packed.remaining > 0) list.push(readSingle(packed, field, undefined, depth));
}

function readEntry(reader: ByteReader, field: NamedField, entries: Values, depth: number): void {
  if (depth >= MAX_DEPTH) throw new MalformedBytesError(`messages nested deeper than ${MAX_DEPTH} levels`);
  let key = '';
  let value: unknown;
  while (reader.remaining > 0) {
    const tag = readTag(reader);
    if (tag.number === 1 && tag.wireType === DELIMITED) key = readText(reader);
    else if (tag.number === 2 && tag.wireType === wireTypeOf(field)) {
      value = readSingle(reader, field, value, depth + 1);
    } else skipValue(reader, tag);
  }
  entries[key] = value ?? (field.kind === 'message' ? zeroValues(field.type()) : zeroValue(field));
}

function readSingle(reader: ByteReader, type: ValueType, earlier: unknown, depth: number): unknown {
  switch (type.kind) {
    case 'integer':
      return readVarint(reader);
    case 'bool':
      return readVarint(reader) !== 0;
    case 'enum':
      return type.names[readVarint(reader)] ?? type.names[0];
    case 'string':
      return readText(reader);
    case 'bytes':
      return readDelimited(reader);
    case 'message':
      return readMessage(type.type(), readPart(reader), earlier as Values | undefined, depth + 1);
  }
}

function readPart(reader: ByteReader): ByteReader {
  return reader.part(readLength(reader));
}

function readText(reader: ByteReader): string {
  return reader.utf8(readLength(reader));
}

function clearOneof({ type, field, values }: Place, group: string): void {
  for (const other of type.fields) {
    if (other !== field && other.occurs === 'oneof' && other.group === group) delete values[other.name];
  }
}

/** A field whose wire type is not ours is unknown to us; numbers may come packed when they repeat. */
function fits(field: NamedField, tag: Tag): boolean {
  if (field.occurs === 'map') return tag.wireType === DELIMITED;
  if (tag.wireType === wireTypeOf(field)) return true;
  return field.occurs === 'repeated' && tag.wireType === DELIMITED;
}

function zeroValues(type: MessageTable): Values {
  const values: Values = {};
  for (const field of type.fields) {
    if (field.occurs === 'implicit') values[field.name] = zeroValue(field);
    else if (field.occurs === 'repeated') values[field.name] = [];
    else if (field.occurs === 'map') values[field.name] = Object.create(null);
  }
  return values;
}

function index(type: MessageTable): Map<number, NamedField> {
  let fields = fieldsByNumber.get(type);
  if (fields === undefined) {
    fields = new Map(type.fields.map((field) => [field.number, field]));
    fieldsByNumber.set(type, fields);
  }
  return fields;
}
