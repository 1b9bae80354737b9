// Who depends on whom: dependents by the uid of their owner, kept as objects come and go.

import type { KubernetesObject } from '../kinds/object.ts';
import { getOrMake } from '../map.ts';
import type { ObjectKey } from '../storage/storage.ts';

function textOf({ resource, namespace, name }: ObjectKey): string {
  return `${resource}/${namespace}/${name}`;
}

export class Owners {
  readonly #dependents = new Map<string, Map<string, ObjectKey>>();
  readonly #owners = new Map<string, readonly string[]>();

  /** An object is there, as it is now. */
  note(key: ObjectKey, { metadata }: KubernetesObject): void {
    const text = textOf(key);
    const uids = (metadata.ownerReferences ?? []).map(({ uid }) => uid);
    this.#drop(text);
    if (uids.length === 0) return;
    this.#owners.set(text, uids);
    for (const uid of uids)
      getOrMake(this.#dependents, uid, () => new Map<string, ObjectKey>()).set(text, key);
  }

  /** An object is gone. */
  forget(key: ObjectKey): void {
    this.#drop(textOf(key));
  }

  #drop(text: string): void {
    for (const uid of this.#owners.get(text) ?? []) {
      const all = this.#dependents.get(uid);
      all?.delete(text);
      if (all?.size === 0) this.#dependents.delete(uid);
    }
    this.#owners.delete(text);
  }

  /** Where the objects are that name an owner. */
  of(uid: string): ObjectKey[] {
    return [...(this.#dependents.get(uid)?.values() ?? [])];
  }
}
