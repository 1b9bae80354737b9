// The schemas of OpenAPI documents: official ones with their descriptions, and those of custom resources.
import descriptions from '../../generated/descriptions.gen.js';
import { clone, isObject, type Json, type JsonObject } from '../json/json.ts';
import { apiVersionOf, type Kind } from '../kinds/kind.ts';
import { officialSchema, schemaNameOf } from '../kinds/official.ts';

const META = 'io.k8s.apimachinery.pkg.apis.meta.v1';
const REF = '#/components/schemas/';

/** The name of the schema of a kind: `com.example.crd.v1.Gadget` for a custom one. */
export function schemaName(kind: string, apiVersion: string): string {
  const official = schemaNameOf(apiVersion, kind);
  if (official !== undefined) return official;
  const [group = '', version] = apiVersion.includes('/') ? apiVersion.split('/') : ['', apiVersion];
  if (group === 'autoscaling') return `io.k8s.api.autoscaling.${version}.${kind}`;
  if (group === '') return `${META}.${kind}`;
  return `${group.split('.').reverse().join('.')}.${version}.${kind}`;
}

/** An official schema as it is shown. */
function officialShown(name: string): JsonObject | undefined {
  const bare = officialSchema(name);
  if (bare === undefined) return undefined;
  const texts = descriptions[name] ?? {};
  const shown = clone(bare) as unknown as JsonObject;
  const properties = isObject(shown['properties']) ? shown['properties'] : {};
  for (const [field, property] of Object.entries(properties))
    if (texts[field] !== undefined && isObject(property)) property['description'] = texts[field];
  if (texts[''] !== undefined) shown['description'] = texts[''];
  return shown;
}

const metaRef = (description: string): JsonObject => ({
  allOf: [{ $ref: `${REF}${META}.ObjectMeta` }],
  description,
});

const TEXTS = {
  apiVersion: () => String(descriptions['io.k8s.api.core.v1.ConfigMap']?.['apiVersion'] ?? ''),
  kind: () => String(descriptions['io.k8s.api.core.v1.ConfigMap']?.['kind'] ?? ''),
  metadata: () => String(descriptions['io.k8s.api.core.v1.ConfigMap']?.['metadata'] ?? ''),
};

/** What every object has, in front of what its definition declares. */
function withTypeMeta(schema: JsonObject): JsonObject {
  const properties = isObject(schema['properties']) ? schema['properties'] : {};
  return {
    ...schema,
    properties: {
      ...properties,
      apiVersion: { type: 'string', description: TEXTS.apiVersion() },
      kind: { type: 'string', description: TEXTS.kind() },
      metadata: metaRef(TEXTS.metadata()),
    },
  };
}

/** Special shapes are written out, so that a client that does not know them reads them right. */
function expanded(schema: Json): Json {
  if (Array.isArray(schema)) return schema.map(expanded);
  if (!isObject(schema)) return schema;
  let shown: JsonObject = {};
  for (const [key, value] of Object.entries(schema))
    shown[key] = key === 'default' || key === 'enum' ? value : expanded(value);
  if (shown['x-kubernetes-int-or-string'] === true)
    shown = { anyOf: [{ type: 'integer' }, { type: 'string' }], ...shown };
  if (shown['x-kubernetes-embedded-resource'] === true)
    shown = withTypeMeta({ ...shown, required: ['kind', 'apiVersion'] });
  return shown;
}

export function customSchemas(kind: Kind): Record<string, JsonObject> {
  const name = schemaName(kind.kind, apiVersionOf(kind));
  const root = withTypeMeta(expanded(kind.custom!.schema as unknown as Json) as JsonObject);
  const gvk = (suffix: string): Json => [
    { group: kind.group, kind: `${kind.kind}${suffix}`, version: kind.version },
  ];
  return {
    [name]: { ...root, 'x-kubernetes-group-version-kind': gvk('') },
    [`${name}List`]: {
      description: `${kind.listKind} is a list of ${kind.kind}`,
      type: 'object',
      required: ['items'],
      properties: {
        apiVersion: { type: 'string', description: TEXTS.apiVersion() },
        items: {
          type: 'array',
          description: `List of ${kind.resource}.`,
          items: { allOf: [{ $ref: `${REF}${name}` }], default: {} },
        },
        kind: { type: 'string', description: TEXTS.kind() },
        metadata: { allOf: [{ $ref: `${REF}${META}.ListMeta` }], description: 'Standard list metadata.' },
      },
      'x-kubernetes-group-version-kind': [{ group: kind.group, kind: kind.listKind, version: kind.version }],
    },
  };
}

const SCALE: Readonly<Record<string, JsonObject>> = {
  'io.k8s.api.autoscaling.v1.Scale': {
    description: 'Scale represents a scaling request for a resource.',
    type: 'object',
    properties: {
      apiVersion: { type: 'string' },
      kind: { type: 'string' },
      metadata: metaRef('Standard object metadata.'),
      spec: {
        allOf: [{ $ref: `${REF}io.k8s.api.autoscaling.v1.ScaleSpec` }],
        default: {},
        description: 'spec defines the behavior of the scale.',
      },
      status: {
        allOf: [{ $ref: `${REF}io.k8s.api.autoscaling.v1.ScaleStatus` }],
        default: {},
        description: 'status is the current status of the scale. Read-only.',
      },
    },
    'x-kubernetes-group-version-kind': [{ group: 'autoscaling', kind: 'Scale', version: 'v1' }],
  },
  'io.k8s.api.autoscaling.v1.ScaleSpec': {
    description: 'ScaleSpec describes the attributes of a scale subresource.',
    type: 'object',
    properties: {
      replicas: {
        type: 'integer',
        format: 'int32',
        description: 'replicas is the desired number of instances for the scaled object.',
      },
    },
  },
  'io.k8s.api.autoscaling.v1.ScaleStatus': {
    description: 'ScaleStatus represents the current status of a scale subresource.',
    type: 'object',
    required: ['replicas'],
    properties: {
      replicas: {
        type: 'integer',
        format: 'int32',
        default: 0,
        description: 'replicas is the actual number of observed instances of the scaled object.',
      },
      selector: {
        type: 'string',
        description: 'selector is the label query over pods that should match the replicas count.',
      },
    },
  },
};

/** Everything that schemas and paths refer to, and what that refers to. */
export function closure(
  names: Iterable<string>,
  own: Readonly<Record<string, JsonObject>>,
): Record<string, JsonObject> {
  const found: Record<string, JsonObject> = {};
  const queue = [...names];
  while (queue.length > 0) {
    const name = queue.pop()!;
    if (Object.hasOwn(found, name)) continue;
    const schema = own[name] ?? SCALE[name] ?? officialShown(name);
    if (schema === undefined) continue;
    found[name] = schema;
    queue.push(...refsIn(schema));
  }
  return Object.fromEntries(Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1)));
}

export function refsIn(value: Json): string[] {
  if (Array.isArray(value)) return value.flatMap(refsIn);
  if (!isObject(value)) return [];
  const { $ref } = value;
  const self = typeof $ref === 'string' && $ref.startsWith(REF) ? [$ref.slice(REF.length)] : [];
  return [...self, ...Object.values(value).flatMap(refsIn)];
}
