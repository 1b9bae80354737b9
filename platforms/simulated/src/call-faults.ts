// Faults of the calls themselves: lost answers, refusals and slowness, in front of any platform.
import { type Clock, PlatformError } from '@hikube/service/platform';
import type { CallFault, Fault, FaultyMethod } from './world/faults.ts';

/** Runs a call, unless a fault strikes it. */
export type Guard = <Result>(method: FaultyMethod, call: () => Promise<Result>) => Promise<Result>;

/**
 * @param faults asked at each call
 * @param counts calls that each fault could have struck. A fault is known by its text, so that a list may be made anew
 */
export function createCallFaults(
  clock: Clock,
  faults: () => readonly Fault[],
  counts: Map<string, number> = new Map(),
): Guard {
  function striking(method: FaultyMethod): readonly CallFault[] {
    const struck: CallFault[] = [];
    for (const fault of faults()) {
      if (fault.kind !== 'CallFails' && fault.kind !== 'CallSlow') continue;
      if (fault.method !== undefined && fault.method !== method) continue;
      const key = JSON.stringify(fault);
      const count = (counts.get(key) ?? 0) + 1;
      counts.set(key, count);
      const { from = 1, times = Number.POSITIVE_INFINITY } = fault;
      if (count >= from && count < from + times) struck.push(fault);
    }
    return struck;
  }

  return async (method, call) => {
    const struck = striking(method);
    for (const { kind, ms = 0 } of struck) if (kind === 'CallSlow') await pause(clock, ms);
    const failure = struck.find((fault) => fault.kind === 'CallFails');
    if (failure === undefined) return call();
    if (failure.answerLost) await call();
    const message = `The simulated platform did not answer the call ${method}.`;
    throw new PlatformError('Unreachable', message, { retryable: failure.retryable ?? true });
  };
}

function pause(clock: Clock, ms: number): Promise<void> {
  return new Promise((resolve) => {
    clock.schedule(clock.now() + ms, resolve);
  });
}
