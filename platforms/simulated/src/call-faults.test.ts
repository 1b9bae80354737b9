import { createVirtualClock, PlatformError } from '@hikube/service/platform';
import { describe, expect, it } from 'vitest';
import { createCallFaults } from './call-faults.ts';
import { SECOND, START } from './testing/simulation.ts';
import type { Fault } from './world/faults.ts';

/** What became of calls, one letter each: o fine, x failed, X failed although the work was done. */
async function callsOf(faults: readonly Fault[], methods: readonly ('apply' | 'observe')[]): Promise<string> {
  const guard = createCallFaults(createVirtualClock(START), () => faults);
  let story = '';
  for (const method of methods) {
    let done = false;
    const call = guard(method, async () => {
      done = true;
    });
    story += await call.then(
      () => 'o',
      () => (done ? 'X' : 'x'),
    );
  }
  return story;
}

const FIVE = ['apply', 'apply', 'apply', 'apply', 'apply'] as const;

describe('calls', () => {
  it.each<[Fault[], string]>([
    [[], 'ooooo'],
    [[{ kind: 'CallFails' }], 'xxxxx'],
    [[{ kind: 'CallFails', times: 1 }], 'xoooo'],
    [[{ kind: 'CallFails', from: 3, times: 1 }], 'ooxoo'],
    [[{ kind: 'CallFails', from: 2, times: 2, answerLost: true }], 'oXXoo'],
    [[{ kind: 'CallFails', method: 'observe' }], 'ooooo'],
    [[{ kind: 'DrainStuck' }], 'ooooo'],
    [
      [
        { kind: 'CallFails', from: 1, times: 1 },
        { kind: 'CallFails', from: 4, times: 1 },
      ],
      'xooxo',
    ],
  ])('with %j: %s', async (faults, expected) => {
    expect(await callsOf(faults, FIVE)).toBe(expected);
  });

  it('are counted for each method that a fault names', async () => {
    const fault: Fault = { kind: 'CallFails', method: 'observe', from: 2, times: 1 };
    expect(await callsOf([fault], ['observe', 'apply', 'apply', 'observe', 'observe'])).toBe('oooxo');
  });

  it('fail with an error that says whether to try again', async () => {
    const clock = createVirtualClock(START);
    const fail = (fault: Fault) =>
      createCallFaults(clock, () => [fault])('apply', async () => undefined).catch((error: unknown) => error);
    const error = await fail({ kind: 'CallFails' });
    expect(error).toBeInstanceOf(PlatformError);
    expect(error).toMatchObject({ reason: 'Unreachable', retryable: true });
    expect(await fail({ kind: 'CallFails', retryable: false })).toMatchObject({ retryable: false });
  });

  it('are slow on the service clock', async () => {
    const clock = createVirtualClock(START);
    const guard = createCallFaults(clock, () => [{ kind: 'CallSlow', ms: 5 * SECOND }]);
    let answeredAt = 0;
    const call = guard('observe', async () => {
      answeredAt = clock.now();
    });
    await clock.advance(4 * SECOND);
    expect(answeredAt).toBe(0);
    await clock.advance(2 * SECOND);
    await call;
    expect(answeredAt).toBe(START + 5 * SECOND);
  });
});
