import type { Operation } from '@hikube/sdk';
import { expect, test } from 'vitest';
import { describeOutcome } from './waiting.ts';

const operation = (phase: string) =>
  ({
    id: 'op-1',
    kind: 'cluster.create',
    status: 'running',
    phase,
    progress: { percent: 10, done: 1, total: 10, etaSeconds: null },
    steps: [],
    error: null,
  }) as unknown as Operation;

test.each(['Starting etcd', 'Starting etcd.'])('a phase is one sentence, written as %o', (phase) => {
  const why = 'The time-out was reached';
  expect(describeOutcome({ ended: 'waiting', why, elapsedMs: 65_000, operation: operation(phase) })).toBe(
    'The time-out was reached after 1 min 5 s; the work goes on. Operation op-1 (cluster.create) is at 10 %: Starting etcd.',
  );
});
