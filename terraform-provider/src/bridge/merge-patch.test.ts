import { type ObjectValue, UNKNOWN } from 'terraform-plugin';
import { describe, expect, test } from 'vitest';
import { rows } from '../testing/rows.ts';
import { mergePatch } from './merge-patch.ts';

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
    ['what leaves a JSON text goes as null', { values: '{}' }, { values: { a: null } }],
    ['a JSON text that leaves goes as null itself', { values: null }, { values: null }],
    ['a JSON text is sent as what it says', { values: '{"a":2}' }, { values: { a: 2 } }],
    ['an object that became unknown is left alone', { control_plane: UNKNOWN }, {}],
  ])('%s', (_case, changes, expected) => {
    expect(patch(changes)).toEqual(expected);
  });
});

describe('what the service derives anew, because something that it follows from changes', () => {
  const row = (name: string, over: object) => ({
    name,
    property: name,
    class: 'input',
    required: false,
    ...over,
  });
  const derived = { class: 'derived-default', dependsOn: ['topology'] };
  const follower = [
    row('topology', { type: 'string' }),
    row('zone', { type: 'string', ...derived }),
    row('control_plane', {
      property: 'controlPlane',
      type: 'object',
      ...derived,
      attributes: [
        row('replicas', { type: 'number', ...derived }),
        row('members', { type: 'number', ...derived }),
      ],
    }),
  ] as unknown as typeof rows;
  const before: ObjectValue = {
    topology: 'production',
    zone: 'a',
    control_plane: { replicas: 3, members: 3 },
  };

  test('is sent when it is written, although it stays the same', () => {
    const after = {
      topology: 'development',
      zone: 'a',
      control_plane: { replicas: 3, members: UNKNOWN },
    } as ObjectValue;
    expect(mergePatch(follower, before, after)).toEqual({
      topology: 'development',
      zone: 'a',
      controlPlane: { replicas: 3 },
    });
  });

  test('is left to the service when it is not written', () => {
    const after = { topology: 'development', zone: UNKNOWN, control_plane: UNKNOWN } as ObjectValue;
    expect(mergePatch(follower, before, after)).toEqual({ topology: 'development' });
  });

  test('is not sent when nothing that it follows from changes', () => {
    expect(mergePatch(follower, before, { ...before, zone: 'b' })).toEqual({ zone: 'b' });
  });
});

test('inside a JSON text only what changed is sent, and a list whole', () => {
  const before = { ...prior, values: '{"keep":{"a":1},"deep":{"a":1,"b":{"c":2}},"list":[1,{"x":1}]}' };
  const after = {
    ...before,
    values: '{"keep":{"a":1},"deep":{"b":{"d":[]}},"list":[{"x":1}],"new":{"y":null}}',
  };
  expect(mergePatch(rows, before, after)).toEqual({
    values: { deep: { a: null, b: { c: null, d: [] } }, list: [{ x: 1 }], new: { y: null } },
  });
});
