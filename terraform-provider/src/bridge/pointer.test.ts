import { formatPath } from 'terraform-plugin';
import { describe, expect, test } from 'vitest';
import { rows } from '../testing/rows.ts';
import { pathOf } from './pointer.ts';

describe('pathOf', () => {
  test.each([
    ['/name', 'name'],
    ['/displayName', 'display_name'],
    ['/controlPlane/etcdMembers', 'control_plane.etcd_members'],
    ['/nodeGroups', 'node_groups'],
    ['/nodeGroups/web', 'node_groups["web"]'],
    ['/nodeGroups/web/minReplicas', 'node_groups["web"].min_replicas'],
    ['/nodeGroups/web/gpus/0/name', 'node_groups["web"].gpus[0].name'],
    ['/nodeGroups/web/roles/1', 'node_groups["web"].roles'],
    ['/labels/a~1b', 'labels["a/b"]'],
    ['/values/deep/inside', 'values'],
    ['/nobody', ''],
    ['no pointer', ''],
    ['', ''],
  ])('%s is %s', (pointer, path) => {
    expect(formatPath(pathOf(rows, pointer))).toBe(path);
  });
});
