// What may not happen to an object that exists: fields that never change, and deletion under protection.
import { type Fields, fields, type ObjectKind } from '@hikube/openapi/fields';
import { error, type Finding } from '../finding.ts';
import { equalField } from '../values/fields.ts';
import { at } from '../values/pointer.ts';
import { isAbsent, isObject, type JsonObject, own, show } from '../values/read.ts';
import { isUnknown } from '../values/unknown.ts';

/** Names of the fields of a kind whose change is refused, because the platform cannot move what hangs on them. */
type Immutable<Table> = {
  [Name in keyof Table]: Table[Name] extends { readonly immutable: 'reject' } ? Name : never;
}[keyof Table];

const REASONS: { readonly [Kind in ObjectKind]: Readonly<Record<Immutable<(typeof fields)[Kind]>, string>> } =
  {
    Cluster: {
      site: 'its etcd and its volumes stay at their site',
      storageClass: 'its volumes stay in the class they were made in',
      host: 'the certificates of the API server carry the name',
    },
    NodeGroup: {},
    Addon: {},
  };

/** What people can make another one of. */
const NOUNS: Readonly<Record<ObjectKind, string>> = {
  Cluster: 'cluster',
  NodeGroup: 'node group',
  Addon: 'add-on',
};

/**
 * Checks that a change leaves immutable fields alone. A field that is absent on either side is not changed.
 * @param before the object as it is
 * @param after the object as it will be, or a merge patch
 */
export function checkChange(
  kind: ObjectKind,
  before: unknown,
  after: unknown,
  pointer = '',
): readonly Finding[] {
  if (!isObject(before) || !isObject(after)) return [];
  const table: Fields = fields[kind];
  return Object.entries<string>(REASONS[kind]).flatMap(([name, reason]) => {
    const [from, to] = [own(before, name), own(after, name)];
    if (isAbsent(from) || isAbsent(to) || isUnknown(from) || isUnknown(to)) return [];
    const field = table[name];
    if (field === undefined || equalField(field, from, to)) return [];
    const detail =
      `${name} cannot change from ${show(from)} to ${show(to)}, because ${reason}; ` +
      `keep it, or make another ${NOUNS[kind]}.`;
    return [error(at(pointer, name), 'immutable', detail, typeof from === 'string' ? [from] : [])];
  });
}

/** Checks that a cluster may be deleted. */
export function checkClusterDeletion(cluster: JsonObject): readonly Finding[] {
  if (cluster['deletionProtection'] !== true) return [];
  const detail = 'The cluster is protected against deletion; set deletionProtection to false first.';
  return [error('/deletionProtection', 'deletion_protected', detail)];
}
