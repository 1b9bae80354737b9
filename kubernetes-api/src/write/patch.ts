// PATCH in its four forms.
import { trackUpdate } from '../apply/field-manager.ts';
import { writerOf } from '../apply/writer.ts';
import { decodeCustomValue } from '../crd/decode.ts';
import { mediaTypeOf, readBody } from '../http/body.ts';
import { plain, quote } from '../json/go-text.ts';
import { goJson, isObject, type Json, type JsonObject } from '../json/json.ts';
import { JsonError, parseJson } from '../json/parse.ts';
import { apiVersionOf, type Kind } from '../kinds/kind.ts';
import { asJson, type KubernetesObject } from '../kinds/object.ts';
import { officialType, schemaNameOf } from '../kinds/official.ts';
import { applyJsonPatch, readJsonPatch } from '../patch/json-patch.ts';
import { applyMergePatch } from '../patch/merge-patch.ts';
import { applyStrategicPatch } from '../patch/strategic.ts';
import { respondObject } from '../read/respond-object.ts';
import type { Call, Server } from '../server.ts';
import { invalid } from '../status/field-error.ts';
import { badRequest, invalidObject, StatusError } from '../status/status.ts';
import { DecodeError, decode } from '../types/decode.ts';
import type { StructType } from '../types/type-node.ts';
import { handleApply } from './apply.ts';
import { commit } from './commit.ts';
import { decodeValue, expectedOf, handleStrict, unsupportedBody } from './decode-body.ts';
import { matchName, matchNamespace } from './match.ts';
import { readOptions, type WriteOptions } from './options.ts';

const JSON_PATCH = 'application/json-patch+json';
const MERGE_PATCH = 'application/merge-patch+json';
const STRATEGIC_PATCH = 'application/strategic-merge-patch+json';
export const APPLY_PATCH = 'application/apply-patch+yaml';

function mediaTypesOf(kind: Kind): string[] {
  const custom = [JSON_PATCH, MERGE_PATCH, APPLY_PATCH];
  return kind.custom === undefined ? [JSON_PATCH, MERGE_PATCH, STRATEGIC_PATCH, APPLY_PATCH] : custom;
}

/** The type of a patch. @throws StatusError */
export function patchType(kind: Kind, header: string | null): string {
  const type = mediaTypeOf(header);
  if (mediaTypesOf(kind).includes(type)) return type;
  if (type === STRATEGIC_PATCH) throw unsupportedBody([...mediaTypesOf(kind), APPLY_PATCH]);
  throw new StatusError(415, 'UnsupportedMediaType', '415: Unsupported Media Type', {});
}

export async function handlePatch(server: Server, call: Call): Promise<Response> {
  const { kind, query, request, info } = call;
  const type = patchType(kind, request.headers.get('content-type'));
  const options = readOptions('PatchOptions', query, request.headers.get('user-agent'), type === APPLY_PATCH);
  const bytes = await readBody(request);
  if (type === APPLY_PATCH) return handleApply(server, call, bytes, options);
  const change = readPatch(type, new TextDecoder().decode(bytes), kind.type);
  const { object } = await commit(server, call, {
    subresource: info.subresource,
    dryRun: options.dryRun,
    next: async (live) => {
      const next = patched(server, call, live, change, options);
      matchName(call, next);
      matchNamespace(call, next);
      if (kind.hosted !== undefined) return next;
      const writer = writerOf(server, kind, options.manager, info.subresource);
      return trackUpdate(server.fieldType(kind), live, next, writer);
    },
  });
  return respondObject(server, call, object);
}

/** What a patch does to the JSON of an object, and what a refusal shows of it. */
export interface PatchChange {
  readonly apply: (document: JsonObject) => Json;
  /** A strategic patch is refused with itself, the others with what came out. */
  readonly shown?: string;
  /** Sentences on keys that occur twice. */
  readonly duplicates: readonly string[];
}

/** @param struct of which a strategic patch is; without one it merges as any other @throws StatusError */
export function readPatch(type: string, text: string, struct: StructType | undefined): PatchChange {
  let value: Json;
  let duplicates: string[];
  try {
    const parsed = parseJson(text);
    value = parsed.value;
    duplicates = parsed.duplicates.map((path) => `duplicate field ${quote(path)}`);
  } catch (error) {
    if (error instanceof JsonError) throw badRequest(`error decoding patch: ${error.message}`);
    throw error;
  }
  if (type === JSON_PATCH) {
    const operations = readJsonPatch(value);
    return { apply: (document) => applyJsonPatch(document, operations), duplicates: [] };
  }
  if (value === null && type === MERGE_PATCH) throw badRequest('Invalid JSON Patch');
  if (!isObject(value) && value !== null) {
    const word = Array.isArray(value) ? 'array' : typeof value === 'boolean' ? 'bool' : typeof value;
    throw badRequest(
      `error decoding patch: json: cannot unmarshal ${word} into Go value of type map[string]interface {}`,
    );
  }
  const patch = value ?? {};
  if (type === MERGE_PATCH || struct === undefined)
    return { apply: (document) => applyMergePatch(document, patch), duplicates };
  return {
    apply: (document) => applyStrategicPatch(struct, document, patch),
    shown: plain(patch),
    duplicates,
  };
}

/** The object after a patch, decoded as its kind. @throws StatusError */
function patched(
  server: Server,
  call: Call,
  live: KubernetesObject,
  { apply, shown, duplicates }: PatchChange,
  options: WriteOptions,
): KubernetesObject {
  const { kind } = call;
  const result = apply(asJson(live));
  const text = shown ?? goJson(inOrder(result));
  const refuse = (why: string): StatusError =>
    invalidObject({ group: '', kind: '' }, '', [invalid('patch', text, why)]);
  if (kind.custom !== undefined)
    return decodeCustomValue(result, kind.custom, {
      validation: options.fieldValidation,
      warn: call.warn,
      refuse,
      duplicates,
    });
  const body = isObject(result) ? result : {};
  if (body['kind'] !== kind.kind || body['apiVersion'] !== apiVersionOf(kind))
    throw refuse(otherKind(server, kind, body));
  const { object, unknown } = decodeValue(result, expectedOf(kind), refuse);
  handleStrict(
    [...duplicates, ...unknown.map((path) => `unknown field ${quote(path)}`)],
    options.fieldValidation,
    refuse,
    call.warn,
  );
  kind.behaviour.default?.(object);
  return object;
}

/** A patch that turns an object into another kind is read as that kind before it is refused. */
function otherKind(server: Server, kind: Kind, body: JsonObject): string {
  const [apiVersion, name] = [String(body['apiVersion'] ?? ''), String(body['kind'] ?? '')];
  if (name === '') return "Object 'Kind' is missing";
  const schema = schemaNameOf(apiVersion, name);
  if (schema !== undefined) {
    try {
      decode(officialType(schema), body);
    } catch (error) {
      if (error instanceof DecodeError) return error.message;
      throw error;
    }
    const folder = kind.group === '' ? 'core' : (kind.group.split('.')[0] ?? '');
    const version = apiVersion.split('/').at(-1);
    return `converting (${version}.${name}) to (${folder}.${kind.kind}): unknown conversion`;
  }
  return `no kind ${quote(name)} is registered for version ${quote(apiVersion)} in scheme ${quote(server.kinds.scheme)}`;
}

/** Go writes a map with sorted keys. */
function inOrder(value: Json): Json {
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
