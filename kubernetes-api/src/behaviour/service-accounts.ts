// ServiceAccounts.
import { listOf, objectOf, textOf } from '../json/json.ts';
import type { Behaviour } from '../kinds/behaviour.ts';
import type { KubernetesObject } from '../kinds/object.ts';
import { ageColumn, nameColumn } from '../read/columns.ts';
import { column } from './texts.ts';

/** Of a referred secret only the name counts. */
function onlyNames(object: KubernetesObject): void {
  const refs = listOf(object['secrets']).map((ref) => ({ name: textOf(objectOf(ref)['name']) }));
  if (refs.length > 0) object['secrets'] = refs;
}

export const serviceAccounts: Behaviour = {
  returnsDeleted: true,
  prepareCreate: onlyNames,
  prepareUpdate: onlyNames,
  columns: [
    nameColumn,
    column(
      'Secrets',
      'string',
      'Secrets is a list of the secrets in the same namespace that pods running using this ServiceAccount are allowed to use. Pods are only limited to this list if this service account has a "kubernetes.io/enforce-mountable-secrets" annotation set to "true". The "kubernetes.io/enforce-mountable-secrets" annotation is deprecated since v1.32. Prefer separate namespaces to isolate access to mounted secrets. This field should not be used to find auto-generated service account token secrets for use outside of pods. Instead, tokens can be requested directly using the TokenRequest API, or service account token secrets can be manually created. More info: https://kubernetes.io/docs/concepts/configuration/secret',
      (object) => listOf(object['secrets']).length,
    ),
    ageColumn,
  ],
};
