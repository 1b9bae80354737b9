// What may not happen to a cluster that exists: fields that never change, and deletion under protection.
import { error, type Finding } from '../finding.ts';
import { at } from '../values/pointer.ts';
import { isAbsent, isObject, type JsonObject, show } from '../values/read.ts';
import { isUnknown } from '../values/unknown.ts';

/** Fields whose change is refused, because the platform cannot move what hangs on them. */
export const IMMUTABLE_FIELDS = Object.freeze(['storageClass', 'host'] as const);

const REASONS: Readonly<Record<(typeof IMMUTABLE_FIELDS)[number], string>> = {
  storageClass: 'its volumes stay in the class they were made in',
  host: 'the certificates of the API server carry the name',
};

/**
 * Checks that a change leaves immutable fields alone. A field that is absent on either side is not changed.
 * @param before the cluster as it is
 * @param after the cluster as it will be, or a merge patch
 */
export function checkClusterChange(before: unknown, after: unknown, pointer = ''): readonly Finding[] {
  if (!isObject(before) || !isObject(after)) return [];
  return IMMUTABLE_FIELDS.flatMap((field) => {
    const [from, to] = [before[field], after[field]];
    if (isAbsent(from) || isAbsent(to) || isUnknown(from) || isUnknown(to) || from === to) return [];
    const detail =
      `${field} cannot change from ${show(from)} to ${show(to)}, because ${REASONS[field]}; ` +
      'keep it, or make another cluster.';
    return [error(at(pointer, field), 'immutable', detail, typeof from === 'string' ? [from] : [])];
  });
}

/** Checks that a cluster may be deleted. */
export function checkClusterDeletion(cluster: JsonObject): readonly Finding[] {
  if (cluster['deletionProtection'] !== true) return [];
  const detail = 'The cluster is protected against deletion; set deletionProtection to false first.';
  return [error('/deletionProtection', 'deletion_protected', detail)];
}
