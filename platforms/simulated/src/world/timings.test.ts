import { describe, expect, it } from 'vitest';
import { addonInstallTimes, type Range, timings } from './timings.ts';

describe('timings', () => {
  const all: readonly [string, Range][] = [...Object.entries(timings), ...Object.entries(addonInstallTimes)];

  it.each(all)('%s is a range of whole milliseconds', (_, [least, most]) => {
    expect(least).toBeGreaterThan(0);
    expect(most).toBeGreaterThanOrEqual(least);
    expect(Number.isInteger(least) && Number.isInteger(most)).toBe(true);
  });

  it('adds up to the one to two minutes that a control plane takes', () => {
    expect(timings.etcdStart[0] + timings.apiServerStart[0]).toBe(60_000);
    expect(timings.etcdStart[1] + timings.apiServerStart[1]).toBeLessThanOrEqual(120_000);
  });
});
