// Durations as people write them, and the attribute that holds them.
import { describe, expect, test } from 'vitest';
import { complete, planned } from '../testing/framework-plan.ts';
import { validateConfig } from '../validation/validate.ts';
import { parseDuration } from './duration.ts';
import { defineSchema } from './schema.ts';
import { defineTimeouts } from './timeouts.ts';

describe('parseDuration', () => {
  test.each([
    ['45m', 2_700_000],
    ['1h30m', 5_400_000],
    ['90s', 90_000],
    ['1.5h', 5_400_000],
    ['250ms', 250],
    ['0s', 0],
    ['', undefined],
    ['45', undefined],
    ['-1m', undefined],
    ['1d', undefined],
    ['1m 30s', undefined],
    ['h', undefined],
  ])('%j', (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
  });
});

describe('defineTimeouts', () => {
  const timeouts = defineTimeouts({ create: '45m', delete: '30m' });
  const schema = defineSchema({ attributes: { timeouts: timeouts.attribute } });

  test('as configured, else the default', () => {
    expect(timeouts.ms('create', null)).toBe(2_700_000);
    expect(timeouts.ms('create', { create: '1m', delete: null })).toBe(60_000);
    expect(timeouts.ms('delete', { create: '1m', delete: null })).toBe(1_800_000);
    expect(timeouts.ms('delete', undefined)).toBe(1_800_000);
  });

  test('a default that is no duration is refused at once', () => {
    expect(() => defineTimeouts({ create: 'soon' })).toThrow(
      'the default timeout of create, "soon", is not a duration',
    );
  });

  test.each([
    ['soon', '"soon" is not a duration; write it like 30m, 90s or 1h30m.'],
    ['0s', 'A timeout must be longer than zero.'],
  ])('%j is refused', (text, detail) => {
    const config = complete(schema, { timeouts: { create: text } });
    expect(validateConfig(schema, config, { writeOnlyAllowed: true })).toEqual([
      { severity: 'error', summary: 'Invalid timeouts.create', detail, path: ['timeouts', 'create'] },
    ]);
  });

  test('the same time in another spelling is no change', () => {
    const prior = { timeouts: { create: '60m' } };
    expect(planned(schema.attributes, { config: { timeouts: { create: '1h' } }, prior })).toEqual(prior);
  });
});
