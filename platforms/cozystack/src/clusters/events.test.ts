// Names of events say which cluster they are about, and clusters have names that begin alike.
import { createVirtualClock } from '@hikube/service/platform';
import { expect, test } from 'vitest';
import { createClient } from '../kubernetes/client.ts';
import { readEvents } from './events.ts';

const NAMES = [
  'kubernetes-prod',
  'kubernetes-prod-eu',
  'kubernetes-prod-eu-bcdfg',
  'virt-launcher-kubernetes-prod-eu-bcdfg-hjklm-xz245',
  'kubernetes-prod-eu-7f6d9b8c5-xwz24',
  'kubernetes-prod-eu-bcdfg-hjklm-system',
  'kubernetes-prod-eu-web-bcdfg-hjklm',
  'virt-launcher-kubernetes-prod-eu-web-bcdfg-hjklm-xz245',
];

function toldOf(cluster: string, groups: readonly string[]) {
  const items = NAMES.map((name, index) => ({
    metadata: { name, uid: `e${index}`, resourceVersion: `${index + 1}` },
    involvedObject: { kind: 'Pod', name },
    lastTimestamp: '2026-11-28T09:00:00Z',
  }));
  const fetch = async () => Response.json({ metadata: { resourceVersion: '9' }, items });
  const client = createClient({ fetch, clock: createVirtualClock(0) });
  return readEvents(client, { namespace: 'tenant-acme', cluster, uid: 'u', groups, since: 0 }, undefined);
}

test('a group of a cluster does not tell of another cluster whose name begins like both', async () => {
  const { events } = await toldOf('prod', ['eu']);
  expect(events.map(({ about }) => about)).toEqual([
    'Pod kubernetes-prod',
    'Pod kubernetes-prod-eu-bcdfg',
    'Pod virt-launcher-kubernetes-prod-eu-bcdfg-hjklm-xz245',
    'Pod kubernetes-prod-eu-7f6d9b8c5-xwz24',
    'Pod kubernetes-prod-eu-bcdfg-hjklm-system',
  ]);
});

test('the other cluster has its own', async () => {
  const { events } = await toldOf('prod-eu', ['web']);
  expect(events.map(({ about }) => about)).toEqual([
    'Pod kubernetes-prod-eu',
    'Pod kubernetes-prod-eu-web-bcdfg-hjklm',
    'Pod virt-launcher-kubernetes-prod-eu-web-bcdfg-hjklm-xz245',
  ]);
});
