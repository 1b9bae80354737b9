import { describe, expect, it } from 'vitest';
import { conditionsOf, fails, holds } from './conditions.ts';

const AT = Date.parse('2026-03-02T08:00:00.000Z');

describe('conditionsOf', () => {
  const before = conditionsOf(
    undefined,
    [holds('Ready', 'AllReady'), fails('Updated', 'RollingOut', '1 node')],
    AT,
  );

  it('starts with the time of the first look', () => {
    expect(before).toEqual([
      {
        type: 'Ready',
        status: 'True',
        reason: 'AllReady',
        message: '',
        lastTransitionTime: '2026-03-02T08:00:00.000Z',
      },
      {
        type: 'Updated',
        status: 'False',
        reason: 'RollingOut',
        message: '1 node',
        lastTransitionTime: '2026-03-02T08:00:00.000Z',
      },
    ]);
  });

  it('keeps the time while the status stays, whatever the words', () => {
    const after = conditionsOf(before, [fails('Updated', 'Waiting', '2 nodes')], AT + 60_000);
    expect(after).toEqual([
      {
        type: 'Updated',
        status: 'False',
        reason: 'Waiting',
        message: '2 nodes',
        lastTransitionTime: '2026-03-02T08:00:00.000Z',
      },
    ]);
  });

  it('is the same list when nothing changed, so that nobody compares what is in it', () => {
    const aspects = [holds('Ready', 'AllReady'), fails('Updated', 'RollingOut', '1 node')];
    expect(conditionsOf(before, aspects, AT + 60_000)).toBe(before);
    expect(conditionsOf(before, aspects.toReversed(), AT + 60_000)).toEqual(before.toReversed());
    expect(conditionsOf(before, aspects.slice(0, 1), AT + 60_000)).toHaveLength(1);
  });

  it('moves the time with the status', () => {
    const [after] = conditionsOf(before, [fails('Ready', 'Broken', 'no')], AT + 60_000);
    expect(after?.lastTransitionTime).toBe('2026-03-02T08:01:00.000Z');
  });

  it('keeps within the contract', () => {
    const [after] = conditionsOf(undefined, [fails('Ready', '', 'x'.repeat(2_000))], AT);
    expect(after?.reason).toBe('Unknown');
    expect(after?.message).toHaveLength(1024);
  });
});
