// Official objects as protobuf messages.
import { isObject, type Json, type JsonObject } from '../json/json.ts';
import { getOrMake } from '../map.ts';
import type { StructType, TypeNode } from '../types/type-node.ts';
import { bytesField, concat, numberField, textField, varint } from './wire.ts';

const SECONDS = 1;
const NANOS = 2;

export function encodeMessage(type: StructType, value: JsonObject): Uint8Array {
  const parts: Uint8Array[] = [];
  const inner = new Map<number, Uint8Array[]>();
  for (const [name, field] of type.fields) {
    const item = value[name];
    // `kind` and `apiVersion` are in the envelope.
    if (item === undefined || item === null || field.number === 0 || isTypeMeta(name, type)) continue;
    const place = field.within === 0 ? parts : getOrMake(inner, field.within, () => []);
    place.push(encodeField(field.number, field.type, item));
  }
  for (const [number, fields] of inner) parts.push(bytesField(number, concat(fields)));
  return concat(parts);
}

/** The two fields that every top object has and that share numbers with its own. */
export function isTypeMeta(name: string, type: StructType): boolean {
  return (name === 'kind' || name === 'apiVersion') && type.fields.has('metadata') && type.fields.has('kind');
}

function encodeField(number: number, type: TypeNode, value: Json): Uint8Array {
  if (type.is === 'list')
    return concat((Array.isArray(value) ? value : []).map((item) => encodeField(number, type.item, item)));
  if (type.is === 'map') {
    const entries = isObject(value) ? Object.entries(value) : [];
    return concat(
      entries.map(([key, item]) =>
        bytesField(number, concat([textField(1, key), encodeField(2, type.value, item)])),
      ),
    );
  }
  if (type.is === 'struct') return bytesField(number, encodeMessage(type, isObject(value) ? value : {}));
  switch (type.scalar) {
    case 'boolean':
      return numberField(number, value === true ? 1n : 0n);
    case 'integer':
      return numberField(number, BigInt(Number(value)));
    case 'number':
      return concat([
        varint(BigInt((number << 3) | 1)),
        new Uint8Array(Float64Array.of(Number(value)).buffer),
      ]);
    case 'bytes':
      return bytesField(
        number,
        Uint8Array.from(atob(String(value)), (character) => character.charCodeAt(0)),
      );
    case 'time':
    case 'microTime':
      return bytesField(number, encodeTime(String(value)));
    case 'quantity':
      return bytesField(number, textField(1, String(value)));
    case 'intOrString':
      return bytesField(number, encodeIntOrString(value));
    case 'any':
      return bytesField(number, bytesField(1, new TextEncoder().encode(JSON.stringify(value))));
    case 'string':
      return textField(number, String(value));
  }
}

function encodeTime(text: string): Uint8Array {
  const ms = Date.parse(text);
  const micros = /\.(\d{6})/.exec(text)?.[1] ?? '0';
  return concat([
    numberField(SECONDS, BigInt(Math.floor(ms / 1000))),
    numberField(NANOS, BigInt(micros) * 1000n),
  ]);
}

function encodeIntOrString(value: Json): Uint8Array {
  if (typeof value === 'number') return concat([numberField(1, 0n), numberField(2, BigInt(value))]);
  return concat([numberField(1, 1n), textField(3, String(value))]);
}
