import { describe, expect, test } from 'vitest';
import { rows } from '../testing/rows.ts';
import { fromApi } from './from-api.ts';

describe('fromApi', () => {
  test('every attribute is there, and what the API does not have is null', () => {
    const state = fromApi(rows, {
      name: 'prod',
      parent: 'x',
      version: '1.34',
      endpoint: 'https://x',
      labels: { team: 'web' },
      controlPlane: { replicas: 3, etcdMembers: 3 },
      nodeGroups: { web: { minReplicas: 2, roles: [], gpus: [{ name: 'l40s' }] } },
      values: { b: 1, a: [true] },
      generation: 7,
    });
    expect({ ...state }).toEqual({
      name: 'prod',
      display_name: null,
      version: '1.34',
      endpoint: 'https://x',
      labels: { team: 'web' },
      control_plane: { replicas: 3, etcd_members: 3 },
      node_groups: { web: { min_replicas: 2, roles: [], gpus: [{ name: 'l40s' }] } },
      values: '{"a":[true],"b":1}',
    });
  });

  test('a key that every object inherits is not found by accident', () => {
    const inherited = [{ ...rows[0], name: 'constructor', property: 'constructor' }] as never;
    expect(fromApi(inherited, {})['constructor']).toBeNull();
  });
});
