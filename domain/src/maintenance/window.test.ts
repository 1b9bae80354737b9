import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAYS } from './days.ts';
import { type MaintenanceInput, nextOpening } from './window.ts';

const SUNDAY_NIGHT: MaintenanceInput = {
  window: { days: ['sun'], startTime: '02:00', durationMinutes: 120, timeZone: 'Europe/Zurich' },
};
const EVERY_NIGHT: MaintenanceInput = {
  window: { days: [...DAYS], startTime: '23:00', durationMinutes: 180, timeZone: 'Europe/Zurich' },
};

function next(maintenance: unknown, from: string): readonly (string | undefined)[] {
  const opening = nextOpening(maintenance, Date.parse(from));
  return [opening?.start, opening?.end].map((instant) =>
    instant === undefined ? undefined : new Date(instant).toISOString(),
  );
}

describe('nextOpening', () => {
  test.each([
    [
      'before it opens',
      SUNDAY_NIGHT,
      '2025-11-20T12:00:00Z',
      '2025-11-23T01:00:00.000Z',
      '2025-11-23T03:00:00.000Z',
    ],
    [
      'while it is open',
      SUNDAY_NIGHT,
      '2025-11-23T02:00:00Z',
      '2025-11-23T02:00:00.000Z',
      '2025-11-23T03:00:00.000Z',
    ],
    [
      'as it closes',
      SUNDAY_NIGHT,
      '2025-11-23T03:00:00Z',
      '2025-11-30T01:00:00.000Z',
      '2025-11-30T03:00:00.000Z',
    ],
    [
      'in summer',
      SUNDAY_NIGHT,
      '2025-07-01T00:00:00Z',
      '2025-07-06T00:00:00.000Z',
      '2025-07-06T02:00:00.000Z',
    ],
    [
      'when the clock jumps over its start',
      SUNDAY_NIGHT,
      '2025-03-30T00:00:00Z',
      '2025-03-30T01:00:00.000Z',
      '2025-03-30T03:00:00.000Z',
    ],
    [
      'when its start comes twice',
      SUNDAY_NIGHT,
      '2025-10-25T12:00:00Z',
      '2025-10-26T00:00:00.000Z',
      '2025-10-26T02:00:00.000Z',
    ],
    [
      'after midnight of the day it opened',
      EVERY_NIGHT,
      '2025-11-20T00:30:00Z',
      '2025-11-20T00:30:00.000Z',
      '2025-11-20T01:00:00.000Z',
    ],
  ])('%s', (_name, maintenance, from, start, end) => {
    expect(next(maintenance, from)).toEqual([start, end]);
  });

  test('a window without a time zone is in that of Zurich', () => {
    const window = { days: ['mon'], startTime: '00:00', durationMinutes: 60 };
    expect(next({ window }, '2025-11-20T00:00:00Z')[0]).toBe('2025-11-23T23:00:00.000Z');
  });

  test('a window of a day, every day, is always open', () => {
    const window = { days: [...DAYS], startTime: '12:00', durationMinutes: 1440, timeZone: 'UTC' };
    expect(next({ window }, '2025-11-20T11:59:00Z')[0]).toBe('2025-11-20T11:59:00.000Z');
    expect(next({ window }, '2025-11-20T12:00:00Z')[0]).toBe('2025-11-20T12:00:00.000Z');
  });
});

describe('exclusions', () => {
  const excluding = (...spans: readonly (readonly [string, string])[]) => ({
    ...SUNDAY_NIGHT,
    exclusions: spans.map(([start, end]) => ({ start, end })),
  });

  test.each([
    [
      'the whole window',
      [['2025-11-22T00:00:00Z', '2025-11-24T00:00:00Z']],
      '2025-11-30T01:00:00.000Z',
      '2025-11-30T03:00:00.000Z',
    ],
    [
      'its beginning',
      [['2025-11-22T00:00:00Z', '2025-11-23T02:00:00Z']],
      '2025-11-23T02:00:00.000Z',
      '2025-11-23T03:00:00.000Z',
    ],
    [
      'its end',
      [['2025-11-23T02:00:00Z', '2025-11-25T00:00:00Z']],
      '2025-11-23T01:00:00.000Z',
      '2025-11-23T02:00:00.000Z',
    ],
    [
      'its middle',
      [['2025-11-23T01:30:00Z', '2025-11-23T02:00:00Z']],
      '2025-11-23T01:00:00.000Z',
      '2025-11-23T01:30:00.000Z',
    ],
    [
      'two that touch, in any order',
      [
        ['2025-11-23T02:00:00Z', '2025-12-01T00:00:00Z'],
        ['2025-11-01T00:00:00Z', '2025-11-23T02:00:00Z'],
      ],
      '2025-12-07T01:00:00.000Z',
      '2025-12-07T03:00:00.000Z',
    ],
    [
      'three years',
      [['2025-01-01T00:00:00Z', '2028-01-01T00:00:00Z']],
      '2028-01-02T01:00:00.000Z',
      '2028-01-02T03:00:00.000Z',
    ],
    [
      'nothing, because it is no span',
      [
        ['2025-12-01T00:00:00Z', '2025-11-01T00:00:00Z'],
        ['soon', 'later'],
      ],
      '2025-11-23T01:00:00.000Z',
      '2025-11-23T03:00:00.000Z',
    ],
  ] as const)('cover %s', (_name, spans, start, end) => {
    expect(next(excluding(...spans), '2025-11-20T00:00:00Z')).toEqual([start, end]);
  });

  test('that cover centuries are stepped over at once', () => {
    const opening = next(excluding(['2025-01-01T00:00:00Z', '2525-01-01T00:00:00Z']), '2025-11-20T00:00:00Z');
    expect(opening[0]).toBe('2525-01-07T01:00:00.000Z');
  });
});

/** Open now: the next opening begins at once. */
function isOpen(maintenance: unknown, instant: number): boolean {
  return nextOpening(maintenance, instant)?.start === instant;
}

describe('open now', () => {
  test.each([
    ['2025-11-23T00:59:59Z', false],
    ['2025-11-23T01:00:00Z', true],
    ['2025-11-23T02:59:59Z', true],
    ['2025-11-23T03:00:00Z', false],
    ['2025-11-24T02:00:00Z', false],
  ])('at %s: %s', (instant, expected) => {
    expect(isOpen(SUNDAY_NIGHT, Date.parse(instant))).toBe(expected);
  });

  test('never during an exclusion', () => {
    const exclusions = [{ start: '2025-11-23T01:30:00Z', end: '2025-11-23T02:00:00Z' }];
    const at = (text: string) => isOpen({ ...SUNDAY_NIGHT, exclusions }, Date.parse(text));
    expect([at('2025-11-23T01:15:00Z'), at('2025-11-23T01:45:00Z'), at('2025-11-23T02:00:00Z')]).toEqual([
      true,
      false,
      true,
    ]);
  });

  test('the next opening is inside, and what is just before it is not', () => {
    const day = fc.constantFrom(...DAYS);
    const maintenance = fc.record({
      window: fc.record({
        days: fc.uniqueArray(day, { minLength: 1 }),
        startTime: fc.constantFrom('00:00', '02:30', '12:00', '23:59'),
        durationMinutes: fc.integer({ min: 30, max: 600 }),
        timeZone: fc.constantFrom(
          'Europe/Zurich',
          'America/New_York',
          'Asia/Kathmandu',
          'Pacific/Apia',
          'UTC',
        ),
      }),
    });
    const from = fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2030, 0) });
    fc.assert(
      fc.property(maintenance, from, (settings, instant) => {
        const opening = nextOpening(settings, instant);
        const start = opening?.start ?? Number.NaN;
        expect(start).toBeGreaterThanOrEqual(instant);
        expect(start).toBeLessThan(instant + 8 * 86_400_000);
        expect(isOpen(settings, start)).toBe(true);
        if (start > instant) expect(isOpen(settings, start - 1)).toBe(false);
      }),
      { numRuns: 60 },
    );
  });
});

describe('no opening', () => {
  test.each([
    [undefined],
    [null],
    [{}],
    [{ window: null }],
    [{ window: { days: [], startTime: '02:00', durationMinutes: 60 } }],
    [{ window: { days: ['someday'], startTime: '02:00', durationMinutes: 60 } }],
    [{ window: { days: ['sun'], startTime: '25:00', durationMinutes: 60 } }],
    [{ window: { days: ['sun'], startTime: '02:00', durationMinutes: 29 } }],
    [{ window: { days: ['sun'], startTime: '02:00', durationMinutes: 1441 } }],
    [{ window: { days: ['sun'], startTime: '02:00', durationMinutes: 60, timeZone: 'Mars' } }],
  ])('for %j', (maintenance) => {
    expect(nextOpening(maintenance, 0)).toBeUndefined();
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, -1, 9e15])('from %d', (from) => {
    expect(nextOpening(SUNDAY_NIGHT, from)).toBeUndefined();
  });
});
