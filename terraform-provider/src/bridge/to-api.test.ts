import { UNKNOWN as LATER } from '@hikube/domain';
import { type ObjectValue, UNKNOWN } from 'terraform-plugin';
import { describe, expect, test } from 'vitest';
import { rows } from '../testing/rows.ts';
import { toApi } from './to-api.ts';

const values: ObjectValue = {
  name: 'prod',
  parent: 'x',
  display_name: null,
  version: UNKNOWN,
  endpoint: 'https://x',
  labels: { team: 'web' },
  control_plane: { replicas: 3, etcd_members: UNKNOWN },
  node_groups: { web: { min_replicas: 2, roles: ['ingress'], gpus: [{ name: 'l40s' }] } },
  values: '{"a":1}',
};

describe('toApi', () => {
  test('a create leaves out what is null, unknown or an output', () => {
    expect(toApi(rows, values, 'create')).toEqual({
      name: 'prod',
      labels: { team: 'web' },
      controlPlane: { replicas: 3 },
      nodeGroups: { web: { minReplicas: 2, roles: ['ingress'], gpus: [{ name: 'l40s' }] } },
      values: { a: 1 },
    });
  });

  test('a patch sends null for what shall go', () => {
    expect(toApi(rows, values, 'patch')).toMatchObject({ displayName: null, controlPlane: { replicas: 3 } });
    expect(toApi(rows, values, 'patch')).not.toHaveProperty('version');
  });

  test('rules see that something unknown is there', () => {
    const body = toApi(rows, { ...values, node_groups: { web: UNKNOWN } }, 'rules');
    expect(body['version']).toBe(LATER);
    expect(body['controlPlane']).toEqual({ replicas: 3, etcdMembers: LATER });
    expect(body['nodeGroups']).toEqual({ web: LATER });
  });

  test('a text that is no JSON reaches the rules as it is', () => {
    expect(toApi(rows, { ...values, values: '{' }, 'rules')['values']).toBe('{');
  });
});
