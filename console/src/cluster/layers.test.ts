// What stands where, out of what the API says.
import cluster from '@hikube/openapi/examples/getCluster.json' with { type: 'json' };
import nodeGroups from '@hikube/openapi/examples/listNodeGroups.json' with { type: 'json' };
import nodes from '@hikube/openapi/examples/listNodes.json' with { type: 'json' };
import volumes from '@hikube/openapi/examples/listVolumes.json' with { type: 'json' };
import type { Cluster, Node, NodeGroup, Volume } from '@hikube/sdk';
import { expect, test } from 'vitest';
import { answerOf, itemsOf } from '../rendered.support.tsx';
import { wordsOf } from '../text/words.ts';
import { layersOf } from './layers.ts';
import type { ClusterPicture } from './picture.ts';

const PICTURE = {
  cluster: answerOf<Cluster>(cluster),
  nodes: itemsOf<Node>(nodes),
  nodeGroups: itemsOf<NodeGroup>(nodeGroups),
  volumes: itemsOf<Volume>(volumes),
} as ClusterPicture;
const words = wordsOf('en', () => 0);
const layersWith = (part: Partial<ClusterPicture>) => layersOf({ ...PICTURE, ...part }, words);
const layer = (key: string, part: Partial<ClusterPicture> = {}) =>
  layersWith(part).find((each) => each.key === key);

test('the control plane comes first, then node groups, then volumes', () => {
  const keys = layersWith({}).map(({ key }) => key.split('/')[0]);
  expect(keys.slice(0, 2)).toEqual(['api', 'etcd']);
  expect(keys.lastIndexOf('group')).toBeLessThan(keys.indexOf('volume'));
});

test('every node, member and copy stands at its own site, once', () => {
  const { status } = PICTURE.cluster;
  const shown = layersWith({}).flatMap(({ units }) =>
    Object.entries(units).flatMap(([site, there]) => there.map(({ fullName }) => [fullName, site])),
  );
  const groups = PICTURE.nodeGroups.map(({ name }) => name);
  const expected = [
    ...[...status.controlPlane.members, ...status.etcd.members].map(({ name, site }) => [name, site]),
    ...PICTURE.nodes
      .filter(({ nodeGroup }) => groups.includes(nodeGroup))
      .map(({ name, site }) => [name, site]),
    ...PICTURE.volumes!.flatMap(({ name, status: { replicas } }) =>
      replicas.map(({ site }) => [`${name} ${site}`, site]),
    ),
  ];
  expect(shown.sort()).toEqual(expected.sort());
});

test('a member that is not ready, and an etcd without a majority, say so in words', () => {
  const { status } = PICTURE.cluster;
  const etcd = {
    ...status.etcd,
    quorum: false,
    members: status.etcd.members.map((each) => ({ ...each, ready: false })),
  };
  const shown = layer('etcd', { cluster: { ...PICTURE.cluster, status: { ...status, etcd } } });
  expect(shown?.sub).toBe('no majority: nothing can be written');
  expect(Object.values(shown?.units ?? {}).flat()).toSatisfy((units: { tone: string; note?: string }[]) =>
    units.every(({ tone, note }) => tone === 'fail' && note === 'not ready'),
  );
});

test('a node on an older version, and a phase that nobody here knows, are shown as what they are', () => {
  const [node] = PICTURE.nodes as [Node];
  const old: Node = { ...node, status: { ...node.status, phase: 'Ready', version: '1.0.0' } };
  const strange: Node = { ...node, name: 'strange-1', status: { ...node.status, phase: 'Levitating' } };
  const units = Object.values(
    layer(`group/${node.nodeGroup}`, { nodes: [old, strange] })?.units ?? {},
  ).flat();
  expect(units[0]).toMatchObject({ shape: 'nodeold', note: '1.0.0' });
  expect(units[1]?.note).toContain('Levitating');
});
