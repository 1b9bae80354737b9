// What Terraform's type system lets through but the types that authors see do not: nulls inside collections,
// and numbers that are not whole or too long.
import type { PathStep } from '../path.ts';
import type { ValueType } from '../values/type.ts';
import { isObject, UNKNOWN, type Value } from '../values/value.ts';

export interface ValueProblem {
  readonly at: readonly PathStep[];
  readonly message: string;
}

/** Every problem in the known parts of a value; paths into sets end at the set. */
export function valueProblems(type: ValueType, value: Value): ValueProblem[] {
  if (value === null || value === UNKNOWN) return [];
  switch (type.kind) {
    case 'int64':
      if (Number.isSafeInteger(value)) return [];
      return [{ at: [], message: `it must be ${takesWhole(value)}, not ${String(value)}` }];
    case 'list':
    case 'set': {
      const items = Array.isArray(value) ? value : [];
      return items.flatMap((item, index) =>
        elementProblems(type.element, item, type.kind === 'set' ? [] : [index]),
      );
    }
    case 'map':
      return entriesOf(value).flatMap(([key, item]) => elementProblems(type.element, item, [{ key }]));
    case 'object':
      return entriesOf(value).flatMap(([name, item]) => {
        const member = type.attributes[name];
        return member === undefined ? [] : below(name, valueProblems(member, item));
      });
    default:
      return [];
  }
}

/** A limit that nobody has come near would only hide what is wrong. */
function takesWhole(value: Value): string {
  const number = Number(value);
  const isFraction = Number.isFinite(number) && !Number.isInteger(number);
  return isFraction ? 'a whole number' : 'a whole number between -(2^53 - 1) and 2^53 - 1';
}

function elementProblems(type: ValueType, item: Value, step: readonly PathStep[]): ValueProblem[] {
  if (item === null) return [{ at: step, message: 'an element must not be null' }];
  return valueProblems(type, item).map(({ at, message }) => ({
    at: step.length === 0 ? [] : [...step, ...at],
    message,
  }));
}

function below(name: string, problems: readonly ValueProblem[]): ValueProblem[] {
  return problems.map(({ at, message }) => ({ at: [name, ...at], message }));
}

function entriesOf(value: Value): [string, Value][] {
  return isObject(value) ? Object.entries(value) : [];
}
