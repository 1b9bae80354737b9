import { describe, expect, test } from 'vitest';
import { operationWrites, upgradeExpiry } from './operation.ts';
import { operationRecord, START, START_TEXT, upgradeRecord } from './testing/records.ts';

const A_MONTH_LATER = START + 30 * 86_400_000;
const ENDED = { status: 'succeeded', endedAt: START_TEXT } as const;

describe('operationWrites', () => {
  const before = operationRecord();
  const told = (...[earlier, after]: Parameters<typeof operationWrites>) =>
    operationWrites(earlier, after, () => 7).map((write) => ({
      kind: write.key.kind,
      does: 'delete' in write ? 'delete' : 'put',
      expect: write.expect,
      until: 'expiresAt' in write ? write.expiresAt : undefined,
    }));

  test('a new one gets its place in the list of its cluster and a mark while it is open', () => {
    expect(operationWrites(undefined, before).map(({ key, expect }) => [key.kind, expect])).toEqual([
      ['operation', 'absent'],
      ['clusterOperation', 'absent'],
      ['openOperation', 'absent'],
    ]);
  });

  test('a new one that has ended already gets no mark, and is kept for a month', () => {
    expect(told(undefined, operationRecord('Cluster.create', ENDED))).toEqual([
      { kind: 'operation', does: 'put', expect: 7, until: A_MONTH_LATER },
      { kind: 'clusterOperation', does: 'put', expect: 'absent', until: A_MONTH_LATER },
    ]);
  });

  test('progress is written alone, at the revision that it was read at', () => {
    expect(told(before, { ...before, phase: 'Further' })).toEqual([
      { kind: 'operation', does: 'put', expect: 7, until: undefined },
    ]);
  });

  test('the end takes the mark away, and all of it is kept for a month', () => {
    expect(told(before, { ...before, ...ENDED })).toEqual([
      { kind: 'operation', does: 'put', expect: 7, until: A_MONTH_LATER },
      { kind: 'clusterOperation', does: 'put', expect: 'any', until: A_MONTH_LATER },
      { kind: 'openOperation', does: 'delete', expect: 'any', until: undefined },
    ]);
  });

  test('what did not change is not written', () => {
    expect(told(before, { ...before })).toEqual([]);
  });
});

test.each([
  ['one that waits or runs', {}, null, {}],
  ['one that ended before anything changed', {}, START_TEXT, { expiresAt: A_MONTH_LATER }],
  ['one that runs and has changed something', { committed: true }, null, {}],
  ['one that moved its cluster', { committed: true }, START_TEXT, {}],
])('an upgrade: %s', (_, changes, endedAt, expiry) => {
  expect(upgradeExpiry(upgradeRecord(changes, { endedAt }))).toEqual(expiry);
});
