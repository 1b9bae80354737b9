// An apply that leaves a cluster degraded says why, and says nothing of one that is whole or still comes up.
import type { Cluster } from '@hikube/sdk';
import { expect, test } from 'vitest';
import { degradedNote } from './degraded-note.ts';

const cluster = (phase: string, status: 'True' | 'False') => {
  const message = 'Node group web: 1 of at least 2 nodes are ready.';
  const healthy = { type: 'Healthy', status, reason: 'BelowMinimum', message, lastTransitionTime: '' };
  return { name: 'prod', status: { phase, conditions: [healthy] } } as unknown as Cluster;
};

test('a degraded cluster is a warning with the reason and what to look at', () => {
  expect(degradedNote(cluster('Degraded', 'False'))).toMatchObject([
    {
      severity: 'warning',
      summary: 'The cluster prod is degraded (BelowMinimum)',
      detail: expect.stringMatching(/^Node group web: 1 of at least 2 nodes .*`hikube cluster get prod`/),
    },
  ]);
});

test.each([
  ['Running', 'True'],
  ['Provisioning', 'False'],
  ['Updating', 'False'],
] as const)('one that is %s is none', (phase, status) => {
  expect(degradedNote(cluster(phase, status))).toEqual([]);
});
