// Nothing may be unknown once an object exists: what still is becomes null, and is reported. Nor may anything be asked
// about with a part of it unknown.
import { type Diagnostic, error } from '../diagnostics.ts';
import { DiagnosticsError } from '../errors.ts';
import {
  Dynamic,
  isObject,
  isWhollyKnown,
  type ObjectValue,
  objectFrom,
  UNKNOWN,
  type Value,
} from '../values/value.ts';

type At = readonly (string | number)[];

/** The value with null for everything unknown, and where that was. */
export function withoutUnknown(value: ObjectValue): {
  readonly value: ObjectValue;
  readonly unknown: readonly At[];
} {
  if (isWhollyKnown(value)) return { value, unknown: [] };
  const unknown: At[] = [];
  return { value: replace(value, [], unknown) as ObjectValue, unknown };
}

function replace(value: Value, at: At, unknown: At[]): Value {
  if (value === UNKNOWN) {
    unknown.push(at);
    return null;
  }
  if (Array.isArray(value)) return value.map((item, index) => replace(item, [...at, index], unknown));
  if (value instanceof Dynamic) return new Dynamic(value.type, replace(value.value, at, unknown));
  if (!isObject(value)) return value;
  return objectFrom(
    Object.entries(value).map(([name, item]) => [name, replace(item, [...at, name], unknown)]),
  );
}

/**
 * Terraform itself waits with a read until everything in it is known; a host that does not must not make a provider
 * ask about something else.
 * @throws DiagnosticsError with one error for each attribute that is not
 */
export function mustBeKnown(config: ObjectValue): void {
  const unknown = Object.keys(config).filter((name) => !isWhollyKnown(config[name] ?? null));
  if (unknown.length > 0) throw new DiagnosticsError(...unknown.map(notKnown));
}

const notKnown = (name: string): Diagnostic =>
  error(
    `${name} is not known yet`,
    'It comes from something that is not applied yet: apply that first, with `-target`.',
    [name],
  );
