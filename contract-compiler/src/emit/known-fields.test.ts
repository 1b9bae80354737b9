import { beforeAll, describe, expect, test } from 'vitest';
import { loadContract } from '../contract.ts';
import { knownFields } from './known-fields.ts';

let tables: ReturnType<typeof knownFields>;
beforeAll(async () => {
  const { document, sources } = await loadContract();
  tables = knownFields(document, sources);
});

describe('fields that a body does not take', () => {
  test.each([
    ['ClusterCreate', '/uid', 'set'],
    ['ClusterCreate', '/status', 'set'],
    ['ClusterCreate', '/network/cni', 'set'],
    ['ClusterCreate', '/nodeGroups/*/generation', 'set'],
    ['ClusterCreate', '/nodeGroups/*/name', 'named'],
    ['ClusterPatch', '/name', 'fixed'],
    ['ClusterPatch', '/network/podCidr', 'set'],
    ['ClusterPatch', '/addons/*/hasSecretValues', 'set'],
    ['ClusterPatch', '/addons/*/cluster', 'named'],
    ['ClusterPatch', '/nodeGroups/*/name', 'named'],
    ['NodeGroupPatch', '/name', 'fixed'],
    ['NodeGroupCreate', '/cluster', 'named'],
    ['AddonPut', '/name', 'named'],
    ['VersionUpgradeCreate', '/id', 'set'],
  ])('%s %s: %s', (body, pointer, reason) => {
    expect(tables[body]?.[pointer]).toBe(reason);
  });

  test('no field that a body takes is among them', () => {
    expect(tables['ClusterCreate']).not.toHaveProperty('/name');
    expect(tables['NodeGroupPatch']).not.toHaveProperty('/minReplicas');
    expect(tables['AddonPut']).not.toHaveProperty('/secretValues');
  });
});
