import { describe, expect, it } from 'vitest';
import { addonRecord, clusterState, START, START_TEXT } from '../../model/testing/records.ts';
import { observedAddon } from '../testing/observed.ts';
import { addonStatus } from './addon.ts';

const of = (observed: Parameters<typeof addonStatus>[2], changes = {}) =>
  addonStatus(addonRecord(changes), clusterState(), observed, undefined, START);

describe('addonStatus', () => {
  it('says what is missing', () => {
    const waitingFor = { kind: 'NodeGroup' as const, selector: 'node-role.kubernetes.io/ingress-nginx' };
    const status = of(observedAddon({ phase: 'WaitingFor', waitingFor, version: null, message: 'No node.' }));
    expect(status).toEqual({
      phase: 'WaitingFor',
      observedGeneration: 1,
      currentOperation: null,
      version: null,
      conditions: [
        {
          type: 'Ready',
          status: 'False',
          reason: 'WaitingFor',
          message: 'No node.',
          lastTransitionTime: START_TEXT,
        },
        {
          type: 'WaitingFor',
          status: 'True',
          reason: 'MissingNodeGroup',
          message:
            'Waits for a node group with role ingress-nginx; it starts as soon as the cluster has one.',
          waitingFor,
          lastTransitionTime: START_TEXT,
        },
      ],
    });
  });

  it.each([
    ['Pending', undefined, {}],
    ['Ready', observedAddon(), {}],
    ['Failed', observedAddon({ phase: 'Failed' }), {}],
    ['Deleting', observedAddon(), { removal: { requestedAt: START_TEXT, operation: 'op-1' } }],
  ])('is %s', (phase, observed, changes) => {
    expect(of(observed, changes).phase).toBe(phase);
  });
});
