import type { ClusterPhase } from '@hikube/openapi/types';
import { expect, test } from 'vitest';
import type { ClusterRecord, ClusterStatusRecord } from '../model/records.ts';
import type { Found } from './find.ts';
import { notReady } from './not-ready.ts';

/** A cluster in a phase; undefined before anybody has looked at it. */
function found(phase: ClusterPhase | undefined, removal?: ClusterRecord['removal']): Found<ClusterRecord> {
  const record = { name: 'prod', uid: 'u1', ...(removal && { removal }) } as ClusterRecord;
  const status = phase && ({ uid: 'u1', cluster: { phase } } as ClusterStatusRecord);
  return { record, status };
}

const WAIT = 'wait until its condition ControlPlaneReady is True, then try again';

test.each([
  [undefined, `does not answer yet: ${WAIT}`],
  ['Pending', `does not answer yet: ${WAIT}`],
  ['Provisioning', `does not answer yet: ${WAIT}`],
  ['Running', `does not answer: ${WAIT}`],
  ['Degraded', `does not answer: ${WAIT}`],
  ['Failed', 'does not answer, because the cluster has failed: its condition Ready says why'],
] as const)('a cluster that is %s', (phase, words) => {
  const { code, message, facts } = notReady(found(phase));
  expect([code, facts.retryAfterSeconds]).toEqual(['not_ready', 15]);
  expect(message).toContain(`The API server of the cluster "prod" ${words}`);
});

test('a cluster that is being deleted never comes up again, whatever was seen of it last', () => {
  const removal = { operation: 'op-1' } as ClusterRecord['removal'];
  for (const phase of [undefined, 'Running', 'Failed', 'Deleting'] as const) {
    const { message } = notReady(found(phase, removal));
    expect(message).not.toContain('ControlPlaneReady');
    expect(message).toContain('being deleted');
    expect(message).toContain('op-1');
  }
});

test('what was seen of a cluster of the same name before says nothing of this one', () => {
  const { record, status } = found('Failed');
  const { message } = notReady({ record: { ...record, uid: 'u2' }, status });
  expect(message).toContain('does not answer yet');
});
