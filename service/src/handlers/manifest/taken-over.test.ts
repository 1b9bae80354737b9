import { expect, test } from 'vitest';
import type { ManifestState } from './representation.ts';
import { takenOver } from './taken-over.ts';

const group = (name: string, manager: string, deletion: object | null = null) =>
  ({ name, uid: `uid-of-${name}`, manager, deletion, generation: 1 }) as never;

const state = (nodeGroups: readonly never[], addons: readonly never[] = []): ManifestState => ({
  cluster: group('prod', 'other'),
  nodeGroups,
  addons,
});

const reading = { origins: new Map([['/nodeGroups', '/spec/nodeGroup']]) };
const told = (before: ManifestState, after: ManifestState) =>
  takenOver(before, reading, after).map(({ pointer }) => pointer);

test.each<[title: string, before: ManifestState, after: ManifestState, pointers: readonly string[]]>([
  [
    'changes hands',
    state([group('web', 'separate')]),
    state([group('web', 'manifest')]),
    ['/spec/nodeGroup/web'],
  ],
  ['goes', state([group('web', 'separate')]), state([group('web', 'separate', {})]), ['/spec/nodeGroup']],
  ['stays', state([group('web', 'separate')]), state([group('web', 'separate')]), []],
  ['was going already', state([group('web', 'separate', {})]), state([group('web', 'separate', {})]), []],
  ['was the cluster’s', state([group('web', 'cluster')]), state([group('web', 'manifest', {})]), []],
  [
    'is an add-on',
    state([], [group('flux', 'separate')]),
    state([], [group('flux', 'manifest')]),
    ['/spec/addons/flux'],
  ],
])('a child that %s', (_title, before, after, pointers) => {
  expect(told(before, after)).toEqual(pointers);
});
