// Only the metadata of an object.
import type { JsonObject } from '../json/json.ts';
import type { KubernetesObject } from '../kinds/object.ts';

export function partialOf({ metadata }: KubernetesObject): JsonObject {
  return {
    kind: 'PartialObjectMetadata',
    apiVersion: 'meta.k8s.io/v1',
    metadata: metadata as unknown as JsonObject,
  };
}
