import { type ObjectValue, UNKNOWN } from 'terraform-plugin';
import { describe, expect, test } from 'vitest';
import { rows } from '../testing/rows.ts';
import { asPlanned, rebase } from './rebase.ts';

const group = (min: number, roles: string[] = []): ObjectValue => ({ min_replicas: min, roles, gpus: [] });
const prior: ObjectValue = {
  name: 'prod',
  display_name: '',
  version: '1.33',
  endpoint: 'https://prod',
  labels: { team: 'web', tier: 'one' },
  control_plane: { replicas: 3, etcd_members: 3 },
  node_groups: { web: group(1, ['a', 'b']), ml: group(0) },
  values: '{"a":1}',
  last_operation: 'op-1',
};
const both = (ours: ObjectValue, theirs: ObjectValue) =>
  rebase(rows, { prior, planned: { ...prior, ...ours }, fresh: { ...prior, ...theirs } });

describe('rebase', () => {
  test.each<[string, ObjectValue, ObjectValue, ObjectValue]>([
    ['another field', { display_name: 'P' }, { version: '1.34' }, { display_name: 'P', version: '1.34' }],
    ['the same field to the same', { version: '1.34' }, { version: '1.34' }, { version: '1.34' }],
    [
      'another key of a map',
      { labels: { team: 'db', tier: 'one' } },
      { labels: { tier: 'one', team: 'web', by: 'x' } },
      { labels: { team: 'db', tier: 'one', by: 'x' } },
    ],
    [
      'a key that both leave, or one takes away',
      { labels: { team: 'db', tier: 'one' } },
      { labels: { team: 'web' } },
      { labels: { team: 'db' } },
    ],
    [
      'another field of an object',
      { control_plane: { replicas: 5, etcd_members: 3 } },
      { control_plane: { etcd_members: 5, replicas: 3 } },
      { control_plane: { replicas: 5, etcd_members: 5 } },
    ],
    [
      'another field of an element',
      { node_groups: { web: group(2, ['a', 'b']), ml: group(0) } },
      { node_groups: { web: group(1, ['c']), ml: group(0), big: group(9) } },
      { node_groups: { web: group(2, ['c']), ml: group(0), big: group(9) } },
    ],
    [
      'an order that means nothing',
      { node_groups: { web: group(1, ['c']), ml: group(0) } },
      { node_groups: { ml: group(0), web: group(1, ['b', 'a']) } },
      { node_groups: { web: group(1, ['c']), ml: group(0) } },
    ],
    ['what only apply will tell', { version: UNKNOWN }, { version: '1.34' }, { version: UNKNOWN }],
  ])('%s', (_case, ours, theirs, expected) => {
    expect(both(ours, theirs).conflicts).toEqual([]);
    expect({ ...both(ours, theirs).values }).toEqual({ ...prior, ...expected });
  });

  test.each<[string, ObjectValue, ObjectValue]>([
    ['version', { version: '1.34' }, { version: '1.35' }],
    ['values', { values: '{"a":2}' }, { values: '{"a":3}' }],
    ['labels', { labels: { team: 'db', tier: 'one' } }, { labels: { team: 'ops', tier: 'one' } }],
    ['labels', { labels: { tier: 'one' } }, { labels: { team: 'ops', tier: 'one' } }],
    [
      'control_plane',
      { control_plane: { replicas: 5, etcd_members: 3 } },
      { control_plane: { replicas: 1, etcd_members: 3 } },
    ],
    [
      'node_groups',
      { node_groups: { web: group(2, ['a', 'b']), ml: group(0) } },
      { node_groups: { web: group(3, ['a', 'b']), ml: group(0) } },
    ],
    ['node_groups', { node_groups: { web: group(1, ['a', 'b']) } }, { node_groups: null }],
  ])('both changed %s', (name, ours, theirs) => {
    expect(both(ours, theirs).conflicts).toEqual([name]);
  });

  test('what the API has no part in is as planned', () => {
    const { values } = both(
      { last_operation: UNKNOWN },
      { last_operation: 'op-2', endpoint: 'https://other' },
    );
    expect([values['last_operation'], values['endpoint']]).toEqual([UNKNOWN, 'https://prod']);
  });
});

test('asPlanned takes from the API only what the plan did not know', () => {
  const planned: ObjectValue = {
    a: 'ours',
    network: { exposure: 'proxied', cni: UNKNOWN },
    list: [1],
    gone: null,
  };
  const actual: ObjectValue = {
    a: 'theirs',
    network: { exposure: 'other', cni: 'cilium' },
    list: [2],
    gone: 1,
  };
  expect(asPlanned(planned, actual)).toEqual({
    a: 'ours',
    network: { exposure: 'proxied', cni: 'cilium' },
    list: [1],
    gone: null,
  });
});
