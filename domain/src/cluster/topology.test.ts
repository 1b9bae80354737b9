import { expect, test } from 'vitest';
import { UNKNOWN } from '../values/unknown.ts';
import { controlPlaneSize, etcdQuorum, tolerableEtcdLosses } from './topology.ts';

test.each([
  [{}, 3, 3],
  [{ topology: 'production' }, 3, 3],
  [{ topology: 'development' }, 1, 1],
  [{ topology: 'development', controlPlane: { replicas: 2 } }, 2, 1],
  [{ topology: 'production', controlPlane: { etcdMembers: 5 } }, 3, 5],
  [{ controlPlane: { replicas: null } }, 3, 3],
  [{ controlPlane: { replicas: UNKNOWN } }, 3, 3],
  [{ controlPlane: null }, 3, 3],
])('%j has %d API servers and %d etcd members', (cluster, replicas, etcdMembers) => {
  expect(controlPlaneSize(cluster)).toEqual({ replicas, etcdMembers });
});

test.each([
  [1, 1, 0],
  [2, 2, 0],
  [3, 2, 1],
  [4, 3, 1],
  [5, 3, 2],
])('%d members need %d and may lose %d', (members, quorum, losses) => {
  expect([etcdQuorum(members), tolerableEtcdLosses(members)]).toEqual([quorum, losses]);
});
