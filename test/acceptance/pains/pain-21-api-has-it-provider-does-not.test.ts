// Pain: the API has a setting for years, and the provider does not.
// Here both come from one contract: what can be sent is an attribute, and what is answered can be read.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { setUp } from '../setting.ts';

const setting = setUp();

interface Schema {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly additionalProperties?: Schema | boolean;
  readonly 'x-hikube-terraform'?: {
    readonly class?: string;
    readonly omit?: boolean;
    readonly json?: boolean;
  };
}
interface Block {
  readonly attributes?: Readonly<
    Record<string, { readonly nested_type?: Block; readonly optional?: boolean; readonly required?: boolean }>
  >;
}

const contract = new URL('../../../openapi/generated/openapi.gen.json', import.meta.url);
const snakeCase = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

let schemas: Readonly<Record<string, Schema>>;
let blocks: Readonly<Record<string, { readonly block: Block }>>;

beforeAll(async () => {
  const text = await readFile(fileURLToPath(contract), 'utf8');
  ({ schemas } = (JSON.parse(text) as { components: { schemas: typeof schemas } }).components);
  const workspace = await setting.workspace();
  const run = await workspace.run(['providers', 'schema', '-json']);
  const shown = JSON.parse(run.stdout) as {
    provider_schemas: Record<string, { resource_schemas: typeof blocks }>;
  };
  blocks = Object.values(shown.provider_schemas)[0]?.resource_schemas ?? {};
});

function resolved(schema: Schema): Schema {
  const name = schema.$ref?.split('/').at(-1);
  return name === undefined ? schema : { ...resolved(schemas[name] ?? {}), ...schema };
}

/** Every property of a body, such as `maintenance.window.startTime`; what is inside a collection counts as well. */
function propertiesOf(schema: Schema, path: readonly string[] = []): readonly string[][] {
  const { properties = {}, items, additionalProperties } = resolved(schema);
  const inner = items ?? (typeof additionalProperties === 'object' ? additionalProperties : undefined);
  const nested = inner === undefined ? [] : propertiesOf(inner, path);
  return [
    ...nested,
    ...Object.entries(properties).flatMap(([name, property]) => {
      const here = [...path, name];
      // Free JSON is one attribute, whatever it holds.
      if (resolved(property)['x-hikube-terraform']?.json) return [here];
      return [here, ...propertiesOf(property, here)];
    }),
  ];
}

/** What is never returned has a write-only attribute, which is named after the one that it is the secret side of. */
const TWINS: Readonly<Record<string, string>> = { secretValues: 'values_override_wo' };

function hasAttribute(block: Block | undefined, [name, ...rest]: readonly string[]): boolean {
  const attribute = block?.attributes?.[TWINS[name ?? ''] ?? snakeCase(name ?? '')];
  if (attribute === undefined) return false;
  return rest.length === 0 || hasAttribute(attribute.nested_type, rest);
}

/** What is of the API alone: measured, counted or named by the path. */
const NOT_IN_STATE = ['status', 'generation', 'manager', 'createdBy', 'hasSecretValues'];

test.each([
  ['ClusterCreate', 'hikube_kubernetes_cluster', 40],
  ['NodeGroupCreate', 'hikube_kubernetes_node_group', 9],
  ['AddonPut', 'hikube_kubernetes_addon', 11],
  ['VersionUpgradeCreate', 'hikube_kubernetes_version_upgrade', 5],
])('every property of %s is an attribute of %s', (name, type, atLeast) => {
  const properties = propertiesOf(schemas[name] ?? {});
  expect(properties.length).toBeGreaterThanOrEqual(atLeast);
  const missing = properties.filter((path) => !hasAttribute(blocks[type]?.block, path));
  expect(missing.map((path) => path.join('.'))).toEqual([]);
});

test.each([
  ['Cluster', 'hikube_kubernetes_cluster'],
  ['NodeGroup', 'hikube_kubernetes_node_group'],
  ['Addon', 'hikube_kubernetes_addon'],
])('every lasting property of %s can be read from %s', (name, type) => {
  const properties = propertiesOf(schemas[name] ?? {}).filter(([top]) => !NOT_IN_STATE.includes(top ?? ''));
  const missing = properties.filter(
    (path) => path.join() !== 'cluster' && !hasAttribute(blocks[type]?.block, path),
  );
  expect(missing.map((path) => path.join('.'))).toEqual([]);
});
