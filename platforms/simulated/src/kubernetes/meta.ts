// Metadata of derived objects.
import type { ObjectMeta } from '@hikube/kubernetes-api';
import { createSeededRandom } from '@hikube/service/platform';
import { identityOf } from '../identity.ts';
import type { ClusterSnapshot } from './snapshot.ts';

/** What an object is called. */
export interface Naming {
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  /** When it was made; with its cluster by default. */
  readonly createdAt?: string;
}

/** Metadata with the name that it always has. */
export type NamedMeta = ObjectMeta & { readonly name: string; readonly uid: string };

/** The metadata of an object of a cluster. */
export function metaOf({ cluster }: ClusterSnapshot, naming: Naming): NamedMeta {
  const { name, namespace, labels, createdAt = cluster.createdAt } = naming;
  return {
    name,
    ...(namespace === undefined ? {} : { namespace }),
    uid: identityOf(cluster.uid, naming),
    creationTimestamp: seconds(createdAt),
    ...(labels === undefined ? {} : { labels: { ...labels } }),
  };
}

/** A few letters that look drawn and are always the same for the same text. */
export function suffixOf(text: string, length: number): string {
  const random = createSeededRandom(text);
  // The alphabet of Kubernetes' own names: no vowels, so that no words arise.
  const letters = 'bcdfghjklmnpqrstvwxz2456789';
  return Array.from({ length }, () => letters[random.int(letters.length)]!).join('');
}

/** Kubernetes writes times in whole seconds. */
export function seconds(timestamp: string): string {
  return `${new Date(timestamp).toISOString().slice(0, 19)}Z`;
}
