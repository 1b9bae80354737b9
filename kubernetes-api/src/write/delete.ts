// DELETE of one object and of many: at once, or later when finalizers still hold an object.
import { timeOf } from '../clock.ts';
import type { HostedKind } from '../hosted/hosted.ts';
import { readBody } from '../http/body.ts';
import { respond } from '../http/respond.ts';
import { clone, type JsonObject } from '../json/json.ts';
import { isNamespace, type Kind } from '../kinds/kind.ts';
import type { KubernetesObject } from '../kinds/object.ts';
import { toStored, toVersion } from '../read/convert.ts';
import { listPage, respondList } from '../read/list.ts';
import { readListOptions } from '../read/list-options.ts';
import { respondObject } from '../read/respond-object.ts';
import { askedOf, attributesOf, type Call, type Server } from '../server.ts';
import { conflict, MODIFIED, methodNotAllowed, notFound, StatusError } from '../status/status.ts';
import { revisionOf } from '../storage/storage.ts';
import { isFinished } from './commit.ts';
import { type DeleteOptions, readDeleteOptions } from './delete-options.ts';

const FOREGROUND = 'foregroundDeletion';
const ORPHAN = 'orphan';
const TRIES = 20;

/** What became of an object. */
interface Deleted {
  readonly object: KubernetesObject;
  /** It is still there, being deleted. */
  readonly waiting: boolean;
}

/** A conflict that names the kind and not the resource, as some do. */
function kindConflict(kind: Kind, name: string, text: string): StatusError {
  return new StatusError(
    409,
    'Conflict',
    `Operation cannot be fulfilled on ${kind.kind} "${name}": ${text}`,
    { name, group: kind.group, kind: kind.kind },
  );
}

/** @throws StatusError */
function checkPreconditions(
  kind: Kind,
  { metadata }: KubernetesObject,
  { uid, resourceVersion }: DeleteOptions,
): void {
  const { name = '' } = metadata;
  if (uid !== undefined && uid !== metadata.uid) {
    if (isNamespace(kind))
      throw conflict(
        kind,
        name,
        `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${metadata.uid}`,
      );
    throw kindConflict(
      kind,
      name,
      `the UID in the precondition (${uid}) does not match the UID in record (${metadata.uid}). The object might have been deleted and then recreated`,
    );
  }
  if (resourceVersion !== undefined && resourceVersion !== metadata.resourceVersion) {
    if (isNamespace(kind))
      throw conflict(
        kind,
        name,
        `Precondition failed: ResourceVersion in precondition: ${resourceVersion}, ResourceVersion in object meta: ${metadata.resourceVersion}`,
      );
    throw kindConflict(
      kind,
      name,
      `the ResourceVersion in the precondition (${resourceVersion}) does not match the ResourceVersion in record (${metadata.resourceVersion}). The object might have been modified`,
    );
  }
}

function policyOf({ propagation, orphan }: DeleteOptions, finalizers: readonly string[]): string {
  if (propagation !== undefined) return propagation;
  if (orphan !== undefined) return orphan ? 'Orphan' : 'Background';
  // Who asked before for one way has his way.
  if (finalizers.includes(ORPHAN)) return 'Orphan';
  return finalizers.includes(FOREGROUND) ? 'Foreground' : 'Background';
}

/** Finalizers of whoever looks after dependents, beside those that are there. */
function finalizersFor(policy: string, before: readonly string[]): string[] {
  const finalizers = before.filter((name) => name !== ORPHAN && name !== FOREGROUND);
  if (policy === 'Orphan') finalizers.push(ORPHAN);
  if (policy === 'Foreground') finalizers.push(FOREGROUND);
  return finalizers;
}

/** The object as it is while it is being deleted. */
function marked(
  server: Server,
  kind: Kind,
  object: KubernetesObject,
  options: DeleteOptions,
): KubernetesObject {
  const next = clone(object);
  const { metadata } = next;
  const before = metadata.finalizers ?? [];
  const finalizers = server.collects ? finalizersFor(policyOf(options, before), before) : before;
  if (finalizers.length > 0) metadata.finalizers = finalizers;
  else delete metadata.finalizers;
  if (metadata.deletionTimestamp === undefined) {
    metadata.deletionTimestamp = timeOf(server.clock.now());
    // Namespaces know no grace.
    if (!isNamespace(kind)) metadata.deletionGracePeriodSeconds = 0;
    if (metadata.generation !== undefined && metadata.generation > 0) metadata.generation += 1;
  }
  if (isNamespace(kind))
    (next as { status?: JsonObject }).status = { ...(next['status'] as JsonObject), phase: 'Terminating' };
  return next;
}

/** @throws StatusError */
async function deleteObject(
  server: Server,
  call: Call,
  namespace: string,
  name: string,
  options: DeleteOptions,
): Promise<Deleted> {
  const { kind } = call;
  const key = { resource: kind.stored.resource, namespace: kind.namespaced ? namespace : '', name };
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const stored = await server.storage.get(key);
    if (stored === undefined) throw notFound(kind, name);
    checkPreconditions(kind, stored, options);
    await server.admission.validate?.({
      attributes: { ...attributesOf(call.info, call.user), verb: 'delete', name },
      operation: 'DELETE',
      kind,
      oldObject: toVersion(kind, stored),
      dryRun: options.dryRun,
      warn: call.warn,
    });
    const next = marked(server, kind, stored, options);
    const waiting = !isFinished(next);
    const same = stored.metadata.deletionTimestamp !== undefined && sameFinalizers(stored, next);
    if (options.dryRun || (waiting && same))
      return { object: toVersion(kind, waiting ? (same ? stored : next) : stored), waiting };
    const written = await server.storage.write({
      key,
      expected: revisionOf(stored),
      ...(waiting && { object: toStored(kind, next) }),
    });
    if (written !== undefined) return { object: toVersion(kind, waiting ? written : stored), waiting };
  }
  throw conflict(kind, name, MODIFIED);
}

function sameFinalizers({ metadata }: KubernetesObject, next: KubernetesObject): boolean {
  return String(metadata.finalizers ?? []) === String(next.metadata.finalizers ?? []);
}

export async function handleDelete(server: Server, call: Call): Promise<Response> {
  const { kind, info, query, request } = call;
  const options = readDeleteOptions(
    server,
    query,
    await readBody(request),
    request.headers.get('content-type'),
  );
  if (kind.hosted !== undefined) return deleteHosted(server, call, kind.hosted, options);
  const { object, waiting } = await deleteObject(server, call, info.namespace, info.name, options);
  if (waiting || kind.behaviour.returnsDeleted) return respondObject(server, call, object, 200);
  const status: JsonObject = {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Success',
    details: {
      name: info.name,
      ...(kind.group !== '' && { group: kind.group }),
      kind: kind.resource,
      uid: object.metadata.uid!,
    },
  };
  return respond(status, 200, call.wishes, { type: call.accepted.type });
}

/** The host says what becomes of the object, and need not show it. */
async function deleteHosted(
  server: Server,
  call: Call,
  { storage }: HostedKind,
  options: DeleteOptions,
): Promise<Response> {
  const { kind, info } = call;
  if (storage.delete === undefined) throw methodNotAllowed();
  const object = await storage.delete(askedOf(call), info.name, options);
  if (object !== undefined) return respondObject(server, call, object, 200);
  const status: JsonObject = {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Success',
    details: { name: info.name, kind: kind.kind },
    code: 200,
  };
  return respond(status, 200, call.wishes, { type: call.accepted.type });
}

export async function handleDeleteCollection(server: Server, call: Call): Promise<Response> {
  const { kind, query, request } = call;
  const options = readDeleteOptions(
    server,
    query,
    await readBody(request),
    request.headers.get('content-type'),
  );
  const page = await listPage(server, call, readListOptions(kind, query, false));
  const items: KubernetesObject[] = [];
  for (const { metadata } of page.items) {
    const { namespace = '', name = '' } = metadata;
    try {
      const { object } = await deleteObject(server, call, namespace, name, options);
      items.push(object);
    } catch (error) {
      // Somebody else deleted it meanwhile: what was asked for is done.
      if (!(error instanceof StatusError) || error.code !== 404) throw error;
    }
  }
  return respondList(server, call, { ...page, items });
}
