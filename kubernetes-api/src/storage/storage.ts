// The seam to where objects are kept: small enough for memory, a database, or a view of something else.
import type { KubernetesObject } from '../kinds/object.ts';

/** Where an object is. */
export interface ObjectKey {
  /** `configmaps`, or `leases.coordination.k8s.io`. */
  readonly resource: string;
  /** Empty for what is in no namespace. */
  readonly namespace: string;
  readonly name: string;
}

/** Objects of one resource. */
export interface Selection {
  readonly resource: string;
  /** All namespaces when absent. */
  readonly namespace?: string;
}

/** A write that happens only if nobody was faster. */
export interface Write {
  readonly key: ObjectKey;
  /** The revision that the object must have now; 0: there must be none. */
  readonly expected: number;
  /** The new content; absent: the object is removed. */
  readonly object?: KubernetesObject;
}

/** Something that happened to an object. */
export interface StoredChange {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly revision: number;
  /** As it is now; after a removal as it was last, with the revision of the removal. */
  readonly object: KubernetesObject;
  /** As it was before. */
  readonly previous?: KubernetesObject;
  /** There was one before, and what it was like nobody knows any more. */
  readonly previousUnknown?: true;
}

/** A list, as it was at one revision. */
export interface StoredList {
  readonly revision: number;
  /** By namespace and name. */
  readonly items: readonly KubernetesObject[];
}

/** What happened before a revision is no longer known. */
export const COMPACTED = 'compacted';

/**
 * Keeps objects and their history. Revisions are whole numbers that grow with every write of any object; an object has
 * the revision of its last write as `metadata.resourceVersion`. Objects that are handed out or in must not be changed.
 */
export interface Storage {
  /** The newest revision. */
  revision(): Promise<number>;
  get(key: ObjectKey): Promise<KubernetesObject | undefined>;
  /** @param at a revision; the newest when absent */
  list(selection: Selection, at?: number): Promise<StoredList | typeof COMPACTED>;
  /** @returns the object as it is stored, or as it was last; undefined when its revision is not the expected one */
  write(write: Write): Promise<KubernetesObject | undefined>;
  /**
   * Tells what happens after a revision, first what has happened already, each change once and in order.
   * @returns ends it
   */
  watch(
    selection: Selection,
    since: number,
    listener: (change: StoredChange) => void,
  ): Promise<(() => void) | typeof COMPACTED>;
}

/** A storage that takes nothing more. */
export class StorageFull extends Error {}

/** The revision that an object says it has. */
export function revisionOf(object: KubernetesObject): number {
  return Number(object.metadata.resourceVersion ?? 0);
}

/** By namespace and name, as bytes compare. */
export function byKey(a: KubernetesObject, b: KubernetesObject): number {
  const [left, right] = [sortKey(a), sortKey(b)];
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function sortKey({ metadata }: KubernetesObject): string {
  return `${metadata.namespace ?? ''}\u0000${metadata.name ?? ''}`;
}
