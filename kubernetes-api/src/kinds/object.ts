// Objects as they are stored and answered, with what is looked at in their metadata.
import type { JsonObject } from '../json/json.ts';

/** Someone's hold on fields of an object. */
export interface ManagedFieldsEntry {
  readonly manager?: string;
  readonly operation?: string;
  readonly apiVersion?: string;
  readonly time?: string;
  readonly fieldsType?: string;
  readonly fieldsV1?: JsonObject;
  readonly subresource?: string;
}

export interface OwnerReference {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly uid: string;
  readonly controller?: boolean;
  readonly blockOwnerDeletion?: boolean;
}

/** Metadata, as JSON. */
export interface ObjectMeta {
  name?: string;
  generateName?: string;
  namespace?: string;
  uid?: string;
  resourceVersion?: string;
  generation?: number;
  creationTimestamp?: string;
  deletionTimestamp?: string;
  deletionGracePeriodSeconds?: number;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  ownerReferences?: OwnerReference[];
  finalizers?: string[];
  managedFields?: ManagedFieldsEntry[];
}

/** An object. Whoever gets one from the storage must not change it. */
export interface KubernetesObject {
  apiVersion: string;
  kind: string;
  metadata: ObjectMeta;
  [field: string]: unknown;
}

/** The object as plain JSON; the same object. */
export function asJson(object: KubernetesObject): JsonObject {
  return object as unknown as JsonObject;
}

/** Plain JSON as an object; the same object, whose metadata is there afterwards. */
export function asObject(json: JsonObject): KubernetesObject {
  json['metadata'] ??= {};
  return json as unknown as KubernetesObject;
}
