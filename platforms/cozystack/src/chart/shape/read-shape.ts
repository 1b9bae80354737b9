// Reads the shape of a release from the OpenAPI document that it serves, version 2 or 3.
import { isObject, normaliseVersion } from '@hikube/domain';
import { API_GROUP, KIND } from '../../kind.ts';
import { implicitGroupOf } from './implicit-group.ts';
import { type Schema, schemaAt, settingsOf } from './schema.ts';
import type { AddonShape, Shape } from './shape.ts';

type Schemas = Readonly<Record<string, unknown>>;

/**
 * What the platform takes.
 * @param document OpenAPI of the group `apps.cozystack.io`, or of the whole server
 * @returns undefined when the document has no managed clusters (the platform does not offer them, or this is another
 * server), and when it leaves out the defaults, as version 2 may: whoever does not know them freezes them with every write
 */
export function readShape(document: unknown): Shape | undefined {
  const schemas = schemasOf(document);
  const kind = Object.values(schemas).find((each) => isManagedCluster(each));
  const spec = isObject(kind) ? resolve(schemaAt(kind as Schema, 'spec'), schemas) : undefined;
  if (spec?.properties === undefined || !settingsOf(spec).some(hasDefault)) return undefined;
  return shapeOfSchema(spec);
}

/** Whether the document has managed clusters at all, in whatever shape. */
export function hasManagedClusters(document: unknown): boolean {
  return Object.values(schemasOf(document)).some((each) => isManagedCluster(each));
}

const hasDefault = ({ schema }: { readonly schema: Schema }): boolean => schema.default !== undefined;

/** What follows from the schema of the values alone. */
function shapeOfSchema(schema: Schema): Shape {
  const group = schemaAt(schema, 'nodeGroups', '*');
  const version = schemaAt(schema, 'version');
  return {
    schema,
    diskKey: schemaAt(group, 'diskSize') === undefined ? 'ephemeralStorage' : 'diskSize',
    needsResources: group?.required?.includes('resources') ?? false,
    implicitGroup: implicitGroupOf(schema),
    versions: (version?.enum ?? []).flatMap((text) => normaliseVersion(text) ?? []),
    defaultVersion: normaliseVersion(version?.default),
    presets: textsOf(schemaAt(schema, 'controlPlane', 'apiServer', 'resourcesPreset')?.enum),
    addons: addonsOf(schemaAt(schema, 'addons')),
  };
}

function addonsOf(schema: Schema | undefined): ReadonlyMap<string, AddonShape> {
  return new Map(
    Object.entries(schema?.properties ?? {}).map(([key, addon]) => {
      const has = (name: string): boolean => schemaAt(addon, name) !== undefined;
      return [key, { switched: has('enabled'), values: has('valuesOverride'), exposed: has('exposeMethod') }];
    }),
  );
}

function textsOf(list: readonly unknown[] = []): readonly string[] {
  return list.filter((each): each is string => typeof each === 'string');
}

/** Version 3 has schemas among its components, version 2 definitions. */
function schemasOf(document: unknown): Schemas {
  if (!isObject(document)) return {};
  const { components, definitions } = document as { components?: unknown; definitions?: unknown };
  const inner = isObject(components) ? components['schemas'] : definitions;
  return isObject(inner) ? inner : {};
}

function isManagedCluster(schema: unknown): boolean {
  const kinds = isObject(schema) ? schema['x-kubernetes-group-version-kind'] : undefined;
  return (
    Array.isArray(kinds) &&
    kinds.some((each) => isObject(each) && each['group'] === API_GROUP && each['kind'] === KIND)
  );
}

/** A schema behind a reference, which may stand in an `allOf` beside a default. */
function resolve(schema: Schema | undefined, schemas: Schemas, steps = 8): Schema | undefined {
  const ref = schema?.$ref ?? schema?.allOf?.[0]?.$ref;
  if (ref === undefined || steps === 0) return schema;
  const name = ref.slice(ref.lastIndexOf('/') + 1);
  const found = Object.hasOwn(schemas, name) ? schemas[name] : undefined;
  return resolve(isObject(found) ? (found as Schema) : undefined, schemas, steps - 1);
}
