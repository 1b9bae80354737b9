// What is left of a configuration in which something is invalid. The author's checks run on that, so that one answer
// names every mistake and none is told twice.
import type { Diagnostic } from '../diagnostics.ts';
import type { AttributePath, PathStep } from '../path.ts';
import { isObject, type ObjectValue, objectFrom, UNKNOWN, type Value } from '../values/value.ts';

/** The configuration with everything that an error points at unknown; undefined when an error is about all of it. */
export function validPart(config: ObjectValue, diagnostics: readonly Diagnostic[]): ObjectValue | undefined {
  let left: Value = config;
  for (const { severity, path = [] } of diagnostics) if (severity === 'error') left = without(left, path);
  return isObject(left) ? left : undefined;
}

function without(value: Value, path: AttributePath): Value {
  const [step, ...deeper] = path;
  if (step === undefined) return UNKNOWN;
  const name = nameOf(step);
  if (Array.isArray(value) && typeof name === 'number') {
    return value.map((item, index) => (index === name ? without(item, deeper) : item));
  }
  // The path goes on where the value has already ended.
  if (!isObject(value) || typeof name === 'number') return UNKNOWN;
  return objectFrom([...Object.entries(value), [name, without(value[name] ?? null, deeper)]]);
}

const nameOf = (step: PathStep) => (typeof step === 'object' ? step.key : step);
