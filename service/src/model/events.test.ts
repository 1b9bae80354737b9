import { expect, test } from 'vitest';
import { EVENT_TTL_MS, EVENTS_KEPT, eventId, eventNumber, eventWrites, toldAt } from './events.ts';
import { nodeReference } from './keys.ts';

const UID = '6f1c2c1e-0000-4000-8000-000000000000';

test('ids sort as their numbers do, and name their cluster', () => {
  expect(eventId(UID, 42)).toBe('ev-6f1c2c1e-000000000042');
  expect(eventId(UID, 9) < eventId(UID, 10)).toBe(true);
  expect(eventNumber(UID, 'ev-6f1c2c1e-000000000042')).toBe(42);
});

test.each(['ev-00000000-000000000042', 'ev-6f1c2c1e-42', 'ev-6f1c2c1e-', '', 'op-1'])(
  '%j has no number',
  (id) => {
    expect(eventNumber(UID, id)).toBeUndefined();
  },
);

test('a new event takes the place of the one that is too old', () => {
  const event = (number: number) => ({
    id: eventId(UID, number),
    cluster: 'prod',
    createdAt: '2026-03-02T08:00:00.000Z',
    type: 'Normal' as const,
    reason: 'NodeReady',
    object: nodeReference({ cluster: 'prod', name: 'a', uid: UID }),
    message: '',
  });
  const kind = 'event';
  const tenant = 'demo';
  const place = `${toldAt(Date.parse('2026-03-02T08:00:00Z'))}-${UID}-000000001000`;
  const told = { cluster: 'prod', uid: UID, first: 1000, last: 1001, types: ['Normal'] };
  const once = { body: told, expect: 'absent', expiresAt: 5 + EVENT_TTL_MS };
  expect(eventWrites(tenant, UID, [event(EVENTS_KEPT), event(EVENTS_KEPT + 1)], 5)).toEqual([
    {
      key: { tenant, kind, id: `${UID}/ev-6f1c2c1e-000000001000` },
      body: event(1000),
      expect: 'absent',
      expiresAt: 5 + EVENT_TTL_MS,
    },
    {
      key: { tenant, kind, id: `${UID}/ev-6f1c2c1e-000000001001` },
      body: event(1001),
      expect: 'absent',
      expiresAt: 5 + EVENT_TTL_MS,
    },
    { key: { tenant, kind, id: `${UID}/ev-6f1c2c1e-000000000001` }, delete: true, expect: 'any' },
    { key: { tenant, kind: 'tenantTold', id: place }, ...once },
    { key: { tenant, kind: 'clusterTold', id: `prod/${place}` }, ...once },
  ]);
});
