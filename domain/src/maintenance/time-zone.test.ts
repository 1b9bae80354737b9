import { describe, expect, test } from 'vitest';
import { timeZone } from './time-zone.ts';

const iso = (instant: number | undefined) =>
  instant === undefined ? undefined : new Date(instant).toISOString();

describe('timeZone', () => {
  test.each(['Europe/Zurich', 'UTC', 'America/Argentina/Buenos_Aires', 'Etc/GMT+1', 'europe/zurich'])(
    'knows %s',
    (name) => {
      expect(timeZone(name)).toBeDefined();
    },
  );

  test.each(['', 'Mars/Olympus', '+02:00', 'Europe/Zurich ', 'Z'.repeat(65), '../etc/passwd', 7, null])(
    'does not know %j',
    (name) => {
      expect(timeZone(name)).toBeUndefined();
    },
  );
});

describe('instantOf', () => {
  test.each([
    // Summer time began on 2025-03-30 at 02:00, which became 03:00.
    ['Europe/Zurich', 2025, 3, 29, 150, '2025-03-29T01:30:00.000Z'],
    ['Europe/Zurich', 2025, 3, 30, 119, '2025-03-30T00:59:00.000Z'],
    ['Europe/Zurich', 2025, 3, 30, 150, '2025-03-30T01:30:00.000Z'],
    ['Europe/Zurich', 2025, 3, 30, 180, '2025-03-30T01:00:00.000Z'],
    // It ended on 2025-10-26 at 03:00, which became 02:00.
    ['Europe/Zurich', 2025, 10, 26, 119, '2025-10-25T23:59:00.000Z'],
    ['Europe/Zurich', 2025, 10, 26, 150, '2025-10-26T00:30:00.000Z'],
    ['Europe/Zurich', 2025, 10, 26, 180, '2025-10-26T02:00:00.000Z'],
    ['UTC', 2025, 3, 30, 150, '2025-03-30T02:30:00.000Z'],
    ['Asia/Kathmandu', 2025, 1, 1, 0, '2024-12-31T18:15:00.000Z'],
    ['Pacific/Kiritimati', 2025, 1, 1, 0, '2024-12-31T10:00:00.000Z'],
    // Lord Howe moves by half an hour, at 02:00.
    ['Australia/Lord_Howe', 2025, 10, 5, 135, '2025-10-04T15:45:00.000Z'],
    ['Australia/Lord_Howe', 2025, 10, 5, 150, '2025-10-04T15:30:00.000Z'],
    // Samoa had no 2011-12-30: the time after the jump is on the 31st.
    ['Pacific/Apia', 2011, 12, 30, 60, '2011-12-30T11:00:00.000Z'],
  ])('%s %d-%d-%d, minute %d, is %s', (name, year, month, day, minute, expected) => {
    expect(iso(timeZone(name)?.instantOf({ year, month, day }, minute))).toBe(expected);
  });
});

test.each([
  ['Europe/Zurich', '2025-12-31T23:30:00Z', { year: 2026, month: 1, day: 1 }],
  ['America/New_York', '2026-01-01T04:59:59Z', { year: 2025, month: 12, day: 31 }],
  ['UTC', '2024-02-29T12:00:00Z', { year: 2024, month: 2, day: 29 }],
])('in %s the date at %s is %j', (name, instant, expected) => {
  expect(timeZone(name)?.dateAt(Date.parse(instant))).toEqual(expected);
});
