import { describe, expect, test } from 'vitest';
import { UNKNOWN } from '../values/unknown.ts';
import { checkMaintenance } from './maintenance.ts';

const WINDOW = { days: ['sat', 'sun'], startTime: '02:00', durationMinutes: 240, timeZone: 'Europe/Zurich' };

const codes = (maintenance: unknown) =>
  checkMaintenance(maintenance).map((finding) => [finding.pointer, finding.code]);

describe('checkMaintenance', () => {
  test.each([
    [undefined],
    [null],
    [UNKNOWN],
    [{ window: WINDOW }],
    [{ window: WINDOW, autoPatch: true, exclusions: [] }],
    [{ window: UNKNOWN, autoPatch: true }],
    [{ exclusions: [{ start: '2025-12-20T00:00:00Z', end: '2026-01-05T00:00:00Z', reason: 'freeze' }] }],
    [{ exclusions: [{ start: UNKNOWN, end: '2026-01-05T00:00:00Z' }] }],
    [{ autoPatch: false }],
  ])('takes %j', (maintenance) => {
    expect(codes(maintenance)).toEqual([]);
  });

  test.each([
    [{ window: { ...WINDOW, days: [] } }, '/maintenance/window/days', 'invalid_value'],
    [{ window: { ...WINDOW, days: ['mon', 'Sunday'] } }, '/maintenance/window/days/1', 'invalid_value'],
    [{ window: { ...WINDOW, days: 'mon' } }, '/maintenance/window/days', 'invalid_type'],
    [{ window: { ...WINDOW, startTime: '2:00' } }, '/maintenance/window/startTime', 'invalid_value'],
    [{ window: { ...WINDOW, startTime: '24:00' } }, '/maintenance/window/startTime', 'invalid_value'],
    [{ window: { ...WINDOW, durationMinutes: 29 } }, '/maintenance/window/durationMinutes', 'out_of_range'],
    [{ window: { ...WINDOW, durationMinutes: 1441 } }, '/maintenance/window/durationMinutes', 'out_of_range'],
    [{ window: { ...WINDOW, timeZone: 'CET+1' } }, '/maintenance/window/timeZone', 'invalid_time_zone'],
    [{ window: 'sundays' }, '/maintenance/window', 'invalid_type'],
    [{ autoPatch: true }, '/maintenance/autoPatch', 'maintenance_without_window'],
    [{ autoPatch: true, window: null }, '/maintenance/autoPatch', 'maintenance_without_window'],
    [
      { exclusions: [{ start: '2025-02-30T00:00:00Z', end: '2026-01-05T00:00:00Z' }] },
      '/maintenance/exclusions/0/start',
      'invalid_timestamp',
    ],
    [
      { exclusions: [{ start: '2026-01-05T00:00:00Z', end: '2026-01-05T00:00:00Z' }] },
      '/maintenance/exclusions/0/end',
      'invalid_exclusion',
    ],
    [['sun'], '/maintenance', 'invalid_type'],
  ])('refuses %j', (maintenance, pointer, code) => {
    expect(codes(maintenance)).toEqual([[pointer, code]]);
  });
});
