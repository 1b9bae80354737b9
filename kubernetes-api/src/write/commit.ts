// Changes a stored object: from what is there to what is wanted, checked, and stored if nobody was faster.
import type { HostedKind } from '../hosted/hosted.ts';
import { clone, equal } from '../json/json.ts';
import { hasStatus, type Kind } from '../kinds/kind.ts';
import type { KubernetesObject } from '../kinds/object.ts';
import { toStored, toVersion } from '../read/convert.ts';
import { askedOf, attributesOf, type Call, type Server } from '../server.ts';
import type { FieldError } from '../status/field-error.ts';
import {
  conflict,
  internal,
  invalidObject,
  MODIFIED,
  methodNotAllowed,
  notFound,
  StatusError,
} from '../status/status.ts';
import { revisionOf } from '../storage/storage.ts';
import { isPathSegment } from '../validation/names.ts';
import {
  keepSystemFields,
  metaErrors,
  metaUpdateErrors,
  named,
  subdomainName,
} from '../validation/object-meta.ts';
import { checkSize } from './size.ts';

/** A change. */
export interface Wanted {
  /** `status` and the like; empty for the object itself. */
  readonly subresource: string;
  readonly dryRun: boolean;
  /** What the object is to be; must not change what it gets. */
  readonly next: (live: KubernetesObject) => Promise<KubernetesObject>;
  /** For an object that is not there; without it that is refused. */
  readonly create?: () => Promise<KubernetesObject>;
  /** It is a configuration that somebody applies. */
  readonly applies?: boolean;
}

export interface Committed {
  readonly object: KubernetesObject;
  readonly created: boolean;
}

// A caller that named no version waits for its turn; this many others may come first.
const TRIES = 20;

/** @throws StatusError */
export async function commit(server: Server, call: Call, wanted: Wanted): Promise<Committed> {
  const { kind, info } = call;
  if (kind.hosted !== undefined) return commitHosted(call, kind.hosted, wanted);
  const key = { resource: kind.stored.resource, namespace: info.namespace, name: info.name };
  if (!kind.namespaced) key.namespace = '';
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const stored = await server.storage.get(key);
    if (stored === undefined) {
      if (wanted.create === undefined) throw notFound(kind, info.name);
      return { object: await wanted.create(), created: true };
    }
    const live = toVersion(kind, stored);
    const next = clone(await wanted.next(live));
    checkVersion(kind, next, live);
    const admission = {
      attributes: { ...attributesOf(info, call.user), verb: 'update' },
      operation: 'UPDATE' as const,
      kind,
      object: next,
      oldObject: live,
      dryRun: wanted.dryRun,
      warn: call.warn,
    };
    await server.admission.mutate?.(admission);
    prepare(server, kind, next, live, wanted.subresource);
    const standing = check(server, kind, next, live, wanted.subresource);
    for (const { field, message } of standing) call.warn(`${field}: ${message}`);
    for (const sentence of kind.behaviour.warnings?.(next, live) ?? []) call.warn(sentence);
    await server.admission.validate?.(admission);
    const object = unchanged(live, next) ? live : await put(server, kind, key, next, live, wanted.dryRun);
    if (object !== undefined) return { object, created: false };
  }
  throw conflict(kind, info.name, MODIFIED);
}

/** Whatever checks versions and keeps fields of somebody else's objects is their host. */
async function commitHosted(call: Call, { storage }: HostedKind, wanted: Wanted): Promise<Committed> {
  if (storage.update === undefined) throw methodNotAllowed();
  const how = call.info.verb === 'update' ? 'update' : wanted.applies === true ? 'apply' : 'patch';
  return storage.update(askedOf(call), call.info.name, {
    how,
    dryRun: wanted.dryRun,
    next: async (live) => clone(await wanted.next(live)),
    ...(wanted.create !== undefined && { create: wanted.create }),
  });
}

/** The caller may say which version and which object it means. */
function checkVersion(kind: Kind, next: KubernetesObject, live: KubernetesObject): void {
  const { resourceVersion = '', name = '' } = next.metadata;
  if (resourceVersion !== '' && !/^\d+$/.test(resourceVersion))
    throw internal(`strconv.ParseUint: parsing ${JSON.stringify(resourceVersion)}: invalid syntax`);
  if (kind.behaviour.needsResourceVersion && Number(resourceVersion) === 0)
    throw new StatusError(
      422,
      'Invalid',
      `${kind.group === '' ? kind.resource : `${kind.resource}.${kind.group}`} "${name}" is invalid: metadata.resourceVersion: Invalid value: 0: must be specified for an update`,
      {
        name,
        group: kind.group,
        kind: kind.resource,
        causes: [
          {
            reason: 'FieldValueInvalid',
            message: 'Invalid value: 0: must be specified for an update',
            field: 'metadata.resourceVersion',
          },
        ],
      },
    );
  if (Number(resourceVersion) !== 0 && resourceVersion !== live.metadata.resourceVersion)
    throw conflict(kind, name, MODIFIED);
}

/** Another uid than the stored one, in a body of a PUT, is a precondition that failed. */
export function checkUid(kind: Kind, next: KubernetesObject, live: KubernetesObject): void {
  const { uid = '', name = '', namespace } = next.metadata;
  if (uid === '' || uid === live.metadata.uid) return;
  const place = [kind.stored.resource, namespace, name].filter(Boolean).join('/');
  throw conflict(
    kind,
    name,
    `StorageError: invalid object, Code: 4, Key: /registry/${place}, ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in precondition: ${uid}, UID in object meta: ${live.metadata.uid}`,
  );
}

function prepare(
  server: Server,
  kind: Kind,
  next: KubernetesObject,
  live: KubernetesObject,
  subresource: string,
): void {
  next.metadata.resourceVersion = live.metadata.resourceVersion!;
  keepSystemFields(next, live);
  if (hasStatus(kind) && subresource === '') keepField(next, live, 'status');
  if (subresource === 'status' && kind.custom === undefined) keepAllButStatus(next, live);
  kind.behaviour.prepareUpdate?.(next, live, { now: server.clock.now(), subresource });
  if (kind.behaviour.generation && !sameSpec(kind, next, live))
    next.metadata.generation = (live.metadata.generation ?? 0) + 1;
}

/** Through `status` nothing else changes but metadata. */
function keepAllButStatus(next: KubernetesObject, live: KubernetesObject): void {
  for (const field of new Set([...Object.keys(next), ...Object.keys(live)]))
    if (!['kind', 'apiVersion', 'metadata', 'status'].includes(field)) keepField(next, live, field);
}

function keepField(next: KubernetesObject, live: KubernetesObject, field: string): void {
  if (live[field] === undefined) delete next[field];
  else next[field] = live[field];
}

/** Whether everything outside of `metadata`, and of a `status` that stands apart, is the same. */
function sameSpec(kind: Kind, next: KubernetesObject, live: KubernetesObject): boolean {
  const bare = ({ metadata: _metadata, status, ...rest }: KubernetesObject) =>
    hasStatus(kind) ? rest : { ...rest, status };
  return equal(bare(next), bare(live));
}

/** @returns what is not as it should be, was so before, and is told without a refusal */
function check(
  server: Server,
  kind: Kind,
  next: KubernetesObject,
  live: KubernetesObject,
  subresource: string,
): readonly FieldError[] {
  const { checkName = subdomainName, anyFinalizer, validate, validateUpdate, validateLast } = kind.behaviour;
  const errors: FieldError[] = [
    // The server checks metadata for every kind, and each kind once more.
    ...metaErrors(
      next,
      kind.namespaced,
      kind.custom === undefined ? named(isPathSegment) : checkName,
      anyFinalizer,
    ),
    ...metaUpdateErrors(next, live),
    ...(kind.custom === undefined ? metaUpdateErrors(next, live) : []),
    ...(validateUpdate?.(next, live, { now: server.clock.now(), subresource }) ?? []),
    ...(kind.custom === undefined ? metaErrors(next, kind.namespaced, checkName, anyFinalizer) : []),
    ...(validate?.(next, subresource, live) ?? []),
  ];
  const last = validateLast?.(next, live, errors) ?? [];
  errors.push(...last.filter(({ standing }) => standing !== true));
  if (errors.length > 0)
    throw invalidObject(
      { group: kind.behaviour.errorGroup ?? kind.group, kind: next.kind },
      next.metadata.name ?? '',
      errors,
    );
  return last;
}

/** Nothing to store: only the moment at which managed fields were noted may differ. */
function unchanged(live: KubernetesObject, next: KubernetesObject): boolean {
  const timeless = (object: KubernetesObject): unknown => ({
    ...object,
    metadata: {
      ...object.metadata,
      managedFields: object.metadata.managedFields?.map(({ time: _time, ...entry }) => entry),
    },
  });
  return equal(timeless(live), timeless(next));
}

/** @returns undefined when somebody was faster */
async function put(
  server: Server,
  kind: Kind,
  key: { resource: string; namespace: string; name: string },
  next: KubernetesObject,
  live: KubernetesObject,
  dryRun: boolean,
): Promise<KubernetesObject | undefined> {
  checkSize(next, server.bounds.objectBytes);
  if (dryRun) return next;
  const expected = revisionOf(live);
  // The last finalizer of an object that is being deleted takes the object with it.
  if (isFinished(next)) {
    const removed = await server.storage.write({ key, expected });
    return removed === undefined ? undefined : next;
  }
  const stored = await server.storage.write({ key, expected, object: toStored(kind, next) });
  return stored === undefined ? undefined : toVersion(kind, stored);
}

/** Whether nothing holds an object any more that is being deleted. */
export function isFinished({ metadata, kind, apiVersion, spec }: KubernetesObject): boolean {
  if (metadata.deletionTimestamp === undefined || (metadata.finalizers ?? []).length > 0) return false;
  if (kind !== 'Namespace' || apiVersion !== 'v1') return true;
  return ((spec as { finalizers?: string[] } | undefined)?.finalizers ?? []).length === 0;
}
