import { describe, expect, it } from 'vitest';
import { clusterState, operationRecord, START_TEXT, upgradeRecord } from '../../model/testing/records.ts';
import { step } from './parts/part.ts';
import { phaseOf } from './phase.ts';

const steps = [
  step('First', 'a', 'succeeded', { done: 2, total: 2 }),
  step('Second', 'b', 'running', { done: 1, total: 3 }, 'one is late'),
];
const running = upgradeRecord({}, { phase: 'Running', startedAt: START_TEXT });

describe('phaseOf', () => {
  it.each([
    ['the step that runs', operationRecord('cluster.create', { steps }), [], 'Second (1 of 3): one is late'],
    [
      'the first that waits',
      operationRecord('cluster.create', { steps: [step('Only', 'a', 'pending', { done: 0, total: 1 })] }),
      [],
      'Only',
    ],
    ['the end', operationRecord('cluster.create', { steps: steps.slice(0, 1) }), [], 'Finishing'],
    [
      'the queue behind an upgrade',
      operationRecord('nodeGroup.update', { steps, fields: ['/nodeGroups/web/instanceType'] }),
      [running],
      'Waits its turn behind the version upgrade to 1.34, which exchanges nodes now',
    ],
    [
      'work that an upgrade does not hold back',
      operationRecord('nodeGroup.update', { steps, fields: ['/nodeGroups/web/maxReplicas'] }),
      [running],
      'Second (1 of 3): one is late',
    ],
    [
      'work beside a paused upgrade',
      operationRecord('nodeGroup.update', { steps, fields: ['/nodeGroups/web/instanceType'] }),
      [{ ...running, paused: true }],
      'Second (1 of 3): one is late',
    ],
  ])('tells %s', (_, operation, upgrades, text) => {
    expect(phaseOf(operation, clusterState({ upgrades }))).toBe(text);
  });
});
