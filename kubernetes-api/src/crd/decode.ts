// Reads custom objects: parsed, pruned, with defaults.
import { quote } from '../json/go-text.ts';
import { clone, isObject, type Json, type JsonObject } from '../json/json.ts';
import { apiVersionOf, type Kind } from '../kinds/kind.ts';
import { asObject, type KubernetesObject } from '../kinds/object.ts';
import { officialType } from '../kinds/official.ts';
import { badRequest, type StatusError } from '../status/status.ts';
import { DecodeError, decode } from '../types/decode.ts';
import { bodyType, handleStrict, parseBody, type Reading, summary } from '../write/decode-body.ts';
import type { FieldValidation } from '../write/options.ts';
import type { CustomKind } from './custom-kind.ts';
import { applyDefaults, dropNulls, prune } from './structural.ts';

/** How the JSON of a custom object is read. */
export interface CustomReading {
  readonly validation: FieldValidation;
  readonly warn: (sentence: string) => void;
  readonly refuse: (why: string) => StatusError;
  readonly duplicates: readonly string[];
}

const META = () => officialType('io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta');

/** @throws StatusError */
export function decodeCustom(
  bytes: Uint8Array,
  kind: Kind,
  custom: CustomKind,
  reading: Reading,
): KubernetesObject {
  const mediaType = bodyType(reading.mediaType);
  const { value, duplicates } = parseBody(bytes, mediaType, kind.kind);
  const body = isObject(value) ? value : {};
  const [apiVersion, name] = [String(body['apiVersion'] ?? ''), String(body['kind'] ?? '')];
  if (name === '')
    throw badRequest(
      `the object provided is unrecognized (must be of type ${kind.kind}): Object 'Kind' is missing in '${new TextDecoder().decode(bytes)}' (${summary(bytes)})`,
    );
  if (apiVersion !== apiVersionOf(kind)) {
    // Of a version that nobody knows no field is known.
    if (!kind.custom!.versions.includes(apiVersion) && reading.validation === 'Warn')
      for (const field of Object.keys(body).sort())
        if (!['apiVersion', 'kind', 'metadata'].includes(field))
          reading.warn(`unknown field ${quote(field)}`);
    throw badRequest(
      `the API version in the data (${apiVersion}) does not match the expected API version (${apiVersionOf(kind)})`,
    );
  }
  return decodeCustomValue(value, custom, {
    validation: reading.validation,
    warn: reading.warn,
    duplicates,
    refuse: (why) =>
      badRequest(`${name} in version ${quote(kind.version)} cannot be handled as a ${kind.kind}: ${why}`),
  });
}

/** The object in JSON that was read or patched. @throws StatusError */
export function decodeCustomValue(
  value: Json,
  custom: CustomKind,
  { validation, warn, refuse, duplicates }: CustomReading,
): KubernetesObject {
  const body: JsonObject = isObject(value) ? clone(value) : {};
  const unknown: string[] = [];
  body['metadata'] = decodeMeta(body['metadata'] ?? {}, refuse, unknown);
  unknown.push(...prune(custom.schema, body));
  handleStrict(
    [...duplicates, ...unknown.map((path) => `unknown field ${quote(path)}`)],
    validation,
    refuse,
    warn,
  );
  applyDefaults(custom.schema, body);
  dropNulls(custom.schema, body);
  return asObject(body);
}

function decodeMeta(value: Json, refuse: (why: string) => StatusError, unknown: string[]): JsonObject {
  try {
    const decoded = decode(META(), value);
    unknown.push(...decoded.unknown.map((path) => `metadata.${path}`));
    return decoded.value;
  } catch (error) {
    if (error instanceof DecodeError) throw refuse(error.message);
    throw error;
  }
}
