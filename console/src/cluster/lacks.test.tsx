// A degraded cluster says why at the top of its page.
import cluster from '@hikube/openapi/examples/getCluster.json' with { type: 'json' };
import type { Cluster } from '@hikube/sdk';
import { expect, test } from 'vitest';
import { answerOf, rendered } from '../rendered.support.tsx';
import { Lacks } from './lacks.tsx';

const { status } = answerOf<Cluster>(cluster);
const message = 'Node group web: 1 of at least 2 nodes are ready.';

function page(phase: Cluster['status']['phase'], isHealthy: 'True' | 'False'): string {
  const healthy = {
    type: 'Healthy',
    status: isHealthy,
    reason: 'BelowMinimum',
    message,
    lastTransitionTime: '2026-03-02T08:00:00.000Z',
  };
  return rendered(<Lacks status={{ ...status, phase, conditions: [healthy] }} />);
}

test('with what is missing, in the words of the service', () => {
  expect(page('Degraded', 'False')).toContain(message);
  expect(page('Failed', 'False')).toContain(message);
});

test('and nothing while it comes up, or is whole', () => {
  expect([page('Provisioning', 'False'), page('Running', 'True')]).toEqual(['', '']);
});
