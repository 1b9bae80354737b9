// The log seam: structured events with a level. The core decides what is worth telling, the entry point where it goes.
import { type Redact, redactSecrets } from './secrets/redact.ts';

/** How loud an event is. */
export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** Facts of an event: short, flat, and never a secret. */
export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** Takes events. It must not throw and must not block. */
export type Log = (level: LogLevel, event: string, fields?: LogFields) => void;

/** Drops everything: the default inside a browser and inside a customer's tests. */
export const silentLog: Log = () => {};

const ORDER: readonly LogLevel[] = ['debug', 'info', 'warn', 'error'];

/**
 * Writes one JSON object per line.
 * @param write takes a whole line, with its end, and how loud it is
 * @param now milliseconds since the epoch
 * @param least events below this level are dropped
 * @param redact cleans each line; by default what has the shape of a secret goes
 */
export function jsonLog(
  write: (line: string, level: LogLevel) => void,
  now: () => number,
  least: LogLevel = 'info',
  redact: Redact = redactSecrets,
): Log {
  const told = new Set(ORDER.slice(ORDER.indexOf(least)));
  return (level, event, fields = {}) => {
    if (!told.has(level)) return;
    write(
      `${redact(JSON.stringify({ time: new Date(now()).toISOString(), level, event, ...fields }))}\n`,
      level,
    );
  };
}

/** What an error tells the log: its text and, when nobody expected it, where it came from; the causes in one line. */
export function errorFields(error: unknown): LogFields {
  if (!(error instanceof Error)) return { error: String(error) };
  const cause = error.cause instanceof Error ? error.cause.message : undefined;
  return { error: error.message, cause, ...(isExpected(error) ? {} : { stack: error.stack }) };
}

/** A storage, a platform or a system that failed says why with a code; where in our code it did so helps nobody. */
function isExpected(error: Error): boolean {
  const { code } = error as { readonly code?: unknown };
  return typeof code === 'string' && !code.startsWith('ERR_');
}
