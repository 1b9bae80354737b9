// What a cluster shows by itself, beside what somebody made in it: two layers around the objects that are kept.
import type { KubernetesObject, ObjectKey } from '@hikube/kubernetes-api';

/** An object that is shown and not kept. */
export interface ShownObject {
  readonly resource: string;
  readonly object: KubernetesObject;
}

/** Everything that is shown. */
export interface Shown {
  /** Sequence number of the store at which it came to be so. */
  readonly revision: number;
  /** What the world is. It stands above what is kept, and nobody writes it. */
  readonly fixed: readonly ShownObject[];
  /** What every cluster is born with. It stands below what is kept: who changes it keeps his own. */
  readonly initial: readonly ShownObject[];
}

/** A layer, by the text of keys. */
export type Layer = ReadonlyMap<string, LayerEntry>;

export interface LayerEntry {
  readonly key: ObjectKey;
  readonly object: KubernetesObject;
  /** By which it is seen whether it differs. */
  readonly text: string;
}

export const EMPTY: Layer = new Map();

/** One text for each key; no part has a slash. */
export function keyText({ resource, namespace, name }: ObjectKey): string {
  return `${resource}/${namespace}/${name}`;
}

export function layerOf(objects: readonly ShownObject[]): Layer {
  return new Map(
    objects.map(({ resource, object }) => {
      const { namespace = '', name = '' } = object.metadata;
      const key = { resource, namespace, name };
      return [keyText(key), { key, object, text: JSON.stringify(object) }];
    }),
  );
}

/** Keys of objects that are not in both, or differ. */
export function differing(before: Layer, after: Layer): ObjectKey[] {
  const found: ObjectKey[] = [];
  for (const [text, { key }] of before) if (!after.has(text)) found.push(key);
  for (const [text, entry] of after) if (before.get(text)?.text !== entry.text) found.push(entry.key);
  return found;
}
