import { describe, expect, test } from 'vitest';
import { COZYSTACK, HIKUBE } from '../catalogue/profiles.test.support.ts';
import { withoutSimulation } from '../catalogue/real-platform.ts';
import { UNKNOWN } from '../values/unknown.ts';
import { checkNodeGroup } from './node-group.ts';

const REAL = withoutSimulation(HIKUBE);
const TAINT = { key: 'gpu', effect: 'NoSchedule' };

const said = (group: object, catalogue = REAL) =>
  checkNodeGroup('web', group, { catalogue }).map(({ pointer, code }) => `${pointer} ${code}`);

describe('a platform that has no place for it', () => {
  test.each([
    [{ labels: { team: 'shop' } }, '/labels'],
    [{ taints: [TAINT] }, '/taints'],
    [{ rollout: { maxSurge: 2 } }, '/rollout'],
    [{ rollout: { maxSurge: 0, maxUnavailable: 1 } }, '/rollout'],
  ])('refuses %j', (group, pointer) => {
    expect(said(group)).toEqual([`${pointer} capability_missing`]);
    expect(said(group, withoutSimulation(COZYSTACK))).toEqual([`${pointer} capability_missing`]);
    expect(said(group, HIKUBE)).toEqual([]);
    expect(checkNodeGroup('web', group)).toEqual([]);
  });

  test.each([
    [{}],
    [{ labels: {}, taints: [], rollout: {} }],
    [{ labels: null, taints: null, rollout: null }],
    [{ rollout: { maxSurge: 1, maxUnavailable: 0 } }],
    [{ labels: UNKNOWN, taints: UNKNOWN, rollout: UNKNOWN }],
    [{ rollout: { maxSurge: null } }],
  ])('takes %j', (group) => {
    expect(said(group)).toEqual([]);
  });
});

test.each([
  [{ storageClass: 'local' }, '/storageClass'],
  [{ kubelet: { evictionHardMemory: '5%' } }, '/kubelet'],
  [{ healthCheck: { maxUnhealthy: '1' } }, '/healthCheck'],
])('the newer release takes %j, and the older one refuses it', (group, pointer) => {
  expect(said(group)).toEqual([`${pointer} capability_missing`]);
  expect(said(group, withoutSimulation(COZYSTACK))).toEqual([]);
});

test('says each of them, with the next step', () => {
  const findings = checkNodeGroup(
    'web',
    { labels: { a: 'b' }, taints: [TAINT], rollout: { maxSurge: 3 } },
    { catalogue: REAL, pointer: '/nodeGroups/web' },
  );
  expect(findings.map(({ pointer, detail }) => `${pointer}: ${detail}`)).toEqual([
    '/nodeGroups/web/labels: This platform labels nodes with their roles and with nothing else; remove labels, or label the nodes with kubectl.',
    '/nodeGroups/web/taints: This platform does not taint nodes; remove taints, or taint the nodes with kubectl.',
    '/nodeGroups/web/rollout: This platform sets the pace of an exchange of nodes itself; remove rollout.',
  ]);
});
