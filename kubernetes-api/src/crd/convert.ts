// Custom objects between versions: only the version's name changes, and what the version does not know goes.
import { clone } from '../json/json.ts';
import { apiVersionOf, type Kind } from '../kinds/kind.ts';
import { asJson, type KubernetesObject } from '../kinds/object.ts';
import type { CustomKind } from './custom-kind.ts';
import { applyDefaults, dropNulls, prune } from './structural.ts';

/** What the stored version does not know is not stored. */
export function customToStored(kind: Kind, custom: CustomKind, object: KubernetesObject): KubernetesObject {
  const stored = clone(object);
  stored.apiVersion = kind.stored.apiVersion;
  prune(custom.storedSchema, asJson(stored));
  return stored;
}

export function customToVersion(kind: Kind, custom: CustomKind, object: KubernetesObject): KubernetesObject {
  const shown = clone(object);
  shown.apiVersion = apiVersionOf(kind);
  prune(custom.schema, asJson(shown));
  // Defaults are those of the version in which it is stored.
  if (object.apiVersion !== shown.apiVersion) return shown;
  applyDefaults(custom.schema, asJson(shown));
  dropNulls(custom.schema, asJson(shown));
  return shown;
}
