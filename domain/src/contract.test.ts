// What the domain and the contract both state must be the same: defaults, enumerations, bounds, normalisers.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { EXPOSURES } from './addon/ingress.ts';
import { ETCD_MEMBER_COUNTS } from './cluster/control-plane.ts';
import { TOPOLOGIES } from './cluster/topology.ts';
import { INPUT_FIELDS } from './impact/changed-fields.ts';
import { DAYS } from './maintenance/days.ts';
import { DEFAULT_TIME_ZONE, WINDOW_MINUTES_MAX, WINDOW_MINUTES_MIN } from './maintenance/window.ts';
import { NODE_GROUP_DEFAULTS } from './node-group/defaults.ts';
import { UPGRADE_STARTS } from './upgrade/version-upgrade.ts';
import { CLUSTER_NAME_MAX_LENGTH, LABEL_MAX_LENGTH } from './values/name.ts';
import { normalisers } from './values/normalisers.ts';

interface Schema {
  readonly default?: unknown;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly 'x-hikube-terraform'?: { readonly class?: string };
}

const source = (name: string) =>
  readFileSync(new URL(`../../openapi/schemas/${name}.yaml`, import.meta.url), 'utf8');
const schemas = (name: string) => parse(source(name)) as Readonly<Record<string, Schema>>;

/** The schema at a path of property names. */
function property(schema: Schema | undefined, ...path: readonly string[]): Schema {
  const found = path.reduce<Schema | undefined>((inner, name) => inner?.properties?.[name], schema);
  if (found === undefined) throw new Error(`the contract has no property ${path.join('.')}`);
  return found;
}

const { Cluster } = schemas('cluster');
const { NodeGroup } = schemas('node-group');
const { Addon, AddonPut, IngressOptions } = schemas('addon');
const { VersionUpgrade } = schemas('version-upgrade');
const common = schemas('common');

describe('the contract agrees', () => {
  test.each(Object.entries(NODE_GROUP_DEFAULTS))('that %s of a node group is %s', (field, literal) => {
    expect(property(NodeGroup, field).default).toBe(literal);
  });

  test('on enumerations', () => {
    expect(property(Cluster, 'topology').enum).toEqual(TOPOLOGIES);
    expect(property(Cluster, 'network', 'exposure').enum).toEqual(EXPOSURES);
    expect(property(IngressOptions, 'exposure').enum).toEqual(EXPOSURES);
    expect(property(VersionUpgrade, 'start').enum).toEqual(UPGRADE_STARTS);
    const days = property(Cluster, 'maintenance', 'window', 'days').items?.enum ?? [];
    expect([...days].sort()).toEqual([...DAYS].sort());
  });

  test('on bounds', () => {
    const minutes = property(Cluster, 'maintenance', 'window', 'durationMinutes');
    expect([minutes.minimum, minutes.maximum]).toEqual([WINDOW_MINUTES_MIN, WINDOW_MINUTES_MAX]);
    const members = property(Cluster, 'controlPlane', 'etcdMembers');
    expect([members.minimum, members.maximum]).toEqual([ETCD_MEMBER_COUNTS[0], ETCD_MEMBER_COUNTS.at(-1)]);
    expect(common['ClusterName']?.maxLength).toBe(CLUSTER_NAME_MAX_LENGTH);
    expect(common['Name']?.maxLength).toBe(LABEL_MAX_LENGTH);
  });

  test('on the time zone of a window', () => {
    expect(property(Cluster, 'maintenance', 'window', 'timeZone').default).toBe(DEFAULT_TIME_ZONE);
  });

  test('on which fields are input', () => {
    const inputs = (schema: Schema | undefined) =>
      Object.entries(schema?.properties ?? {})
        .filter(([, each]) => !['output', 'volatile'].includes(each['x-hikube-terraform']?.class ?? 'output'))
        .map(([name]) => name)
        .filter((name) => name !== 'name')
        .sort();
    expect(inputs(Cluster)).toEqual([...INPUT_FIELDS.cluster].sort());
    expect(inputs(NodeGroup)).toEqual([...INPUT_FIELDS['node-group']].sort());
    const put = Object.keys(AddonPut?.properties ?? {});
    expect([...inputs(Addon), ...put].sort()).toEqual([...INPUT_FIELDS.addon].sort());
  });

  test('and names no normaliser that does not exist', () => {
    const files = ['cluster', 'node-group', 'addon', 'version-upgrade'].map(source).join('\n');
    const named = new Set([...files.matchAll(/normaliser: (\w+)/g)].map((match) => match[1]));
    expect([...named].filter((name) => !Object.hasOwn(normalisers, name ?? ''))).toEqual([]);
    expect(named.size).toBeGreaterThan(0);
  });
});
