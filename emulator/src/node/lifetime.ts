// How long an emulator of its own process lives: as long as somebody is there for whom it was started.
import process from 'node:process';
import { systemClock } from '@hikube/service';

/** What it ends with. */
export interface Lifetime {
  /** It ends when nobody has asked for so long; Infinity is never. */
  readonly idleMs: number;
  readonly lastRequestMs: () => number;
  /** It ends with standard input, which closes when whoever started it dies, however that happens. */
  readonly followsInput: boolean;
  /** It ends when that process has ended. */
  readonly withProcess?: number | undefined;
}

/** How often it is looked whether the other process is there: the system tells nobody but its parent. */
const LOOK_MS = 250;

/** Resolves when it is over. */
export function endsWith({ idleMs, lastRequestMs, followsInput, withProcess }: Lifetime): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
    if (followsInput) {
      process.stdin.on('end', () => resolve());
      process.stdin.on('error', () => resolve());
      process.stdin.resume();
    }
    const look = (): void => {
      const restMs = lastRequestMs() + idleMs - systemClock.monotonic();
      if (restMs <= 0) resolve();
      else if (Number.isFinite(restMs)) systemClock.schedule(systemClock.now() + restMs, look);
    };
    look();
    const lookAfter = (pid: number): void => {
      if (isThere(pid)) systemClock.schedule(systemClock.now() + LOOK_MS, () => lookAfter(pid));
      else resolve();
    };
    if (withProcess !== undefined) lookAfter(withProcess);
  });
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // One that is somebody else's is there, too.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
