import { expect, test } from 'vitest';
import { humanDuration } from './age.ts';

const [S, M, H, D] = [1_000, 60_000, 3_600_000, 86_400_000];

test.each([
  [-5 * S, '0s'],
  [0, '0s'],
  [119 * S, '119s'],
  [2 * M, '2m'],
  [3 * M + 20 * S, '3m20s'],
  [10 * M + 59 * S, '10m'],
  [179 * M, '179m'],
  [3 * H, '3h'],
  [3 * H + 5 * M, '3h5m'],
  [8 * H + 59 * M, '8h'],
  [47 * H, '47h'],
  [2 * D + 3 * H, '2d3h'],
  [8 * D + 3 * H, '8d'],
  [729 * D, '729d'],
  [730 * D, '2y'],
  [731 * D, '2y1d'],
  [8 * 365 * D, '8y'],
])('%i ms is %s', (milliseconds, words) => {
  expect(humanDuration(milliseconds)).toBe(words);
});
