// The largest object that is stored.
import { asJson, type KubernetesObject } from '../kinds/object.ts';
import { StatusError } from '../status/status.ts';

/** @throws StatusError as etcd's refusal comes through */
export function checkSize(object: KubernetesObject, most: number): void {
  const size = new TextEncoder().encode(JSON.stringify(asJson(object))).length;
  if (size <= most) return;
  throw new StatusError(500, '', 'etcdserver: request is too large');
}
