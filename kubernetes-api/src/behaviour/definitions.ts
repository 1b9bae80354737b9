// CustomResourceDefinitions: what they fill in, and that a deletion waits for the custom objects.
import { definitionErrors } from '../crd/definition-errors.ts';
import { equal, isObject, type JsonObject, listOf, objectOf, textOf } from '../json/json.ts';
import type { Behaviour } from '../kinds/behaviour.ts';
import type { KubernetesObject } from '../kinds/object.ts';
import { nameColumn } from '../read/columns.ts';
import { invalid } from '../status/field-error.ts';
import { column } from './texts.ts';

/** Keeps a definition until its objects are gone. */
export const CLEANUP_FINALIZER = 'customresourcecleanup.apiextensions.k8s.io';

function fillIn(object: KubernetesObject): void {
  const spec = objectOf(object['spec']);
  const names = objectOf(spec['names']);
  if (textOf(names['singular']) === '' && textOf(names['kind']) !== '')
    names['singular'] = textOf(names['kind']).toLowerCase();
  if (textOf(names['listKind']) === '' && textOf(names['kind']) !== '')
    names['listKind'] = `${textOf(names['kind'])}List`;
  if (!isObject(spec['conversion'])) spec['conversion'] = { strategy: 'None' };
  if (spec['preserveUnknownFields'] === false) delete spec['preserveUnknownFields'];
}

function storageVersion(object: KubernetesObject): string {
  const versions = listOf(objectOf(object['spec'])['versions']).map(objectOf);
  return textOf(versions.findLast(({ storage }) => storage === true)?.['name']);
}

export const definitions: Behaviour = {
  generation: true,
  returnsDeleted: true,
  default: fillIn,
  prepareCreate(object) {
    object.metadata.generation = 1;
    const version = storageVersion(object);
    object['status'] = {
      conditions: null,
      acceptedNames: { plural: '', kind: '' },
      storedVersions: version === '' ? null : firstStorage(object),
    } as unknown as JsonObject;
  },
  prepareUpdate(object, old, { subresource }) {
    if (subresource === 'status') {
      object['spec'] = old['spec'];
      return;
    }
    const stored = listOf(objectOf(object['status'])['storedVersions']).map(String);
    const version = storageVersion(object);
    if (version !== '' && !stored.includes(version))
      object['status'] = { ...objectOf(object['status']), storedVersions: [...stored, version] };
  },
  anyFinalizer: true,
  validate: definitionErrors,
  validateUpdate(object, old) {
    const [now, before] = [objectOf(object['spec']), objectOf(old['spec'])];
    const found = [];
    for (const field of ['group', 'scope'] as const)
      if (!equal(now[field], before[field]))
        found.push(invalid(`spec.${field}`, now[field], 'field is immutable'));
    const names = [objectOf(now['names']), objectOf(before['names'])] as const;
    for (const field of ['plural', 'kind'] as const)
      if (!equal(names[0][field], names[1][field]))
        found.push(invalid(`spec.names.${field}`, names[0][field], 'field is immutable'));
    return found;
  },
  columns: [
    nameColumn,
    column(
      'Created At',
      'date',
      'CreationTimestamp is a timestamp representing the server time when this object was created. It is not guaranteed to be set in happens-before order across separate operations. Clients may not set this value. It is represented in RFC3339 form and is in UTC.\n\nPopulated by the system. Read-only. Null for lists. More info: https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#metadata',
      ({ metadata }) => metadata.creationTimestamp ?? '',
    ),
  ],
};

/** Of several the first is noted; a definition with several is refused all the same. */
function firstStorage(object: KubernetesObject): string[] {
  const versions = listOf(objectOf(object['spec'])['versions']).map(objectOf);
  return [textOf(versions.find(({ storage }) => storage === true)?.['name'])];
}
