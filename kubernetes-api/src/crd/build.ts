// Kinds out of a custom resource definition.
import { at, isObject, type Json, listOf, objectOf, textOf } from '../json/json.ts';
import type { Behaviour, Column } from '../kinds/behaviour.ts';
import type { Kind, Subresource } from '../kinds/kind.ts';
import type { KubernetesObject } from '../kinds/object.ts';
import type { Schema } from '../kinds/official-types.ts';
import { since } from '../read/age.ts';
import { nameColumn } from '../read/columns.ts';
import { finalizerWarnings } from '../validation/object-meta.ts';
import { celErrors, createErrors } from './custom-errors.ts';
import type { CustomKind, ScalePaths } from './custom-kind.ts';
import { followPath, parseJsonPath } from './json-path.ts';

const ALL_VERBS = ['delete', 'deletecollection', 'get', 'list', 'patch', 'create', 'update', 'watch'];
const PART_VERBS = ['get', 'patch', 'update'];
const SCALE_GROUP = { group: 'autoscaling', version: 'v1', kind: 'Scale' };

function conditionOf(definition: KubernetesObject, type: string): string {
  const found = listOf(at(definition, 'status', 'conditions'))
    .map(objectOf)
    .find((one) => one['type'] === type);
  return textOf(found?.['status']);
}

function isEstablished(definition: KubernetesObject): boolean {
  return conditionOf(definition, 'Established') === 'True';
}

/** The kinds of every served version; none before the definition is established. */
export function kindsOf(definition: KubernetesObject): Kind[] {
  if (!isEstablished(definition)) return [];
  const versions = listOf(at(definition, 'spec', 'versions')).map(objectOf);
  const stored = textOf(versions.find(({ storage }) => storage === true)?.['name']);
  return versions
    .filter(({ served }) => served === true)
    .map((version) => kindOf(definition, version, stored));
}

function kindOf(definition: KubernetesObject, version: Readonly<Record<string, Json>>, stored: string): Kind {
  const spec = objectOf(definition['spec']);
  const group = textOf(spec['group']);
  const names = objectOf(at(definition, 'status', 'acceptedNames'));
  const plural = textOf(names['plural']);
  const custom = customOf(definition, version);
  return {
    group,
    version: textOf(version['name']),
    kind: textOf(names['kind']),
    listKind: textOf(names['listKind']),
    resource: plural,
    singular: textOf(names['singular']),
    shortNames: listOf(names['shortNames']).map(String),
    categories: listOf(names['categories']).map(String),
    namespaced: spec['scope'] === 'Namespaced',
    verbs: ALL_VERBS,
    subresources: subresourcesOf(custom, textOf(names['kind'])),
    stored: { resource: `${plural}.${group}`, apiVersion: `${group}/${stored}` },
    custom,
    behaviour: behaviourOf(custom, textOf(names['kind'])),
  };
}

function subresourcesOf(custom: CustomKind, kind: string): Subresource[] {
  return [
    ...(custom.hasStatus ? [{ name: 'status', kind, verbs: PART_VERBS }] : []),
    ...(custom.scale === undefined ? [] : [{ name: 'scale', ...SCALE_GROUP, verbs: PART_VERBS }]),
  ];
}

function behaviourOf(custom: CustomKind, kind: string): Behaviour {
  return {
    needsResourceVersion: true,
    generation: true,
    anyFinalizer: true,
    prepareCreate(object) {
      object.metadata.generation = 1;
      if (custom.hasStatus) delete object['status'];
    },
    prepareUpdate(object, old, change) {
      if (change.subresource === 'status') keepAllButStatus(object, old);
    },
    warnings: finalizerWarnings,
    validate: (object, subresource, old) => createErrors(custom, kind, object, subresource, old),
    validateLast: (object, old, before) => celErrors(custom, object, old, before),
  };
}

/** Through `status` only that changes, and who holds it. */
function keepAllButStatus(object: KubernetesObject, old: KubernetesObject): void {
  const { status, metadata } = object;
  for (const name of Object.keys(object)) delete object[name];
  Object.assign(object, old);
  if (status === undefined) delete object['status'];
  else object['status'] = status;
  object.metadata = {
    ...old.metadata,
    ...(metadata.managedFields !== undefined && { managedFields: metadata.managedFields }),
  };
}

function customOf(definition: KubernetesObject, version: Readonly<Record<string, Json>>): CustomKind {
  const subresources = objectOf(version['subresources']);
  const scale = subresources['scale'];
  return {
    definition: definition.metadata.name ?? '',
    schema: objectOf(at(version, 'schema', 'openAPIV3Schema')) as Schema,
    storedSchema: storedSchemaOf(definition),
    versions: listOf(at(definition, 'spec', 'versions'))
      .map(objectOf)
      .filter(({ served }) => served === true)
      .map(({ name }) => `${textOf(at(definition, 'spec', 'group'))}/${textOf(name)}`),
    columns: [nameColumn, ...columnsOf(listOf(version['additionalPrinterColumns']))],
    fields: fieldsOf(listOf(version['selectableFields'])),
    scale: isObject(scale) ? scaleOf(scale) : undefined,
    hasStatus: isObject(subresources['status']),
    terminating: definition.metadata.deletionTimestamp !== undefined,
    deprecation: deprecationOf(definition, version),
  };
}

function storedSchemaOf(definition: KubernetesObject): Schema {
  const versions = listOf(at(definition, 'spec', 'versions')).map(objectOf);
  const stored = versions.find(({ storage }) => storage === true);
  return objectOf(at(stored, 'schema', 'openAPIV3Schema')) as Schema;
}

function deprecationOf(
  definition: KubernetesObject,
  version: Readonly<Record<string, Json>>,
): string | undefined {
  if (version['deprecated'] !== true) return undefined;
  const group = textOf(at(definition, 'spec', 'group'));
  const kind = textOf(at(definition, 'spec', 'names', 'kind'));
  return textOf(version['deprecationWarning']) || `${group}/${textOf(version['name'])} ${kind} is deprecated`;
}

function scaleOf(scale: Readonly<Record<string, Json>>): ScalePaths {
  const path = (name: string): readonly string[] | undefined => {
    const text = textOf(scale[name]);
    return text === '' ? undefined : (parseJsonPath(text) ?? []).map(String);
  };
  return {
    spec: path('specReplicasPath') ?? [],
    status: path('statusReplicasPath') ?? [],
    selector: path('labelSelectorPath'),
  };
}

function fieldsOf(selectable: readonly Json[]): CustomKind['fields'] {
  return Object.fromEntries(
    selectable.map((item) => {
      const text = textOf(objectOf(item)['jsonPath']);
      const path = parseJsonPath(text) ?? [];
      return [
        text.replace(/^\./, ''),
        (object: KubernetesObject) => {
          const value = followPath(object, path);
          return value === undefined || value === null ? '' : String(value);
        },
      ];
    }),
  );
}

function columnsOf(columns: readonly Json[]): Column[] {
  if (columns.length === 0) return [ageColumn('Age', '', 0)];
  return columns.map((item) => {
    const { name, type, format, description, priority, jsonPath } = objectOf(item);
    const path = parseJsonPath(textOf(jsonPath)) ?? [];
    const kind = textOf(type);
    return {
      name: textOf(name),
      type: kind,
      ...(textOf(format) !== '' && { format: textOf(format) }),
      description:
        textOf(description) || `Custom resource definition column (in JSONPath format): ${textOf(jsonPath)}`,
      priority: Number(priority ?? 0),
      cell: (object, now) => cellOf(kind, followPath(object, path), now),
    };
  });
}

function ageColumn(name: string, description: string, priority: number): Column {
  return {
    name,
    type: 'date',
    description:
      description ||
      'CreationTimestamp is a timestamp representing the server time when this object was created. It is not guaranteed to be set in happens-before order across separate operations. Clients may not set this value. It is represented in RFC3339 form and is in UTC.\n\nPopulated by the system. Read-only. Null for lists. More info: https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#metadata',
    priority,
    cell: ({ metadata }, now) => since(metadata.creationTimestamp, now),
  };
}

function cellOf(type: string, value: Json | undefined, now: number): unknown {
  if (value === undefined || value === null) return null;
  if (type === 'integer') return typeof value === 'number' ? Math.trunc(value) : null;
  if (type === 'number') return typeof value === 'number' ? value : null;
  if (type === 'boolean') return typeof value === 'boolean' ? value : null;
  if (type === 'date') return typeof value === 'string' ? since(value, now) : null;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
