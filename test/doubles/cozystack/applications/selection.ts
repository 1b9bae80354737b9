// Which applications a list or a watch is about: labels are looked for under their prefixed names, and of field selectors
// only those that name one object count for the backend.
import { internal, type LabelSelector, type ListOptions } from '@hikube/kubernetes-api';
import { isQualifiedName } from '../../../../kubernetes-api/src/validation/names.ts';
import { PREFIX } from './maps.ts';

/** @throws StatusError when a prefixed key is no key any more */
export function prefixedSelector(labels: LabelSelector): LabelSelector {
  return labels.map((requirement) => {
    const key = `${PREFIX}${requirement.key}`;
    const [error] = isQualifiedName(key);
    if (error !== undefined)
      throw internal(`error prefixing label key: key: Invalid value: ${JSON.stringify(key)}: ${error}`);
    return { ...requirement, key };
  });
}

/** The one value that a field must have; empty when it may have others. */
export function exactly({ fields }: ListOptions, name: 'metadata.name' | 'metadata.namespace'): string {
  const term = fields.find(({ field, equal }) => field === name && equal);
  return term?.value ?? '';
}

export function matchesAll(
  { fields }: ListOptions,
  metadata: { name?: string; namespace?: string },
): boolean {
  return fields.every(({ field, equal, value }) => {
    const found = (field === 'metadata.name' ? metadata.name : metadata.namespace) ?? '';
    return equal === (found === value);
  });
}
