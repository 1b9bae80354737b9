// Lines of the log on their way out. Each write is a call of the system, which takes as long as a fifth of a short answer:
// what is told in one turn of the event loop leaves together, and at once whatever is louder than usual.
import type { LogLevel } from '@hikube/service';

/** Where lines go. */
export interface LogLines {
  /** Takes a whole line, with its end. */
  add(line: string, level: LogLevel): void;
  /** Writes what waits, now: before the process ends. */
  flush(): void;
}

/**
 * @param write takes several lines at once
 * @param defer calls back at the end of this turn
 */
export function createLogLines(
  write: (lines: string) => unknown,
  defer: (callback: () => void) => unknown,
): LogLines {
  let waiting = '';
  const flush = (): void => {
    const lines = waiting;
    waiting = '';
    if (lines !== '') write(lines);
  };
  return {
    add(line, level) {
      const isFirst = waiting === '';
      waiting += line;
      if (level === 'warn' || level === 'error') flush();
      else if (isFirst) defer(flush);
    },
    flush,
  };
}
