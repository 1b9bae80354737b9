import { expect, test } from 'vitest';
import { observedVolumes } from './volumes.ts';

const MADE = '2026-11-28T09:00:00Z';
const volume = (name: string, status: object, spec: object = { storageClassName: 'replicated' }) => ({
  metadata: { name, uid: `uid-of-${name}`, creationTimestamp: MADE },
  spec: { capacity: { storage: '20Gi' }, ...spec },
  status,
});

test('phases are told in the words of the contract, and since when', () => {
  const later = '2026-11-28T10:00:00Z';
  const told = observedVolumes([
    volume('bound', { phase: 'Bound' }),
    volume('coming', { phase: 'Pending' }),
    volume('left', { phase: 'Released', lastPhaseTransitionTime: later }),
    volume('broken', { phase: 'Failed' }),
  ]);
  expect(told.map(({ name, phase, since }) => [name, phase, since])).toEqual([
    ['bound', 'Available', Date.parse(MADE)],
    ['coming', 'Creating', Date.parse(MADE)],
    ['left', 'Available', Date.parse(later)],
    ['broken', 'Unavailable', Date.parse(MADE)],
  ]);
  expect(told[0]).toMatchObject({
    uid: 'uid-of-bound',
    storageClass: 'replicated',
    size: '20Gi',
    replicas: [],
  });
});

test('what somebody has brought along is not of the platform', () => {
  expect(
    observedVolumes([volume('nfs', { phase: 'Bound' }, {}), volume('own', {}, { storageClassName: '' })]),
  ).toEqual([]);
});
