// How an object that somebody made in a cluster is kept: one document for each, sealed when it is a Secret.
import type { KubernetesObject, ObjectKey } from '@hikube/kubernetes-api';
import type { ClusterRef, SealedPlace } from '@hikube/service/platform';
import type { Envelope, Sealed } from '@hikube/service/secrets';
import {
  type Document,
  type DocumentKey,
  everyDocument,
  type Store,
  type Write,
} from '@hikube/service/store';

export const OBJECT_KIND = 'kubernetesObject';
/** Secrets have a drawer of their own, so that whoever seals them again need not read everything else. */
export const SECRET_KIND = 'kubernetesSecret';
const SUMS_KIND = 'kubernetesSums';
const MOMENT_KIND = 'kubernetesMoment';
const HORIZON_KIND = 'kubernetesHorizon';
const SECRETS = 'secrets';
const REMOVED_AT_ONCE = 500;

/** What a document says of an object. */
export interface ObjectBody {
  /** Without a revision: that is the document's. Absent for what is sealed. */
  readonly object?: KubernetesObject;
  readonly sealed?: Sealed;
  /** Revision at which it came; absent: that of the document. */
  readonly created?: number;
  /** Of the object as JSON. */
  readonly bytes: number;
  /** It is gone since then, and told of to watches that come back. Milliseconds since the epoch. */
  readonly removedAt?: number;
}

/** An object as it was read. */
export interface Kept {
  readonly key: ObjectKey;
  readonly object: KubernetesObject;
  readonly revision: number;
  readonly created: number;
  readonly bytes: number;
  readonly removedAt?: number;
}

/** The start of the ids of everything in a cluster. */
export function prefixOf(uid: string): string {
  return `${uid}/`;
}

/** Where an object is kept. */
export function documentKey({ tenant, uid }: ClusterRef, key: ObjectKey): DocumentKey {
  const { resource, namespace, name } = key;
  const kind = resource === SECRETS ? SECRET_KIND : OBJECT_KIND;
  return { tenant, kind, id: `${prefixOf(uid)}${resource}/${namespace}/${name}` };
}

/** What a document is of; undefined for one of another kind. */
export function objectKeyOf({ kind, id }: DocumentKey): ObjectKey | undefined {
  if (kind !== OBJECT_KIND && kind !== SECRET_KIND) return undefined;
  const [, resource = '', namespace = '', ...name] = id.split('/');
  return { resource, namespace, name: name.join('/') };
}

/** Where it is counted what a cluster keeps. */
export function sumsKey({ tenant, uid }: ClusterRef): DocumentKey {
  return { tenant, kind: SUMS_KIND, id: uid };
}

/** Where it stands at which revision a cluster was seen as it is, when its world has no revisions of the store. */
export function momentKey({ tenant, uid }: ClusterRef): DocumentKey {
  return { tenant, kind: MOMENT_KIND, id: uid };
}

/** Where it stands up to which revision it is forgotten what went. */
export function horizonKey({ tenant, uid }: ClusterRef): DocumentKey {
  return { tenant, kind: HORIZON_KIND, id: uid };
}

function purposeOf(id: string): string {
  return `${SECRET_KIND}/${id}`;
}

/** Makes the body of a document. */
export async function bodyOf(
  envelope: Envelope,
  { kind, id }: DocumentKey,
  object: KubernetesObject,
  rest: Omit<ObjectBody, 'object' | 'sealed' | 'bytes'>,
): Promise<ObjectBody> {
  const { resourceVersion: _revision, ...metadata } = object.metadata;
  const bare: KubernetesObject = { ...object, metadata };
  const text = new TextEncoder().encode(JSON.stringify(bare));
  const bytes = text.length;
  if (kind !== SECRET_KIND) return { ...rest, object: bare, bytes };
  return { ...rest, sealed: await envelope.seal(text, purposeOf(id)), bytes };
}

/** Reads a document. @throws SealError when it cannot be opened */
export async function keptOf(
  envelope: Envelope,
  { key, body, revision }: Document<ObjectBody>,
): Promise<Kept | undefined> {
  const place = objectKeyOf(key);
  if (place === undefined) return undefined;
  const { sealed, created = revision, bytes, removedAt } = body;
  const opened = sealed === undefined ? undefined : await envelope.open(sealed, purposeOf(key.id));
  const bare =
    opened === undefined ? body.object! : (JSON.parse(new TextDecoder().decode(opened)) as KubernetesObject);
  const object = { ...bare, metadata: { ...bare.metadata, resourceVersion: String(revision) } };
  return { key: place, object, revision, created, bytes, ...(removedAt !== undefined && { removedAt }) };
}

/** Everything that is kept of the objects of a cluster. */
export async function* documentsOf(
  store: Store,
  { tenant, uid }: ClusterRef,
): AsyncGenerator<Document<ObjectBody>> {
  for (const kind of [OBJECT_KIND, SECRET_KIND])
    yield* everyDocument<ObjectBody>(store, { tenant, kind, prefix: prefixOf(uid) });
}

/** Removes everything that is kept of the objects of a cluster. */
export async function forgetObjects(store: Store, ref: ClusterRef): Promise<void> {
  const keys = [sumsKey(ref), momentKey(ref), horizonKey(ref)];
  for await (const { key } of documentsOf(store, ref)) keys.push(key);
  const writes = keys.map((key): Write => ({ key, delete: true, expect: 'any' }));
  for (let from = 0; from < writes.length; from += REMOVED_AT_ONCE)
    await store.commit({ writes: writes.slice(from, from + REMOVED_AT_ONCE) });
}

/** Where secrets of users are. */
export const SECRETS_OF_USERS: SealedPlace<ObjectBody> = {
  kind: SECRET_KIND,
  secretOf: ({ sealed }) => sealed,
  purposeOf: ({ key }) => purposeOf(key.id),
  withSecret: (body, sealed) => ({ ...body, sealed }),
};
