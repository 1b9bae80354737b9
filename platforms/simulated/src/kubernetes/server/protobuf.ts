// Reviews as kubectl sends them: in Kubernetes' protobuf envelope. Only the fields that a review is decided by are read.
import { StatusError } from './status.ts';

/** The beginning of every such body. */
const MAGIC = [0x6b, 0x38, 0x73, 0x00];

const EMPTY = new Uint8Array();
const VARINT = 0;
const FIXED_64 = 1;
const BYTES = 2;
const FIXED_32 = 5;

/** Fields of a message with a length, by number. */
type Fields = ReadonlyMap<number, Uint8Array>;

// Field numbers of authorization.k8s.io/v1.
const RESOURCE_ATTRIBUTES = {
  1: 'namespace',
  2: 'verb',
  3: 'group',
  4: 'version',
  5: 'resource',
  6: 'subresource',
  7: 'name',
};
const NON_RESOURCE_ATTRIBUTES = { 1: 'path', 2: 'verb' };

/** Whether a body is in the envelope. */
export function isProtobuf(bytes: Uint8Array): boolean {
  return MAGIC.every((byte, index) => bytes[index] === byte);
}

/** A review in the shape of its JSON. @throws StatusError when the body is damaged */
export function decodeReview(bytes: Uint8Array): object {
  const envelope = fieldsOf(bytes.subarray(MAGIC.length));
  const kind = textOf(fieldsOf(envelope.get(1) ?? EMPTY).get(2));
  if (kind !== 'SelfSubjectAccessReview') return {};
  const raw = envelope.get(2) ?? EMPTY;
  const spec = fieldsOf(fieldsOf(raw).get(2) ?? EMPTY);
  return {
    spec: {
      ...attributes('resourceAttributes', spec.get(1), RESOURCE_ATTRIBUTES),
      ...attributes('nonResourceAttributes', spec.get(2), NON_RESOURCE_ATTRIBUTES),
    },
  };
}

function attributes(
  name: string,
  bytes: Uint8Array | undefined,
  names: Readonly<Record<number, string>>,
): object {
  if (bytes === undefined) return {};
  const fields = fieldsOf(bytes);
  const texts = Object.entries(names).map(([number, field]) => [field, textOf(fields.get(Number(number)))]);
  return { [name]: Object.fromEntries(texts) };
}

function textOf(bytes: Uint8Array | undefined): string {
  return bytes === undefined ? '' : new TextDecoder().decode(bytes);
}

/** The last of several fields of one number counts, as everywhere in protobuf. */
function fieldsOf(bytes: Uint8Array): Fields {
  const fields = new Map<number, Uint8Array>();
  for (let position = 0; position < bytes.length; ) {
    const [key, afterKey] = varint(bytes, position);
    const [number, wireType] = [key >>> 3, key & 7];
    const [length, start] =
      wireType === BYTES ? varint(bytes, afterKey) : [sizeOf(wireType, bytes, afterKey), afterKey];
    position = start + length;
    if (position > bytes.length) throw damaged();
    if (wireType === BYTES) fields.set(number, bytes.subarray(start, position));
  }
  return fields;
}

function sizeOf(wireType: number, bytes: Uint8Array, position: number): number {
  if (wireType === VARINT) return varint(bytes, position)[1] - position;
  if (wireType === FIXED_64) return 8;
  if (wireType === FIXED_32) return 4;
  throw damaged();
}

function varint(bytes: Uint8Array, position: number): [value: number, next: number] {
  let value = 0;
  for (let index = 0; index < 5; index += 1) {
    const byte = bytes[position + index];
    if (byte === undefined) throw damaged();
    value |= (byte & 0x7f) << (7 * index);
    if (byte < 0x80) return [value >>> 0, position + index + 1];
  }
  throw damaged();
}

function damaged(): StatusError {
  return new StatusError('BadRequest', 'the body is damaged: it is no protobuf message of Kubernetes');
}
