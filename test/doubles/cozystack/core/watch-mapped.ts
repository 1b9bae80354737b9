// A watch of objects that are shown as something else, one for one.
import type { HostedEvent, KubernetesObject, ListOptions, StoredChange } from '@hikube/kubernetes-api';
import type { Backend } from '../platform/backend.ts';
import { endOfInitial, startOf, wantsInitial } from '../platform/bookmarks.ts';

export interface Mapped {
  readonly backend: Backend;
  readonly resource: string;
  readonly namespace?: string;
  readonly isSelected: (object: KubernetesObject) => boolean;
  readonly show: (object: KubernetesObject) => KubernetesObject;
  /** An object with nothing in it, for the end of the beginning. */
  readonly empty: KubernetesObject;
}

export async function watchMapped(
  { backend, resource, namespace, isSelected, show, empty }: Mapped,
  options: ListOptions,
  send: (event: HostedEvent) => void,
): Promise<() => void> {
  const start = startOf(options);
  const isNew = ({ metadata }: KubernetesObject): boolean =>
    start === 0 || Number(metadata.resourceVersion) > start;
  const changed = ({ type, object, previous, revision }: StoredChange): void => {
    const is = type !== 'DELETED' && isSelected(object);
    const was = previous !== undefined && isSelected(previous);
    if (is && was) send({ type: 'MODIFIED', object: show(object) });
    else if (is && isNew(object)) send({ type: 'ADDED', object: show(object) });
    else if (was && !is) {
      const metadata = { ...previous.metadata, resourceVersion: String(revision) };
      send({ type: 'DELETED', object: show({ ...previous, metadata }) });
    }
  };
  return backend.watch(
    { resource, ...(namespace !== undefined && { namespace }) },
    (items, revision) => {
      for (const item of items)
        if (isSelected(item) && isNew(item)) send({ type: 'ADDED', object: show(item) });
      if (wantsInitial(options)) send(endOfInitial(empty, revision));
    },
    changed,
  );
}

/** The newest version among objects; 0 for none. */
export function newestOf(objects: readonly KubernetesObject[]): number {
  return Math.max(0, ...objects.map(({ metadata }) => Number(metadata.resourceVersion)));
}
