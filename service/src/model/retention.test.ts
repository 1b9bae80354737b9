import { expect, test } from 'vitest';
import { operationExpiry, upgradeExpiry } from './retention.ts';
import { operationRecord, START, START_TEXT, upgradeRecord } from './testing/records.ts';

const A_MONTH_LATER = START + 30 * 86_400_000;

test('an operation is kept for a month after its end', () => {
  expect(operationExpiry(operationRecord())).toEqual({});
  expect(operationExpiry(operationRecord('cluster.create', { endedAt: START_TEXT }))).toEqual({
    expiresAt: A_MONTH_LATER,
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
