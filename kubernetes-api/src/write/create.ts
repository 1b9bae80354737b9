// Creates objects: decoded, admitted, named, checked, stored.
import { trackUpdate } from '../apply/field-manager.ts';
import { writerOf } from '../apply/writer.ts';
import { timeOf } from '../clock.ts';
import { readBody } from '../http/body.ts';
import { clone } from '../json/json.ts';
import { hasStatus, type Kind } from '../kinds/kind.ts';
import { asObject, type KubernetesObject } from '../kinds/object.ts';
import { toStored, toVersion } from '../read/convert.ts';
import { respondObject } from '../read/respond-object.ts';
import { askedOf, attributesOf, type Call, type Server } from '../server.ts';
import { alreadyExists, internal, invalidObject, methodNotAllowed, StatusError } from '../status/status.ts';
import { decode } from '../types/decode.ts';
import type { StructType } from '../types/type-node.ts';
import { metaErrors, subdomainName } from '../validation/object-meta.ts';
import { decodeObject } from './decode-object.ts';
import { matchNamespace } from './match.ts';
import { readOptions, type WriteOptions } from './options.ts';
import { checkSize } from './size.ts';

/** POST to a collection. */
export async function handleCreate(server: Server, call: Call): Promise<Response> {
  const options = readOptions('CreateOptions', call.query, call.request.headers.get('user-agent'));
  const object = await decodeObject(server, call, await readBody(call.request), options);
  matchNamespace(call, object);
  const created = await create(server, call, object, options);
  return respondObject(server, call, created, 201);
}

/** Stores a new object of the kind of a call. @param object may be changed */
export async function create(
  server: Server,
  call: Call,
  object: KubernetesObject,
  options: WriteOptions,
  tracked = false,
): Promise<KubernetesObject> {
  const { kind } = call;
  wipe(object);
  const admission = {
    attributes: { ...attributesOf(call.info, call.user), verb: 'create', name: object.metadata.name ?? '' },
    operation: 'CREATE' as const,
    kind,
    object,
    dryRun: options.dryRun,
    warn: call.warn,
  };
  await server.admission.mutate?.(admission);
  if (kind.hosted !== undefined) {
    if (kind.hosted.storage.create === undefined) throw methodNotAllowed();
    await server.admission.validate?.(admission);
    return kind.hosted.storage.create(askedOf(call), object, options);
  }
  const held = tracked
    ? object
    : trackUpdate(server.fieldType(kind), undefined, object, writerOf(server, kind, options.manager));
  const prepared = prepare(server, kind, clone(held));
  check(kind, prepared);
  for (const sentence of kind.behaviour.warnings?.(prepared) ?? []) call.warn(sentence);
  if ((object.metadata.resourceVersion ?? '') !== '')
    throw internal('resourceVersion should not be set on objects to be created');
  await server.admission.validate?.({ ...admission, object: prepared });
  return store(server, kind, prepared, options.dryRun);
}

/** What only the server sets is forgotten before anybody sees it; changes the object. */
function wipe({ metadata }: KubernetesObject): void {
  delete metadata.deletionTimestamp;
  delete metadata.deletionGracePeriodSeconds;
  delete metadata.creationTimestamp;
  delete metadata.uid;
  delete (metadata as { selfLink?: string }).selfLink;
}

/** Nothing has happened to a new object, whatever it says; changes the object. */
function withoutStatus(type: StructType, object: KubernetesObject): void {
  const { status } = decode(type, {}).value;
  if (status === undefined) delete object['status'];
  else object['status'] = status;
}

/** Names it, and sets what only the server sets. */
function prepare(server: Server, kind: Kind, object: KubernetesObject): KubernetesObject {
  const { metadata } = object;
  if (kind.behaviour.generation) metadata.generation = 1;
  if (kind.type !== undefined && hasStatus(kind)) {
    withoutStatus(kind.type, object);
    // Some defaults are of the status.
    kind.behaviour.default?.(object);
  }
  kind.behaviour.prepareCreate?.(object);
  metadata.creationTimestamp = timeOf(server.clock.now());
  metadata.uid = server.random.uuid();
  if (!metadata.name && metadata.generateName) {
    // A generated name is never longer than a name may be.
    metadata.name = `${metadata.generateName.slice(0, 58)}${server.random.suffix()}`;
    // Some defaults follow from the name.
    kind.behaviour.default?.(object);
  }
  return object;
}

function check(kind: Kind, object: KubernetesObject): void {
  const { checkName = subdomainName, anyFinalizer, validate, validateLast } = kind.behaviour;
  const errors = [
    ...metaErrors(object, kind.namespaced, checkName, anyFinalizer),
    ...(validate?.(object, '') ?? []),
  ];
  errors.push(...(validateLast?.(object, undefined, errors) ?? []));
  if (errors.length > 0)
    throw invalidObject(
      { group: kind.behaviour.errorGroup ?? kind.group, kind: object.kind },
      object.metadata.name ?? '',
      errors,
    );
}

async function store(
  server: Server,
  kind: Kind,
  object: KubernetesObject,
  dryRun: boolean,
): Promise<KubernetesObject> {
  const { name = '', namespace = '' } = object.metadata;
  const key = { resource: kind.stored.resource, namespace, name };
  checkSize(object, server.bounds.objectBytes);
  if (dryRun) {
    const existing = await server.storage.get(key);
    if (existing !== undefined) throw taken(kind, existing);
    return object;
  }
  const stored = await server.storage.write({ key, expected: 0, object: toStored(kind, object) });
  if (stored !== undefined) return asObject(toVersion(kind, stored) as never);
  const existing = await server.storage.get(key);
  throw existing === undefined ? alreadyExists(kind, name) : taken(kind, existing);
}

function taken(kind: Kind, { metadata }: KubernetesObject): StatusError {
  const error = alreadyExists(kind, metadata.name ?? '');
  if (metadata.deletionTimestamp === undefined) return error;
  return new StatusError(
    error.code,
    error.reason,
    `object is being deleted: ${error.message}`,
    error.details,
  );
}
