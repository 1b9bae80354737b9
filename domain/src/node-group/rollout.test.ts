import { describe, expect, test } from 'vitest';
import { UNKNOWN } from '../values/unknown.ts';
import { checkRollout, paceOf } from './rollout.ts';

const found = (rollout: unknown) => checkRollout(rollout).map(({ pointer, code }) => [pointer, code]);

describe('checkRollout', () => {
  test.each([
    [undefined],
    [null],
    [UNKNOWN],
    [{}],
    [{ maxSurge: 3 }],
    [{ maxUnavailable: 2 }],
    [{ maxSurge: 0, maxUnavailable: 1 }],
    [{ maxSurge: 0, maxUnavailable: UNKNOWN }],
    [{ maxSurge: null }],
  ])('takes %j', (rollout) => {
    expect(found(rollout)).toEqual([]);
  });

  test.each<[unknown, string, string]>([
    [{ maxSurge: 0, maxUnavailable: 0 }, '/rollout/maxUnavailable', 'upgrade_cannot_proceed'],
    // Left out, it is 0.
    [{ maxSurge: 0 }, '/rollout/maxUnavailable', 'upgrade_cannot_proceed'],
    [{ maxSurge: -1 }, '/rollout/maxSurge', 'out_of_range'],
    [{ maxUnavailable: '25%' }, '/rollout/maxUnavailable', 'invalid_type'],
    [3, '/rollout', 'invalid_type'],
  ])('refuses %j', (rollout, pointer, code) => {
    expect(found(rollout)).toEqual([[pointer, code]]);
  });
});

test('a group without a pace has the default', () => {
  expect(paceOf({})).toEqual({ maxSurge: 1, maxUnavailable: 0 });
  expect(paceOf({ rollout: { maxSurge: 3 } })).toEqual({ maxSurge: 3, maxUnavailable: 0 });
});
