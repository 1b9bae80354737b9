// What a deletion asks for, in its body or its query.
import { mediaTypeOf } from '../http/body.ts';
import { isSwitchedOn } from '../http/request-info.ts';
import { isObject, type JsonObject } from '../json/json.ts';
import { JsonError, parseJson } from '../json/parse.ts';
import { parseYaml, YamlError } from '../json/yaml.ts';
import { officialType } from '../kinds/official.ts';
import { fromProtobuf } from '../protobuf/envelope.ts';
import type { Server } from '../server.ts';
import { type FieldError, invalid, notSupported } from '../status/field-error.ts';
import { badRequest } from '../status/status.ts';
import { DecodeError, decode } from '../types/decode.ts';
import { bodyType } from './decode-body.ts';
import { checkOptions, dryRunErrors } from './options.ts';

export interface DeleteOptions {
  readonly dryRun: boolean;
  readonly gracePeriodSeconds: number | undefined;
  readonly propagation: string | undefined;
  /** Older word for the propagation. */
  readonly orphan: boolean | undefined;
  readonly uid: string | undefined;
  readonly resourceVersion: string | undefined;
}

const TYPE = () => officialType('io.k8s.apimachinery.pkg.apis.meta.v1.DeleteOptions');

/** @throws StatusError */
function readBodyOptions(server: Server, bytes: Uint8Array, header: string | null): JsonObject {
  const mediaType = bodyType(mediaTypeOf(header));
  const text = new TextDecoder().decode(bytes);
  let value: unknown;
  try {
    if (mediaType.endsWith('protobuf')) value = fromProtobuf(bytes);
    else value = mediaType.endsWith('yaml') ? parseYaml(text).value : parseJson(text).value;
  } catch (error) {
    if (error instanceof JsonError)
      throw badRequest(`couldn't get version/kind; json parse error: ${error.message}`);
    if (error instanceof YamlError) throw badRequest(error.message);
    throw error;
  }
  const body = isObject(value) ? value : {};
  const kind = typeof body['kind'] === 'string' ? body['kind'] : 'DeleteOptions';
  const apiVersion = typeof body['apiVersion'] === 'string' ? body['apiVersion'] : 'v1';
  if (kind !== '' && kind !== 'DeleteOptions')
    throw badRequest(
      `no kind ${JSON.stringify(kind)} is registered for version ${JSON.stringify(apiVersion)} in scheme ${JSON.stringify(server.kinds.scheme)}`,
    );
  try {
    return decode(TYPE(), body).value;
  } catch (error) {
    if (error instanceof DecodeError) throw badRequest(error.message);
    throw error;
  }
}

function queryOptions(query: URLSearchParams): JsonObject {
  const found: JsonObject = {};
  if (query.has('dryRun')) found['dryRun'] = query.getAll('dryRun');
  const grace = query.get('gracePeriodSeconds');
  if (grace !== null) {
    if (!/^[+-]?\d+$/.test(grace))
      throw badRequest(`strconv.ParseInt: parsing ${JSON.stringify(grace)}: invalid syntax`);
    found['gracePeriodSeconds'] = Number(grace);
  }
  const propagation = query.get('propagationPolicy');
  if (propagation !== null) found['propagationPolicy'] = propagation;
  if (query.has('orphanDependents')) found['orphanDependents'] = isSwitchedOn(query.get('orphanDependents'));
  return found;
}

/** A body counts alone; without one the query does. @throws StatusError */
export function readDeleteOptions(
  server: Server,
  query: URLSearchParams,
  bytes: Uint8Array,
  contentType: string | null,
): DeleteOptions {
  const values = bytes.length > 0 ? readBodyOptions(server, bytes, contentType) : queryOptions(query);
  const { gracePeriodSeconds, propagationPolicy, orphanDependents, preconditions } = values;
  const dryRun = ((values['dryRun'] ?? []) as string[]).concat(
    bytes.length > 0 ? query.getAll('dryRun') : [],
  );
  const orphan = typeof orphanDependents === 'boolean' ? orphanDependents : undefined;
  const propagation = typeof propagationPolicy === 'string' ? propagationPolicy : undefined;
  checkOptions('DeleteOptions', [...dryRunErrors(dryRun), ...propagationErrors(propagation, orphan)]);
  const conditions = isObject(preconditions) ? preconditions : {};
  return {
    dryRun: dryRun.length > 0,
    gracePeriodSeconds: typeof gracePeriodSeconds === 'number' ? gracePeriodSeconds : undefined,
    propagation,
    orphan,
    uid: typeof conditions['uid'] === 'string' ? conditions['uid'] : undefined,
    resourceVersion:
      typeof conditions['resourceVersion'] === 'string' ? conditions['resourceVersion'] : undefined,
  };
}

function propagationErrors(propagation: string | undefined, orphan: boolean | undefined): FieldError[] {
  const found: FieldError[] = [];
  const known = ['Foreground', 'Background', 'Orphan'];
  if (propagation !== undefined && orphan !== undefined)
    found.push(
      invalid(
        'propagationPolicy',
        propagation,
        'orphanDependents and deletionPropagation cannot be both set',
      ),
    );
  if (propagation !== undefined && !known.includes(propagation))
    found.push(notSupported('propagationPolicy', propagation, [...known, 'nil']));
  return found;
}
