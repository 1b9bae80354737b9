// Kubernetes' protobuf envelope around official objects.
import type { Json, JsonObject } from '../json/json.ts';
import { officialSchema, officialType, schemaNameOf } from '../kinds/official.ts';
import { badRequest } from '../status/status.ts';
import { decodeMessage } from './decode.ts';
import { encodeMessage } from './encode.ts';
import { bytesField, concat, fieldsOf, textField } from './wire.ts';

const MAGIC = [0x6b, 0x38, 0x73, 0x00];
const META = 'io.k8s.apimachinery.pkg.apis.meta.v1.';

function typeFor(apiVersion: string, kind: string) {
  const name = schemaNameOf(apiVersion, kind) ?? `${META}${kind}`;
  if (officialSchema(name)?.properties === undefined)
    throw badRequest(
      `no kind ${JSON.stringify(kind)} is registered for version ${JSON.stringify(apiVersion)}`,
    );
  return officialType(name);
}

/** An object of an official kind. */
export function toProtobuf(body: JsonObject): Uint8Array {
  const { apiVersion, kind } = body;
  const raw = encodeMessage(typeFor(String(apiVersion), String(kind)), body);
  const meta = concat([textField(1, String(apiVersion)), textField(2, String(kind))]);
  return concat([Uint8Array.from(MAGIC), bytesField(1, meta), bytesField(2, raw)]);
}

/** @throws StatusError for bytes that are no envelope around an official object */
export function fromProtobuf(bytes: Uint8Array): Json {
  if (!MAGIC.every((byte, index) => bytes[index] === byte))
    throw badRequest('the body is no protobuf message of Kubernetes: it does not begin with its four bytes');
  const envelope = fieldsOf(bytes.subarray(MAGIC.length));
  const meta = fieldsOf((envelope.get(1)?.at(-1) as Uint8Array | undefined) ?? new Uint8Array());
  const text = (number: number): string =>
    new TextDecoder().decode((meta.get(number)?.at(-1) as Uint8Array | undefined) ?? new Uint8Array());
  const [apiVersion, kind] = [text(1), text(2)];
  const raw = (envelope.get(2)?.at(-1) as Uint8Array | undefined) ?? new Uint8Array();
  return { ...decodeMessage(typeFor(apiVersion, kind), raw), apiVersion, kind };
}
