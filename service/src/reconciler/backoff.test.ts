import { describe, expect, it } from 'vitest';
import { createSeededRandom } from '../random.ts';
import { backoffMs } from './backoff.ts';

describe('backoffMs', () => {
  it.each([
    [1, 250, 500],
    [2, 500, 1_000],
    [3, 1_000, 2_000],
    [7, 16_000, 32_000],
    [8, 30_000, 60_000],
    [9, 30_000, 60_000],
    [1_000_000, 30_000, 60_000],
  ])('after %i failures waits from %i to %i ms', (failures, least, most) => {
    const random = createSeededRandom(failures);
    const waits = Array.from({ length: 200 }, () => backoffMs(failures, random));
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(least);
    expect(Math.max(...waits)).toBeLessThanOrEqual(most);
    expect(new Set(waits).size).toBeGreaterThan(50);
  });
});
