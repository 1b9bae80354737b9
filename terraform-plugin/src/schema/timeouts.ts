// The `timeouts` attribute: how long each operation may take. It never reaches the API.
import { string } from './builders.ts';
import { parseDuration } from './duration.ts';
import { singleNested } from './nested.ts';

/** The operations that can have a timeout. */
export type TimedOperation = 'create' | 'read' | 'update' | 'delete';

/**
 * Defines the timeouts of a resource from their defaults, `defineTimeouts({ create: '45m', delete: '30m' })`.
 * Put `attribute` into the schema and ask `ms` when an operation starts.
 * @throws TypeError when a default is no duration.
 */
export function defineTimeouts<const D extends Partial<Record<TimedOperation, string>>>(defaults: D) {
  type Operation = keyof D & TimedOperation;
  const operations = Object.keys(defaults) as Operation[];
  const fallback = new Map(operations.map((name) => [name, mustParse(name, String(defaults[name]))]));
  const attributes = Object.fromEntries(
    operations.map((name) => [name, timeout(name, String(defaults[name]))]),
  ) as Record<Operation, ReturnType<typeof timeout>>;
  return {
    /** An optional object with one optional duration per operation. */
    attribute: singleNested({
      optional: true,
      description: 'How long Terraform waits for each operation, such as `30m` or `1h30m`.',
      attributes,
    }),
    /** The timeout of an operation in milliseconds: as configured, else the default. */
    ms(operation: Operation, configured: unknown): number {
      const text = (configured as Partial<Record<Operation, unknown>> | null | undefined)?.[operation];
      const parsed = typeof text === 'string' ? parseDuration(text) : undefined;
      return parsed ?? (fallback.get(operation) as number);
    },
  };
}

function timeout(operation: TimedOperation, preset: string) {
  return string({
    optional: true,
    description: `Timeout of ${operation}. Default \`${preset}\`.`,
    equal: (a, b) => parseDuration(a) === parseDuration(b),
    validators: [
      (text) => {
        const ms = parseDuration(text);
        if (ms === undefined) return `"${text}" is not a duration; write it like 30m, 90s or 1h30m`;
        return ms === 0 ? 'a timeout must be longer than zero' : undefined;
      },
    ],
  });
}

function mustParse(operation: string, text: string): number {
  const ms = parseDuration(text);
  if (ms === undefined)
    throw new TypeError(`the default timeout of ${operation}, "${text}", is not a duration`);
  return ms;
}
