// Kinds out of the generated table of official types.
import kinds from '../../generated/kinds.gen.js';
import schemas from '../../generated/schemas.gen.js';
import { behaviourOf } from '../behaviour/behaviours.ts';
import { type StructType, Types } from '../types/type-node.ts';
import { apiVersionOf, type Kind, type Subresource } from './kind.ts';
import type { OfficialResource, OfficialSchemas, Schema } from './official-types.ts';

/** The release whose types these are, such as `1.36.0`. */
export const KUBERNETES_VERSION = kinds.version;

const types = new Types(schemas);

/** A type by the name of its schema. */
export function officialType(schema: string): StructType {
  const type = types.named(schema);
  if (type.is !== 'struct') throw new Error(`${schema} is no object`);
  return type;
}

/** A type that the release does not have, made of own schemas and official ones. */
export function typeWith(own: OfficialSchemas, schema: string): StructType {
  const type = new Types({ ...schemas, ...own }).named(schema);
  if (type.is !== 'struct') throw new Error(`${schema} is no object`);
  return type;
}

/** A schema by its name; undefined when the release has none. */
export function officialSchema(name: string): Schema | undefined {
  return Object.hasOwn(schemas, name) ? schemas[name]!.schema : undefined;
}

/** Schemas by group, version and kind. */
const SCHEMA_OF = new Map<string, string>();
for (const [name, { schema }] of Object.entries(schemas)) {
  const gvks = schema['x-kubernetes-group-version-kind'] as
    | readonly { group: string; version: string; kind: string }[]
    | undefined;
  if (gvks?.length === 1) for (const gvk of gvks) SCHEMA_OF.set(`${apiVersionOf(gvk)}/${gvk.kind}`, name);
}

/** The name of the schema of a kind. */
export function schemaNameOf(apiVersion: string, kind: string): string | undefined {
  return SCHEMA_OF.get(`${apiVersion}/${kind}`);
}

// Two groups show the same events.
const SHARED: Readonly<Record<string, { resource: string; apiVersion: string }>> = {
  'events.events.k8s.io': { resource: 'events', apiVersion: 'v1' },
};

// What reaches into a running container, or makes something run, has nothing to reach here.
const SERVED_PARTS = ['approval', 'finalize', 'scale', 'status', 'token'];
const UNSERVED = ['bindings', 'componentstatuses'];

function kindOf(
  group: string,
  version: string,
  all: readonly OfficialResource[],
  main: OfficialResource,
): Kind {
  const apiVersion = apiVersionOf({ group, version });
  const full = group === '' ? main.name : `${main.name}.${group}`;
  const schema = schemaNameOf(apiVersion, main.kind);
  const subresources = all
    .filter(
      ({ name }) =>
        name.startsWith(`${main.name}/`) && SERVED_PARTS.includes(name.slice(main.name.length + 1)),
    )
    .map(
      ({ name, kind, verbs, ...gv }): Subresource => ({
        name: name.slice(main.name.length + 1),
        kind,
        verbs,
        ...(gv.group !== undefined && { group: gv.group }),
        ...(gv.version !== undefined && { version: gv.version }),
      }),
    );
  return {
    group,
    version,
    kind: main.kind,
    listKind: `${main.kind}List`,
    resource: main.name,
    singular: main.singularName,
    shortNames: main.shortNames ?? [],
    categories: main.categories ?? [],
    namespaced: main.namespaced,
    verbs: main.verbs,
    subresources,
    stored: SHARED[full] ?? { resource: full, apiVersion },
    ...(schema !== undefined && { type: officialType(schema) }),
    behaviour: behaviourOf(full),
  };
}

/** Every official kind of the release that is stable. */
export function officialKinds(): Kind[] {
  return kinds.groupVersions.flatMap(({ group, version, resources }) =>
    resources
      .filter(({ name }) => !name.includes('/') && !UNSERVED.includes(name))
      .map((main) => kindOf(group, version, resources, main)),
  );
}

/** The same kinds for a storage that only shows something: they can be read and watched. */
export function readOnlyKinds(kinds: readonly Kind[]): Kind[] {
  const reads = ['get', 'list', 'watch'];
  return kinds.map((kind) => ({
    ...kind,
    // A review is a question, and answered by whatever storage.
    verbs: kind.verbs.includes('list') ? kind.verbs.filter((verb) => reads.includes(verb)) : kind.verbs,
    subresources: [],
  }));
}

/** Groups of a control plane without nodes and workloads. */
const CONTROL_PLANE_GROUPS = [
  'admissionregistration.k8s.io',
  'apiextensions.k8s.io',
  'authentication.k8s.io',
  'authorization.k8s.io',
  'certificates.k8s.io',
  'coordination.k8s.io',
  'events.k8s.io',
  'rbac.authorization.k8s.io',
];
const CONTROL_PLANE_CORE = [
  'configmaps',
  'events',
  'namespaces',
  'resourcequotas',
  'secrets',
  'serviceaccounts',
];

/** What a control plane without nodes and workloads serves: namespaces, configuration, access, custom resources. */
export function controlPlaneKinds(): Kind[] {
  return officialKinds().filter(({ group, resource }) =>
    group === '' ? CONTROL_PLANE_CORE.includes(resource) : CONTROL_PLANE_GROUPS.includes(group),
  );
}
