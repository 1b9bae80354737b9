// Others may write where a memo is kept: what has not the right shape is as if it were not there.
import { expect, test } from 'vitest';
import { readMemo } from './memo.ts';

const NOTHING = { inputs: {}, cluster: {}, nodeGroups: {}, addons: {}, operations: [] };

test.each([undefined, null, 7, 'text', [], {}, { inputs: 1, cluster: [], nodeGroups: 'x', operations: {} }])(
  'of %j nothing is believed',
  (memo) => {
    expect(readMemo(memo)).toEqual(NOTHING);
  },
);

test.each([
  { displayName: 7 },
  { labels: { a: 1 } },
  { deletionProtection: 'yes' },
  { version: 7 },
  { displayName: 'x'.repeat(10_000) },
  { unknown: true },
])('inputs that nobody could write are none: %j', (inputs) => {
  expect(readMemo({ inputs }).inputs).toEqual({});
});

test('an origin is believed member by member', () => {
  const createdBy = { token: 'tok-1', fingerprint: 'f' };
  const cluster = { manager: 'everybody', createdAt: '2026-11-28T09:00:00Z', createdBy, holder: { id: 'h' } };
  expect(readMemo({ cluster }).cluster).toEqual({ createdAt: '2026-11-28T09:00:00Z', createdBy });
});

test('an operation is whole or is none, and never a deletion', () => {
  const target = { kind: 'Cluster', cluster: 'prod', name: 'prod', uid: 'u' };
  const work = {
    id: 'op-1',
    kind: 'Cluster.update',
    target,
    generation: 2,
    fields: ['/version'],
    children: [],
    createdAt: '2026-11-28T09:00:00Z',
  };
  const spoiled = [
    { ...work, kind: 'Cluster.delete' },
    { ...work, generation: 'two' },
    { ...work, fields: [7] },
    null,
  ];
  expect(readMemo({}, [...spoiled, work]).operations).toEqual([work]);
});
