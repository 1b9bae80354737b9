import { describe, expect, test } from 'vitest';
import { HIKUBE } from '../catalogue/profiles.test.support.ts';
import { UNKNOWN } from '../values/unknown.ts';
import { describeNeed, selects, waitingFor, waitingForWarnings } from './waiting-for.ts';

const ROLE = { kind: 'NodeGroup', selector: 'node-role.kubernetes.io/ingress-nginx' };
const GPU = { kind: 'NodeGroup', selector: 'gpu=on' };

describe('waitingFor', () => {
  test.each([
    ['ingress-nginx', { nodeGroups: [] }, [ROLE]],
    ['ingress-nginx', { nodeGroups: [{ roles: ['web'] }] }, [ROLE]],
    ['ingress-nginx', { nodeGroups: [{ roles: ['web'] }, { roles: ['ingress-nginx'] }] }, []],
    ['ingress-nginx', { nodeGroups: [{ roles: UNKNOWN }] }, []],
    ['ingress-nginx', { nodeGroups: [{ roles: ['web', UNKNOWN] }] }, []],
    ['ingress-nginx', { nodeGroups: [UNKNOWN] }, []],
    ['gpu-operator', { nodeGroups: [{ gpus: UNKNOWN }] }, []],
    ['ingress-nginx', {}, []],
    ['gpu-operator', { nodeGroups: [{}] }, [GPU]],
    ['gpu-operator', { nodeGroups: [{ gpus: [{ name: 'x' }] }] }, []],
    ['hami', { addonIds: [] }, [{ kind: 'Addon', selector: 'gpu-operator' }]],
    ['hami', { addonIds: ['gpu-operator'] }, []],
    ['vertical-pod-autoscaler', { addonIds: ['flux'] }, [{ kind: 'Addon', selector: 'monitoring' }]],
    ['ouroboros', { addonIds: ['ingress-traefik'] }, [{ kind: 'Addon', selector: 'ingress-nginx' }]],
    ['cert-manager', { addonIds: [], nodeGroups: [] }, []],
    ['newer-than-this-package', { addonIds: [], nodeGroups: [] }, []],
  ])('%s in %j waits for %j', (id, surroundings, expected) => {
    expect(waitingFor(id, surroundings)).toEqual(expected);
    expect(waitingFor(id, surroundings, HIKUBE)).toEqual(expected);
  });
});

test('a selector that nobody knows picks nothing', () => {
  expect(selects('zone=geneva', { roles: ['zone=geneva'] })).toBe(false);
});

test.each([
  [{ kind: 'Addon', selector: 'monitoring' } as const, 'the add-on monitoring'],
  [{ kind: 'NodeGroup', selector: 'gpu=on' } as const, 'a node group with GPUs'],
  [
    { kind: 'NodeGroup', selector: 'node-role.kubernetes.io/ingress-nginx' } as const,
    'a node group with role ingress-nginx',
  ],
  [{ kind: 'Node', selector: 'ready' } as const, 'a node that is ready'],
  [{ kind: 'Node', selector: 'gpu=on' } as const, 'a node with GPUs'],
])('%j reads as %s', (need, expected) => {
  expect(describeNeed(need)).toBe(expected);
});

test('waiting is a warning, never an error', () => {
  expect(waitingForWarnings('ingress-nginx', { nodeGroups: [] }, undefined, '/addons/ingress-nginx')).toEqual(
    [
      {
        pointer: '/addons/ingress-nginx',
        code: 'waiting_for',
        severity: 'warning',
        detail:
          'The add-on ingress-nginx waits for a node group with role ingress-nginx; it starts as soon as the ' +
          'cluster has one.',
      },
    ],
  );
});
