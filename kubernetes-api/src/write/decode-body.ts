// Reads the body of a write as an object of the expected kind, with the refusals of an API server.
import { quote } from '../json/go-text.ts';
import { isObject, type Json, type JsonObject } from '../json/json.ts';
import { JsonError, parseJson } from '../json/parse.ts';
import { parseYaml, YamlError } from '../json/yaml.ts';
import { apiVersionOf, type Kind } from '../kinds/kind.ts';
import { asObject, type KubernetesObject } from '../kinds/object.ts';
import { fromProtobuf } from '../protobuf/envelope.ts';
import { badRequest, StatusError } from '../status/status.ts';
import { DecodeError, decode } from '../types/decode.ts';
import type { StructType } from '../types/type-node.ts';
import type { Kinds } from './kinds.ts';
import type { FieldValidation } from './options.ts';

/** What is expected. */
export interface Expected {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly type: StructType;
  /** Kinds that are the same type to this server: a body of any of them is read. */
  readonly others?: readonly string[];
}

const JSON_TYPE = 'application/json';
const YAML_TYPE = 'application/yaml';
const PROTOBUF_TYPE = 'application/vnd.kubernetes.protobuf';
const GO_META =
  'struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }';

export function unsupportedBody(
  types: readonly string[] = [JSON_TYPE, YAML_TYPE, PROTOBUF_TYPE],
): StatusError {
  return new StatusError(
    415,
    'UnsupportedMediaType',
    `the body of the request was in an unknown format - accepted media types include: ${types.join(', ')}`,
  );
}

/** The beginning of a body, as a refusal shows it. */
export function summary(bytes: Uint8Array): string {
  const most = 30;
  if (bytes.length === 0) return '<empty>';
  const cut = bytes.subarray(0, most);
  const text =
    bytes[0] === 0x7b
      ? new TextDecoder().decode(cut)
      : Array.from(cut, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return bytes.length > most ? `${text} ...` : text;
}

interface Read {
  readonly value: Json;
  /** Sentences of a strict decoder on keys that occur twice. */
  readonly duplicates: readonly string[];
}

/** @throws Error whose message says what is wrong */
function readText(bytes: Uint8Array, mediaType: string): Read {
  if (mediaType === PROTOBUF_TYPE) return { value: fromProtobuf(bytes), duplicates: [] };
  const text = new TextDecoder().decode(bytes);
  if (mediaType === YAML_TYPE) {
    const { value, duplicates } = parseYaml(text);
    return {
      value,
      duplicates: duplicates.length === 0 ? [] : [`yaml: unmarshal errors:\n  ${duplicates.join('\n  ')}`],
    };
  }
  try {
    const { value, duplicates } = parseJson(text);
    return { value, duplicates: duplicates.map((path) => `duplicate field ${quote(path)}`) };
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    throw new JsonError(`couldn't get version/kind; json parse error: ${error.message}`);
  }
}

/** @throws StatusError */
function readMeta(value: Json, fail: (why: string) => StatusError): { apiVersion: string; kind: string } {
  const wrong = (word: string, target = `Go value of type ${GO_META}`): StatusError =>
    fail(`couldn't get version/kind; json parse error: json: cannot unmarshal ${word} into ${target}`);
  if (value === null) return { apiVersion: '', kind: '' };
  if (!isObject(value))
    throw wrong(Array.isArray(value) ? 'array' : typeof value === 'boolean' ? 'bool' : typeof value);
  const { apiVersion = '', kind = '' } = value;
  for (const [name, field] of [
    ['apiVersion', apiVersion],
    ['kind', kind],
  ] as const)
    if (field !== null && typeof field !== 'string')
      throw wrong(
        typeof field === 'object' ? 'object' : typeof field,
        `Go struct field .${name} of type string`,
      );
  return {
    apiVersion: typeof apiVersion === 'string' ? apiVersion : '',
    kind: typeof kind === 'string' ? kind : '',
  };
}

function internalPackage(group: string): string {
  return group === '' ? 'core' : (group.split('.')[0] ?? '');
}

/** Refuses a body of another kind, as far as the server knows that kind. */
function refuseOtherKind(apiVersion: string, kind: string, expected: Expected, kinds: Kinds): void {
  const isSame = kind === expected.kind || expected.others?.includes(kind);
  if (isSame && apiVersion === apiVersionOf(expected)) return;
  const version = apiVersion.split('/').at(-1) ?? '';
  const known = kinds.isOfficial(apiVersion, kind);
  const why = known
    ? `converting (${version}.${kind}) to (${internalPackage(expected.group)}.${expected.kind}): unknown conversion`
    : `no kind ${quote(kind)} is registered for version ${quote(apiVersion)} in scheme ${quote(kinds.scheme)}`;
  throw badRequest(`${kind} in version ${quote(version)} cannot be handled as a ${expected.kind}: ${why}`);
}

/** Where unknown and repeated fields go: refused, told, or dropped in silence. */
export function handleStrict(
  found: readonly string[],
  validation: FieldValidation,
  refuse: (why: string) => StatusError,
  warn: (sentence: string) => void,
): void {
  if (found.length === 0 || validation === 'Ignore') return;
  if (validation === 'Strict') throw refuse(`strict decoding error: ${found.join(', ')}`);
  for (const sentence of found) warn(sentence);
}

/** How a body is read. */
export interface Reading {
  readonly mediaType: string;
  readonly validation: FieldValidation;
  readonly warn: (sentence: string) => void;
  readonly kinds: Kinds;
}

/** The media type of a body; JSON when none is said. @throws StatusError for one that cannot be read */
export function bodyType(mediaType: string): string {
  if (mediaType === '') return JSON_TYPE;
  if (![JSON_TYPE, YAML_TYPE, PROTOBUF_TYPE].includes(mediaType)) throw unsupportedBody();
  return mediaType;
}

/** @throws StatusError */
export function parseBody(bytes: Uint8Array, mediaType: string, kind: string): Read {
  try {
    return readText(bytes, mediaType);
  } catch (error) {
    if (error instanceof JsonError || error instanceof YamlError)
      throw badRequest(
        `the object provided is unrecognized (must be of type ${kind}): ${error.message} (${summary(bytes)})`,
      );
    throw error;
  }
}

/** The object in a body of an official kind. @throws StatusError */
export function decodeOfficial(bytes: Uint8Array, expected: Expected, reading: Reading): KubernetesObject {
  const mediaType = bodyType(reading.mediaType);
  const { value, duplicates } = parseBody(bytes, mediaType, expected.kind);
  const unrecognized = (why: string): StatusError =>
    badRequest(
      `the object provided is unrecognized (must be of type ${expected.kind}): ${why} (${summary(bytes)})`,
    );
  const meta = readMeta(value, unrecognized);
  if (meta.apiVersion.split('/').length > 2)
    throw unrecognized(`unexpected GroupVersion string: ${meta.apiVersion}`);
  const apiVersion = meta.apiVersion === '' ? apiVersionOf(expected) : meta.apiVersion;
  const kind = meta.kind === '' ? expected.kind : meta.kind;
  refuseOtherKind(apiVersion, kind, expected, reading.kinds);
  const refuse = (why: string): StatusError =>
    badRequest(
      `${kind} in version ${quote(expected.version)} cannot be handled as a ${expected.kind}: ${why}`,
    );
  const { object, unknown } = decodeValue(value, expected, refuse);
  handleStrict(
    [...duplicates, ...unknown.map((path) => `unknown field ${quote(path)}`)],
    reading.validation,
    refuse,
    reading.warn,
  );
  return object;
}

/** @throws StatusError that `refuse` makes */
export function decodeValue(
  value: Json,
  expected: Expected,
  refuse: (why: string) => StatusError,
): { object: KubernetesObject; unknown: readonly string[] } {
  try {
    const decoded = decode(expected.type, value ?? {});
    const { kind: _kind, apiVersion: _version, ...rest } = decoded.value;
    const object: JsonObject = { kind: expected.kind, apiVersion: apiVersionOf(expected), ...rest };
    return { object: asObject(object), unknown: decoded.unknown };
  } catch (error) {
    if (error instanceof DecodeError) throw refuse(error.message);
    throw error;
  }
}

export function expectedOf(kind: Kind): Expected {
  const { group, version, hosted } = kind;
  if (hosted !== undefined)
    return {
      group,
      version,
      kind: hosted.readAs ?? kind.kind,
      type: hosted.type,
      others: hosted.others ?? [],
    };
  return { group, version, kind: kind.kind, type: kind.type! };
}
