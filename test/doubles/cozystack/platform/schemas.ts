// Schemas of the kinds that the aggregated server serves, as they stand in its OpenAPI, and the types that bodies are read
// as.
import { type HostedKind, type OfficialSchema, type Schema, typeWith } from '@hikube/kubernetes-api';

const META = 'io.k8s.apimachinery.pkg.apis.meta.v1';
const PACKAGE = 'com.github.cozystack.cozystack.pkg.apis';
const TEXTS = {
  apiVersion:
    'APIVersion defines the versioned schema of this representation of an object. Servers should convert recognized schemas to the latest internal value, and may reject unrecognized values. More info: https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#resources',
  kind: 'Kind is a string value representing the REST resource this object represents. Servers may infer this from the endpoint the client submits requests to. Cannot be updated. In CamelCase. More info: https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#types-kinds',
};

export function schemaName(group: 'apps' | 'core' | 'sdn', kind: string): string {
  return `${PACKAGE}.${group}.v1alpha1.${kind}`;
}

export const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });

/** A reference that is never absent. */
export const standing = (name: string): Schema => ({ default: {}, allOf: [ref(name)] });

const typeMeta: Readonly<Record<string, Schema>> = {
  apiVersion: { type: 'string', description: TEXTS.apiVersion },
  kind: { type: 'string', description: TEXTS.kind },
};

/** A kind and its list. @param properties beside metadata */
export function objectSchemas(
  group: 'apps' | 'core' | 'sdn',
  kind: string,
  properties: Readonly<Record<string, Schema>>,
): Record<string, Schema> {
  const name = schemaName(group, kind);
  const gvk = (suffix: string): object => ({
    'x-kubernetes-group-version-kind': [
      { group: `${group}.cozystack.io`, kind: `${kind}${suffix}`, version: 'v1alpha1' },
    ],
  });
  return {
    [name]: {
      type: 'object',
      properties: { ...typeMeta, metadata: standing(`${META}.ObjectMeta`), ...properties },
      ...gvk(''),
    },
    [`${name}List`]: {
      type: 'object',
      required: ['items'],
      properties: {
        ...typeMeta,
        items: { type: 'array', items: standing(name) },
        metadata: standing(`${META}.ListMeta`),
      },
      ...gvk('List'),
    },
  };
}

const JSON_SCHEMA = 'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSON';
const STATUS = 'ApplicationStatus';

const conditions: Schema = { type: 'array', items: standing(`${META}.Condition`) };

export function statusSchema(): Schema {
  return {
    type: 'object',
    properties: {
      conditions,
      externalIPsCount: { type: 'integer', format: 'int32' },
      namespace: { type: 'string' },
      version: { type: 'string' },
    },
  };
}

/** All applications are one type, whose spec may be anything. */
export const APPLICATION_TYPE: HostedKind['type'] = typeWith(
  {
    Application: {
      schema: {
        properties: {
          kind: { type: 'string' },
          apiVersion: { type: 'string' },
          metadata: ref(`${META}.ObjectMeta`),
          appVersion: { type: 'string' },
          spec: ref(JSON_SCHEMA),
          status: ref(STATUS),
        },
      },
      go: [
        ['kind', 'string', 2, 0],
        ['apiVersion', 'string', 2, 0],
        ['metadata', 'metav1.ObjectMeta', 1, 1],
        ['appVersion', 'string', 2, 2],
        ['spec', '*apiextensionsv1.JSON', 2, 3],
        ['status', 'ApplicationStatus', 1, 4],
      ],
    },
    [STATUS]: {
      schema: statusSchema(),
      go: [
        ['version', 'string', 2, 1],
        ['conditions', '[]metav1.Condition', 2, 2],
        ['namespace', 'string', 2, 3],
        ['externalIPsCount', 'int32', 2, 4],
      ],
    },
  } satisfies Record<string, OfficialSchema>,
  'Application',
);
