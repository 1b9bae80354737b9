import { describe, expect, it } from 'vitest';
import { clusterReference } from '../../model/keys.ts';
import {
  clusterState,
  operationRecord,
  START_TEXT,
  uid,
  upgradeRecord,
} from '../../model/testing/records.ts';
import { step } from './parts/part.ts';
import { completed, phaseOf, progressOf, stopped } from './progress.ts';

const TARGET = clusterReference({ name: 'prod', uid: uid('c1') });
const NOTHING = { percent: 0, done: 0, total: 0, etaSeconds: null };
const running = (done: number, total: number) => step('a', TARGET, 'running', { done, total });
const over = (total: number) => step('b', TARGET, 'succeeded', { done: total, total });

describe('progressOf', () => {
  it.each([
    ['nothing yet', [running(0, 4)], 1_000, { percent: 0, done: 0, total: 4, etaSeconds: null }],
    [
      'half of the work',
      [over(2), running(0, 2)],
      10_000,
      { percent: 50, done: 2, total: 4, etaSeconds: 10 },
    ],
    [
      'a step without units is one',
      [over(0), running(0, 1)],
      4_000,
      { percent: 50, done: 1, total: 2, etaSeconds: 4 },
    ],
    [
      'the last unit is the settling',
      [running(3, 3)],
      6_000,
      { percent: 66, done: 2, total: 3, etaSeconds: 3 },
    ],
    ['100 only at the end', [over(3)], 9_000, { percent: 99, done: 3, total: 3, etaSeconds: 0 }],
    [
      'no estimate without time',
      [over(1), running(0, 1)],
      0,
      { percent: 50, done: 1, total: 2, etaSeconds: null },
    ],
  ])('%s', (_, steps, elapsedMs, expected) => {
    expect(progressOf(NOTHING, steps, elapsedMs)).toEqual(expected);
  });

  it('never goes back when the work grows', () => {
    const half = progressOf(NOTHING, [over(2), running(0, 2)], 1_000);
    expect(progressOf(half, [over(2), running(0, 8)], 2_000)).toEqual({
      percent: 50,
      done: 2,
      total: 10,
      etaSeconds: 8,
    });
  });

  it('stays the same object while the work stays the same, however late it is', () => {
    const before = progressOf(NOTHING, [over(1), running(0, 1)], 1_000);
    expect(progressOf(before, [over(1), running(0, 1)], 900_000)).toBe(before);
  });
});

describe('the end', () => {
  it('is 100 when it went well', () => {
    expect(completed({ percent: 40, done: 2, total: 5, etaSeconds: 9 }, [over(2)])).toEqual({
      percent: 100,
      done: 5,
      total: 5,
      etaSeconds: 0,
    });
  });

  it('stays where it was when it did not', () => {
    expect(stopped({ percent: 40, done: 2, total: 5, etaSeconds: 9 })).toEqual({
      percent: 40,
      done: 2,
      total: 5,
      etaSeconds: null,
    });
  });
});

const steps = [
  step('First', TARGET, 'succeeded', { done: 2, total: 2 }),
  step('Second', TARGET, 'running', { done: 1, total: 3 }, 'one is late'),
];
const upgrade = upgradeRecord({}, { phase: 'Running', startedAt: START_TEXT });

describe('phaseOf', () => {
  it.each([
    ['the step that runs', operationRecord('Cluster.create', { steps }), [], 'Second (1 of 3): one is late'],
    [
      'the first that waits',
      operationRecord('Cluster.create', { steps: [step('Only', TARGET, 'pending', { done: 0, total: 1 })] }),
      [],
      'Only',
    ],
    ['the end', operationRecord('Cluster.create', { steps: steps.slice(0, 1) }), [], 'Finishing'],
    [
      'the queue behind an upgrade',
      operationRecord('NodeGroup.update', { steps, fields: ['/nodeGroups/web/instanceType'] }),
      [upgrade],
      'Waits its turn behind the version upgrade to 1.34, which exchanges nodes now',
    ],
    [
      'work that an upgrade does not hold back',
      operationRecord('NodeGroup.update', { steps, fields: ['/nodeGroups/web/maxReplicas'] }),
      [upgrade],
      'Second (1 of 3): one is late',
    ],
    [
      'work beside a paused upgrade',
      operationRecord('NodeGroup.update', { steps, fields: ['/nodeGroups/web/instanceType'] }),
      [{ ...upgrade, paused: true }],
      'Second (1 of 3): one is late',
    ],
  ])('tells %s', (_, operation, upgrades, text) => {
    expect(phaseOf(operation, clusterState({ upgrades }))).toBe(text);
  });
});
