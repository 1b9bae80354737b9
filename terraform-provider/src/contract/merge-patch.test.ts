import { describe, expect, test } from 'vitest';
import { type ObjectValue, UNKNOWN } from '../framework/index.ts';
import { mergePatch } from './merge-patch.ts';
import { rows } from './rows.fixture.ts';

const group = (min: number, roles: string[] = []) => ({ min_replicas: min, roles, gpus: [] });
const prior: ObjectValue = {
  name: 'prod',
  display_name: '',
  version: '1.33',
  labels: { team: 'web', tier: 'one' },
  control_plane: { replicas: 3, etcd_members: 3 },
  node_groups: { web: group(1), ml: group(0) },
  values: '{"a":1}',
};
const patch = (changes: ObjectValue) => mergePatch(rows, prior, { ...prior, ...changes });

describe('mergePatch', () => {
  test.each<[string, ObjectValue, object]>([
    ['nothing changed', {}, {}],
    ['a scalar', { version: '1.34' }, { version: '1.34' }],
    ['an unknown is never sent', { version: UNKNOWN }, {}],
    ['what left goes as null', { display_name: null }, { displayName: null }],
    [
      'inside an object, only what changed',
      { control_plane: { replicas: 5, etcd_members: 3 } },
      { controlPlane: { replicas: 5 } },
    ],
    ['a key of a map goes as null', { labels: { team: 'db' } }, { labels: { team: 'db', tier: null } }],
    [
      'an element of a map, only what changed',
      { node_groups: { web: group(2), ml: group(0) } },
      { nodeGroups: { web: { minReplicas: 2 } } },
    ],
    [
      'an element added and one removed',
      { node_groups: { web: group(1), big: group(3, ['x']) } },
      { nodeGroups: { ml: null, big: { minReplicas: 3, roles: ['x'], gpus: [] } } },
    ],
    ['an empty map removes every element', { node_groups: {} }, { nodeGroups: { web: null, ml: null } }],
    ['a JSON text is sent as what it says', { values: '{"a":2}' }, { values: { a: 2 } }],
    ['an object that became unknown is left alone', { control_plane: UNKNOWN }, {}],
  ])('%s', (_case, changes, expected) => {
    expect(patch(changes)).toEqual(expected);
  });
});
