// Objects between the version that is stored and the version that is asked for.
import { fromStoredEvent, toStoredEvent } from '../behaviour/event-versions.ts';
import { customToStored, customToVersion } from '../crd/convert.ts';
import { apiVersionOf, type Kind } from '../kinds/kind.ts';
import { asJson, asObject, type KubernetesObject } from '../kinds/object.ts';
import { throughStorage } from '../types/decode.ts';

/** A stored object as a kind shows it. */
export function toVersion(kind: Kind, object: KubernetesObject): KubernetesObject {
  if (kind.custom !== undefined) return customToVersion(kind, kind.custom, object);
  if (object.apiVersion === apiVersionOf(kind)) return object;
  return kind.kind === 'Event' ? fromStoredEvent(object) : { ...object, apiVersion: apiVersionOf(kind) };
}

/** An object of a kind as it is stored. */
export function toStored(kind: Kind, object: KubernetesObject): KubernetesObject {
  if (kind.type !== undefined && object.apiVersion === kind.stored.apiVersion)
    return asObject(throughStorage(kind.type, asJson(object)));
  if (object.apiVersion === kind.stored.apiVersion) return object;
  if (kind.custom !== undefined) return customToStored(kind, kind.custom, object);
  if (kind.kind === 'Event') return toStoredEvent(object);
  return { ...object, apiVersion: kind.stored.apiVersion };
}
