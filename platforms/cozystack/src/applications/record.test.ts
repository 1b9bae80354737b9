// What stands on an application can be written by its tenant with kubectl: nothing of it may break the driver.
import { clusterWish, groupWish } from '@hikube/service/platform/suite';
import { describe, expect, test } from 'vitest';
import type { KubernetesApplication } from '../kind.ts';
import { annotationsOf, NOTHING_REACHED, type OwnRecord, recordOf } from './record.ts';

const wish = clusterWish({ nodeGroups: [groupWish('web')] });
const record: OwnRecord = { uid: wish.uid, wish, reached: { cluster: 2, parts: { a: 1 } } };

function applicationWith(changes: Readonly<Record<string, string>> = {}): KubernetesApplication {
  const annotations = { ...annotationsOf(record), ...changes };
  const metadata = {
    name: wish.name,
    namespace: 'tenant-acme',
    uid: 'k',
    resourceVersion: '1',
    creationTimestamp: '2026-11-28T09:00:00Z',
  };
  return { apiVersion: 'a', kind: 'Kubernetes', metadata: { ...metadata, annotations } };
}

test('what the driver wrote is read as it was', () => {
  expect(recordOf(applicationWith())).toEqual(record);
});

describe('an application whose wish somebody has spoiled has no record', () => {
  const without = (key: string) => JSON.stringify({ ...wish, [key]: undefined });
  test.each([
    ['half of it', '{"name":'],
    ['null', 'null'],
    ['an empty object', '{}'],
    ['a list', '[]'],
    ['a number', '7'],
    ['no groups', without('nodeGroups')],
    ['no add-ons', without('addons')],
    ['no rollout', without('rollout')],
    ['groups of another type', JSON.stringify({ ...wish, nodeGroups: [null] })],
    ['a group without roles', JSON.stringify({ ...wish, nodeGroups: [{ ...wish.nodeGroups[0], roles: 1 }] })],
    ['the wish of another cluster', JSON.stringify({ ...wish, name: 'other' })],
    ['another uid', JSON.stringify({ ...wish, uid: 'other' })],
  ])('%s', (_what, text) => {
    expect(recordOf(applicationWith({ 'hikube.io/wish': text }))).toBeUndefined();
  });
});

test.each(['1', 'null', '{}', '{', '{"cluster":1,"parts":{"a":"b"}}', '{"cluster":1,"parts":[1]}'])(
  'what had been reached is found again when it says %s',
  (text) => {
    const found = recordOf(applicationWith({ 'hikube.io/reached': text }));
    expect(found).toEqual({ ...record, reached: NOTHING_REACHED });
  },
);

test('what nodes carry is read as it was, and nothing where somebody has spoiled it', () => {
  const carried = { template: ['uid-of-node'] };
  const { 'hikube.io/carried': text = '' } = annotationsOf({ ...record, carried });
  expect(recordOf(applicationWith({ 'hikube.io/carried': text }))).toEqual({ ...record, carried });
  for (const spoiled of ['1', '{', '[]x', '{"a":"b"}', '{"a":[1]}'])
    expect(recordOf(applicationWith({ 'hikube.io/carried': spoiled }))).toEqual(record);
});

test('what leaves is read as it was, and nothing where somebody has spoiled it', () => {
  const leaving = { nodeGroups: { old: 'uid-of-old' }, addons: { flux: 'uid-flux' } };
  const { 'hikube.io/leaving': text = '' } = annotationsOf({ ...record, leaving });
  expect(recordOf(applicationWith({ 'hikube.io/leaving': text }))).toEqual({ ...record, leaving });
  for (const spoiled of ['1', '{', '{"nodeGroups":{}}', '{"nodeGroups":{"a":1},"addons":{}}'])
    expect(recordOf(applicationWith({ 'hikube.io/leaving': spoiled }))).toEqual(record);
});
