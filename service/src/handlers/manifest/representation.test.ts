import { describe, expect, test } from 'vitest';
import { childKey, clusterKey } from '../../model/keys.ts';
import { type ManifestState, manifestEtag, stateAfter } from './representation.ts';

const part = (name: string, generation: number, removal?: object) =>
  ({ name, uid: `uid-of-${name}`, generation, removal }) as never;

const STATE: ManifestState = {
  cluster: part('prod', 3),
  nodeGroups: [part('web', 1), part('batch', 2)],
  addons: [part('flux', 1)],
};

describe('the version of a manifest', () => {
  test('names the cluster', async () => {
    expect(await manifestEtag(STATE)).toMatch(/^"uid-of-prod\.[0-9a-f]{24}"$/);
  });

  test.each<[title: string, state: ManifestState]>([
    ['the cluster changes', { ...STATE, cluster: part('prod', 4) }],
    ['a node group changes', { ...STATE, nodeGroups: [part('web', 2), part('batch', 2)] }],
    ['two change places of their generations', { ...STATE, nodeGroups: [part('web', 2), part('batch', 1)] }],
    ['an add-on comes', { ...STATE, addons: [part('flux', 1), part('velero', 1)] }],
    ['an add-on is being removed', { ...STATE, addons: [part('flux', 1, {})] }],
    [
      'a node group is another one of the same name',
      { ...STATE, nodeGroups: [part('web2', 1), part('batch', 2)] },
    ],
  ])('is another one when %s', async (_title, state) => {
    expect(await manifestEtag(state)).not.toBe(await manifestEtag(STATE));
  });

  test('does not depend on the order in which records are read', async () => {
    const reversed = { ...STATE, nodeGroups: [...STATE.nodeGroups].reverse() };
    expect(await manifestEtag(reversed)).toBe(await manifestEtag(STATE));
  });
});

describe('the state after a plan', () => {
  test('has what is written in place of what was read', () => {
    const after = stateAfter(STATE, [
      { key: clusterKey('demo', 'Cluster', 'prod'), body: part('prod', 4), expect: 1 },
      { key: childKey('demo', 'NodeGroup', 'prod', 'web'), body: part('web', 2), expect: 1 },
      { key: childKey('demo', 'Addon', 'prod', 'velero'), body: part('velero', 1), expect: 'absent' },
      { key: childKey('demo', 'openOperation', 'prod', 'op-1'), delete: true, expect: 'any' },
    ]);
    expect(after).toEqual({
      cluster: part('prod', 4),
      nodeGroups: [part('batch', 2), part('web', 2)],
      addons: [part('flux', 1), part('velero', 1)],
    });
  });

  test('of a new cluster is what is written', () => {
    const key = clusterKey('demo', 'Cluster', 'prod');
    expect(stateAfter(undefined, [{ key, body: part('prod', 1), expect: 'absent' }])).toEqual({
      cluster: part('prod', 1),
      nodeGroups: [],
      addons: [],
    });
  });

  test('needs a cluster', () => {
    expect(() => stateAfter(undefined, [])).toThrow('A plan for a new cluster has no record of it.');
  });
});
