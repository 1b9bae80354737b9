// When what waits for the window begins, and what it says until then.
import { describe, expect, it } from 'vitest';
import {
  childOperation,
  clusterRecord,
  clusterState,
  nodeGroupRecord,
  operationRecord,
  START,
} from '../../model/testing/records.ts';
import { desiredCluster } from '../desired.ts';
import { advanceWaiting } from './wait-for-window.ts';

const HOUR = 3_600_000;
// START is a Monday, 09:00 in Zurich.
const window = { days: ['mon' as const], startTime: '11:00', durationMinutes: 30, timeZone: 'Europe/Zurich' };
const maintenance = { window, autoPatch: false, exclusions: [] };
const OPENS = START + 2 * HOUR;

const web = nodeGroupRecord({ name: 'web', generation: 4, diskSize: '40Gi' });
const waiting = childOperation('NodeGroup.update', web, { heldBack: { [web.uid]: { diskSize: '20Gi' } } });
const state = clusterState({
  cluster: clusterRecord({ maintenance }),
  nodeGroups: [web],
  operations: [waiting, operationRecord('Cluster.update', { id: 'op-2' })],
});

describe('advanceWaiting', () => {
  it('says until when, and wakes then', () => {
    const { operations, released, wakeAt } = advanceWaiting(state, START);
    expect([...operations.values()]).toMatchObject([
      { ...waiting, phase: 'Waits for the maintenance window that opens at 2026-03-02T10:00:00.000Z' },
    ]);
    expect({ released, wakeAt }).toEqual({ released: [], wakeAt: OPENS });
  });

  it('begins when the window opens, and the group takes a new generation', () => {
    const { operations, released } = advanceWaiting(state, OPENS);
    expect(released).toEqual([{ ...web, generation: 5 }]);
    expect(operations.get(waiting.id)).toMatchObject({ status: 'pending', generation: 5 });
    expect(operations.get(waiting.id)).not.toHaveProperty('heldBack');
  });

  it('begins for all that wait of one group at once, with one generation', () => {
    const other = { ...waiting, id: 'op-3', heldBack: { [web.uid]: { roles: [] } } };
    const { operations, released } = advanceWaiting({ ...state, operations: [waiting, other] }, OPENS);
    expect(released).toEqual([{ ...web, generation: 5 }]);
    expect([...operations.values()].map(({ generation }) => generation)).toEqual([5, 5]);
  });

  it('leaves a group alone that is on its way out', () => {
    const going = { ...web, removal: { requestedAt: web.createdAt, operation: 'op-9' } };
    expect(advanceWaiting({ ...state, nodeGroups: [going] }, OPENS).released).toEqual([]);
  });

  it('says what to do where no window opens', () => {
    const { operations, wakeAt } = advanceWaiting({ ...state, cluster: clusterRecord() }, OPENS);
    expect(operations.get(waiting.id)?.phase).toMatch(/^No maintenance window opens; set/);
    expect(wakeAt).toBeUndefined();
  });
});

describe('the wish', () => {
  it('has the fields as they were, until the operation has begun', () => {
    const known = { catalogue: {} as never, now: START, secrets: new Map() };
    expect(desiredCluster(state, known).nodeGroups).toMatchObject([{ diskSize: '20Gi', generation: 4 }]);
    const { operations, released } = advanceWaiting(state, OPENS);
    const begun = { ...state, operations: [...operations.values()], nodeGroups: [...released] };
    expect(desiredCluster(begun, known).nodeGroups).toMatchObject([{ diskSize: '40Gi', generation: 5 }]);
  });
});
