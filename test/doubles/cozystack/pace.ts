// A clock that runs by itself, as fast as a test wants it.
import type { Clock } from '@hikube/kubernetes-api';

/** @param times how much faster than the machine's; 1 is as fast */
export function createRunningClock(times: number, startMs = Date.now()): Clock {
  const began = performance.now();
  const now = (): number => startMs + (performance.now() - began) * times;
  return {
    now,
    schedule(atMs, callback) {
      let timer: ReturnType<typeof setTimeout>;
      const wait = (): void => {
        const left = (atMs - now()) / times;
        timer = left <= 0 ? setTimeout(callback, 0) : setTimeout(wait, Math.min(left, 2 ** 31 - 1));
      };
      wait();
      return () => clearTimeout(timer);
    },
  };
}
