// Checks between attributes of one object.
import type { Finding, Rule } from '../schema/attribute.ts';
import { UNKNOWN, type Value } from '../values/value.ts';

/**
 * A condition between attributes. `check` gets the wholly known values of those it reads, null included.
 * @example rule<{ min: number; max: number }>(['min', 'max'], ({ min, max }) =>
 *   min <= max ? undefined : { path: ['min'], message: `min (${min}) is greater than max (${max})` })
 */
export function rule<Values extends object>(
  reads: readonly (keyof Values & string)[],
  check: (values: Readonly<Values>) => Finding | undefined,
): Rule {
  return { reads, check: check as Rule['check'] };
}

/** At most one of them may be set. */
export function conflicting(...names: readonly string[]): Rule {
  return presence(names, (set) =>
    set.length > 1 ? `${quoted(set)} cannot be set together; keep one of them` : undefined,
  );
}

/** All of them or none. */
export function requiredTogether(...names: readonly string[]): Rule {
  return presence(names, (set) => {
    if (set.length === 0 || set.length === names.length) return undefined;
    const missing = names.filter((name) => !set.includes(name));
    return `${quoted(set)} also needs ${quoted(missing)}`;
  });
}

/** One of them, and no other. */
export function exactlyOneOf(...names: readonly string[]): Rule {
  return presence(names, (set) => {
    if (set.length === 1) return undefined;
    return set.length === 0
      ? `one of ${quoted(names)} must be set`
      : `${quoted(set)} cannot be set together; keep one of them`;
  });
}

/** One of them or more. */
export function atLeastOneOf(...names: readonly string[]): Rule {
  return presence(names, (set) => (set.length === 0 ? `one of ${quoted(names)} must be set` : undefined));
}

/** Whether something is set is known before all of it is. */
function presence(names: readonly string[], judge: (set: readonly string[]) => string | undefined): Rule {
  return {
    reads: names,
    isReady: (value: Value) => value !== UNKNOWN,
    check: (values) => {
      const set = names.filter((name) => values[name] !== null);
      const message = judge(set);
      const blamed = set.at(-1);
      return message === undefined ? undefined : { message, path: blamed === undefined ? [] : [blamed] };
    },
  };
}

function quoted(names: readonly string[]): string {
  return names
    .map((name) => `"${name}"`)
    .join(', ')
    .replace(/, ([^,]*)$/, ' and $1');
}
