// What kubectl adds to a group is shown, and so is what it takes away.
import { clusterWish, groupWish } from '@hikube/service/platform/suite';
import { expect, test } from 'vitest';
import { specOf } from './chart/index.ts';
import { shapeOf } from './chart/testing/schemas.ts';
import { driftedFrom } from './drift.ts';
import type { Values } from './kind.ts';

const SHAPE = shapeOf('1.6.2');
const WEB = groupWish('web', {
  resources: { cpu: '4', memory: '8Gi' },
  // The second is the default of the chart, which nobody can tell from one that was written.
  kubelet: { systemReservedMemory: '1Gi', evictionHardMemory: '7%' },
  healthCheck: { maxUnhealthy: '1' },
});
const KNOWN = clusterWish({ nodeGroups: [WEB] });

/** The group as it is read after somebody wrote to it. */
function after(change: (group: Record<string, unknown>) => void) {
  const stored = structuredClone(specOf(KNOWN, SHAPE)) as Values;
  change((stored['nodeGroups'] as { web: Record<string, unknown> }).web);
  return driftedFrom(KNOWN, stored, SHAPE).nodeGroups[0]!;
}

test('a group that nobody touched is the one that was wished', () => {
  expect(after(() => undefined)).toEqual(WEB);
});

test('what was changed and what was added is of a later generation', () => {
  const group = after((web) => {
    web['kubelet'] = { systemReservedMemory: '2Gi' };
    web['storageClass'] = 'local';
  });
  expect(group).toMatchObject({
    uid: WEB.uid,
    generation: WEB.generation + 1,
    kubelet: { systemReservedMemory: '2Gi' },
    storageClass: 'local',
    resources: WEB.resources,
  });
});

test('what was not changed stays as it was wished, also where it is a default', () => {
  const group = after((web) => {
    web['maxReplicas'] = WEB.maxReplicas + 1;
  });
  expect(group).toEqual({ ...WEB, maxReplicas: WEB.maxReplicas + 1, generation: WEB.generation + 1 });
});

test('what was taken away is gone', () => {
  const group = after((web) => {
    for (const key of ['resources', 'kubelet', 'maxUnhealthy']) delete web[key];
  });
  expect(group.generation).toBe(WEB.generation + 1);
  for (const key of ['resources', 'kubelet', 'healthCheck']) expect(group).not.toHaveProperty(key);
});
