// Names of the catalogue are offered while typing, and any other is accepted. The compiler is the judge.

import { expect, test } from 'vitest';
import type {
  AddonId,
  ClusterCreate,
  ClusterPatch,
  NodeGpu,
  NodeGroupCreate,
  VersionUpgradeCreate,
} from './index.ts';

/** `Name`, where the type offers it; a plain `string` offers nothing. */
type Offered<Type, Name extends string> = Extract<Type, Name>;

test('each name that a request takes from the catalogue is offered', () => {
  const offered: [
    Offered<NodeGroupCreate['instanceType'], 's1.large'>,
    Offered<ClusterCreate['version'], '1.34'>,
    Offered<ClusterPatch['version'], '1.34'>,
    Offered<ClusterCreate['storageClass'], 'local'>,
    Offered<NodeGpu['name'], 'nvidia.com/H100_94GB'>,
    Offered<VersionUpgradeCreate['targetVersion'], '1.35'>,
    Offered<AddonId, 'flux'>,
  ] = ['s1.large', '1.34', '1.34', 'local', 'nvidia.com/H100_94GB', '1.35', 'flux'];
  expect(offered).toHaveLength(7);
});

test('a name of tomorrow is accepted', () => {
  const group: NodeGroupCreate = { name: 'web', instanceType: 's9.huge' };
  const cluster: ClusterCreate = { name: 'prod', version: '2.0', storageClass: 'of-tomorrow' };
  const addon: AddonId = 'of-tomorrow';
  expect([group.instanceType, cluster.version, addon]).toEqual(['s9.huge', '2.0', 'of-tomorrow']);
});
