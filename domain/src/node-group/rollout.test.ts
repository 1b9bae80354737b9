import { describe, expect, test } from 'vitest';
import { UNKNOWN } from '../values/unknown.ts';
import { checkRollout, paceOf, paceText } from './rollout.ts';

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

test.each([
  [1, 0, 'one after the other'],
  [0, 1, 'one after the other'],
  [1, 1, 'at most 1 extra node and 1 missing node at once'],
  [3, 0, 'at most 3 extra nodes at once'],
  [0, 2, 'at most 2 missing nodes at once'],
])('a pace of %i more and %i fewer reads %s', (maxSurge, maxUnavailable, text) => {
  expect(paceText({ maxSurge, maxUnavailable })).toBe(text);
});
