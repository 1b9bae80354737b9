// GET of a collection, and of one object.
import { respond } from '../http/respond.ts';
import type { JsonObject } from '../json/json.ts';
import { apiVersionOf, type Kind } from '../kinds/kind.ts';
import { asJson, type KubernetesObject } from '../kinds/object.ts';
import { askedOf, type Call, type Server } from '../server.ts';
import { lineOf } from '../status/field-error.ts';
import { badRequest, expired, notAcceptable, notFound, StatusError } from '../status/status.ts';
import { COMPACTED } from '../storage/storage.ts';
import { toVersion } from './convert.ts';
import { isWanted, type ListOptions, readListOptions, readVersion, versionError } from './list-options.ts';
import { PageExpired, readToken, writeToken } from './page.ts';
import { partialOf } from './partial.ts';
import { goName, respondObject } from './respond-object.ts';
import { tableOf } from './table.ts';

/** A revision that has not come yet. */
export function tooLarge(version: number, current: number): StatusError {
  return new StatusError(
    504,
    'Timeout',
    `Timeout: Too large resource version: ${version}, current: ${current}`,
    {
      retryAfterSeconds: 1,
      causes: [{ reason: 'ResourceVersionTooLarge', message: 'Too large resource version' }],
    },
  );
}

export async function find(
  server: Server,
  kind: Kind,
  namespace: string,
  name: string,
): Promise<KubernetesObject> {
  const key = { resource: kind.stored.resource, namespace: kind.namespaced ? namespace : '', name };
  const stored = await server.storage.get(key);
  if (stored === undefined) throw notFound(kind, name);
  return toVersion(kind, stored);
}

export async function handleGet(server: Server, call: Call): Promise<Response> {
  const { hosted } = call.kind;
  if (hosted !== undefined)
    return respondObject(server, call, await hosted.storage.get(askedOf(call), call.info.name));
  const version = readVersion(call.query.get('resourceVersion') ?? '');
  const current = await server.storage.revision();
  if (version !== undefined && version > current) throw tooLarge(version, current);
  const { kind, info } = call;
  return respondObject(server, call, await find(server, kind, info.namespace, info.name));
}

/** Part of a list. */
export interface Page {
  /** Empty where a host knows none. */
  readonly revision: number | string;
  readonly items: readonly KubernetesObject[];
  readonly continue?: string;
  readonly remaining?: number;
}

function startOf({ metadata }: KubernetesObject, all: boolean): string {
  return `${all ? `${metadata.namespace ?? ''}/` : ''}${metadata.name ?? ''}`;
}

/** Reads objects of a kind as a list asks for them. @throws StatusError */
export async function listPage(server: Server, call: Call, options: ListOptions): Promise<Page> {
  const { kind, info } = call;
  const namespace = kind.namespaced && info.namespace !== '' ? info.namespace : undefined;
  const selection = { resource: kind.stored.resource, ...(namespace !== undefined && { namespace }) };
  const from = options.continue === '' ? undefined : readToken(options.continue);
  if (from !== undefined && options.resourceVersion !== '' && options.resourceVersion !== '0')
    throw badRequest('specifying resource version is not allowed when using continue');
  const at = from === undefined ? await exactRevision(server, options) : from.revision;
  const list = await server.storage.list(selection, at === undefined || at < 0 ? undefined : at);
  if (list === COMPACTED)
    throw from === undefined
      ? expired('The resourceVersion for the provided list is too old.')
      : new PageExpired(from.start);
  const wanted = list.items
    .map((object) => toVersion(kind, object))
    .filter((object) => isWanted(kind, options, object));
  const all = namespace === undefined && kind.namespaced;
  const start = from?.start.replace(/\0$/, '');
  const after = start === undefined ? wanted : wanted.filter((object) => startOf(object, all) > start);
  // From what is at hand there is no reason to give it in pages.
  const limit = options.resourceVersion === '0' && from === undefined ? 0 : options.limit;
  if (limit === 0 || after.length <= limit) return { revision: list.revision, items: after };
  const items = after.slice(0, limit);
  const selected = options.labels.length > 0 || options.fields.length > 0;
  return {
    revision: list.revision,
    items,
    continue: writeToken({ revision: list.revision, start: `${startOf(items.at(-1)!, all)}\u0000` }),
    ...(!selected && { remaining: after.length - limit }),
  };
}

/** The revision that must be shown, where one is asked for. */
async function exactRevision(
  server: Server,
  { resourceVersion, match, limit }: ListOptions,
): Promise<number | undefined> {
  if (resourceVersion === '' || resourceVersion === '0') return undefined;
  if (!/^\d+$/.test(resourceVersion))
    throw badRequest(`invalid resource version: ${lineOf(versionError(resourceVersion))}`);
  const version = Number(resourceVersion);
  const current = await server.storage.revision();
  if (version > current) throw tooLarge(version, current);
  return match === 'Exact' || (match === '' && limit > 0) ? version : undefined;
}

export async function handleList(server: Server, call: Call): Promise<Response> {
  const { kind, query } = call;
  const options = readListOptions(kind, query, false);
  const page =
    kind.hosted === undefined
      ? await listPage(server, call, options)
      : await kind.hosted.storage.list(askedOf(call), options);
  return respondList(server, call, page);
}

export function respondList(server: Server, call: Call, page: Page): Response {
  const { accepted, kind, query, wishes } = call;
  const metadata: JsonObject = {
    ...(page.revision !== '' && { resourceVersion: String(page.revision) }),
    ...(page.continue !== undefined && { continue: page.continue }),
    ...(page.remaining !== undefined && { remainingItemCount: page.remaining }),
  };
  const send = (body: JsonObject): Response => respond(body, 200, wishes, { type: accepted.type });
  if (accepted.as === 'PartialObjectMetadata')
    throw notAcceptable(
      `you requested PartialObjectMetadata, but the requested object is a list (*${goName(call, true)})`,
    );
  if (accepted.as === 'Table')
    return send(
      tableOf(kind, page.items, server.clock.now(), {
        version: accepted.version,
        include: query.get('includeObject') ?? '',
        metadata,
      }),
    );
  if (accepted.as === 'PartialObjectMetadataList')
    return send({
      kind: 'PartialObjectMetadataList',
      apiVersion: 'meta.k8s.io/v1',
      metadata,
      items: page.items.map(partialOf),
    });
  const items = page.items.map((object) => listItem(kind, object));
  // Lists of custom objects say that there is no next page.
  if (kind.custom !== undefined) metadata['continue'] ??= '';
  return send({ kind: kind.listKind, apiVersion: apiVersionOf(kind), metadata, items });
}

/** Items of official lists leave out what the list says of all of them. */
function listItem(kind: Kind, object: KubernetesObject): JsonObject {
  if (kind.custom !== undefined || kind.hosted !== undefined) return asJson(object);
  const { kind: _kind, apiVersion: _version, ...rest } = asJson(object);
  return rest;
}
