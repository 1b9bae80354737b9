// Identity of derived objects: the same object has the same uid whenever somebody looks, whether through the API or with
// kubectl, and another cluster has others.
import { createSeededRandom, uuid } from '@hikube/service/platform';

/** What the identity of an object follows from. */
export interface Named {
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}

/** @param cluster uid of the cluster that the object is in */
export function identityOf(cluster: string, { kind, name, namespace = '' }: Named): string {
  return uuid(createSeededRandom(`${cluster}/${kind}/${namespace}/${name}`));
}
