// Log lines as Terraform reads them from a plugin's stderr: one JSON object per line, in hclog's form.
import type { Clock } from './clock.ts';

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'off'] as const;
export type LogLevel = Exclude<(typeof LEVELS)[number], 'off'>;

/** Writes one line. Fields may hold anything that JSON can; keys that begin with `@` belong to hclog. */
export type Log = (level: LogLevel, message: string, fields?: Record<string, unknown>) => void;

/** Takes the secrets out of a text; applied to every message and every text inside the fields. */
export type Redact = (text: string) => string;

export interface LogOptions {
  /** The provider's short name, such as `mini`. */
  name: string;
  clock: Clock;
  env: Record<string, string | undefined>;
  redact: Redact;
  write: (line: string) => void;
}

/**
 * A log whose level is the most specific of `TF_LOG_PROVIDER_<NAME>`, `TF_LOG_PROVIDER` and `TF_LOG`; as in
 * Terraform, a value that is not a level means trace. Without any of them, warnings and errors are written.
 */
export function createLog({ name, clock, env, redact, write }: LogOptions): Log {
  const threshold = LEVELS.indexOf(levelFrom(name, env));
  return (level, message, fields = {}) => {
    if (LEVELS.indexOf(level) < threshold) return;
    const line = {
      '@level': level,
      '@message': message,
      '@module': `provider.${name}`,
      '@timestamp': timestamp(clock.now()),
      ...withoutReserved(fields),
    };
    write(`${JSON.stringify(line, (_key, value: unknown) => clean(value, redact))}\n`);
  };
}

function levelFrom(name: string, env: LogOptions['env']): (typeof LEVELS)[number] {
  const own = env[`TF_LOG_PROVIDER_${name.toUpperCase().replaceAll('-', '_')}`];
  const text = own || env['TF_LOG_PROVIDER'] || env['TF_LOG'];
  if (!text) return 'warn';
  return LEVELS.find((level) => level === text.toLowerCase()) ?? 'trace';
}

/** go-plugin reads exactly six digits of fraction and takes a line with fewer for plain text. */
function timestamp(now: Date): string {
  return now.toISOString().replace('Z', '000Z');
}

/** A reserved key with a value of the wrong type would crash the host. */
function withoutReserved(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([key]) => !key.startsWith('@')));
}

function clean(value: unknown, redact: Redact): unknown {
  if (typeof value === 'string') return redact(value);
  if (typeof value === 'bigint') return value.toString();
  if (value instanceof Error) return redact(value.message);
  return value;
}
