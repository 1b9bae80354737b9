// What the domain and the contract both state must be the same: enumerations, bounds, normalisers.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { EXPOSURES } from './addon/ingress.ts';
import { ETCD_MEMBER_COUNTS } from './cluster/control-plane.ts';
import { TOPOLOGIES } from './cluster/topology.ts';
import { DAYS } from './maintenance/days.ts';
import { WINDOW_MINUTES_MAX, WINDOW_MINUTES_MIN } from './maintenance/window.ts';
import { UPGRADE_STARTS } from './upgrade/version-upgrade.ts';
import { CLUSTER_NAME_MAX_LENGTH, LABEL_MAX_LENGTH } from './values/name.ts';
import { normalisers } from './values/normalisers.ts';

interface Schema {
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
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
const { IngressOptions } = schemas('addon');
const { VersionUpgrade } = schemas('version-upgrade');
const common = schemas('common');

describe('the contract agrees', () => {
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

  test('and names no normaliser that does not exist', () => {
    const files = ['cluster', 'node-group', 'addon', 'version-upgrade'].map(source).join('\n');
    const named = new Set([...files.matchAll(/normaliser: (\w+)/g)].map((match) => match[1]));
    expect([...named].filter((name) => !Object.hasOwn(normalisers, name ?? ''))).toEqual([]);
    expect(named.size).toBeGreaterThan(0);
  });
});
