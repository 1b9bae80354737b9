// Checks of one value. Each is made from its limits and returns a sentence when the value breaks them.

type Validator<T> = (value: T) => string | undefined;

/** A check of a few texts must take any text. */
type Widened<T extends string | number> = T extends string ? string : number;

/** One of a closed list. */
export function oneOf<T extends string | number>(...allowed: readonly T[]): Validator<Widened<T>> {
  return (value) =>
    (allowed as readonly unknown[]).includes(value)
      ? undefined
      : `${show(value)} is not allowed; use ${allowed
          .map(show)
          .join(', ')
          .replace(/, ([^,]*)$/, ' or $1')}`;
}

/** Text of so many characters, both ends included. */
export function lengthBetween(min: number, max: number): Validator<string> {
  return (value) => {
    const { length } = [...value];
    return length >= min && length <= max
      ? undefined
      : `must have ${min} to ${max} characters, it has ${length}`;
  };
}

/** Text that a pattern describes; `description` says in words what it must be. */
export function matches(pattern: RegExp, description: string): Validator<string> {
  // A pattern with the g or y flag remembers where it stopped; a copy without them does not.
  const stateless = new RegExp(pattern.source, pattern.flags.replace(/[gy]/g, ''));
  return (value) => (stateless.test(value) ? undefined : `${show(value)} must be ${description}`);
}

/** A number in a range, both ends included. */
export function between(min: number, max: number): Validator<number> {
  return (value) => (value >= min && value <= max ? undefined : `must be ${min} to ${max}, it is ${value}`);
}

/** A number that is not smaller. */
export function atLeast(min: number): Validator<number> {
  return (value) => (value >= min ? undefined : `must be at least ${min}, it is ${value}`);
}

/** A list or set of so many elements, both ends included. */
export function countBetween(min: number, max: number): Validator<readonly unknown[]> {
  return ({ length }) =>
    length >= min && length <= max ? undefined : `must have ${min} to ${max} elements, it has ${length}`;
}

/** A check of every element of a list or set. */
export function each<T>(check: Validator<T>): Validator<readonly T[]> {
  return (values) => {
    for (const value of values) {
      const problem = check(value);
      if (problem !== undefined) return problem;
    }
    return undefined;
  };
}

/** A check of every key of a map. */
export function eachKey(check: Validator<string>): Validator<Readonly<Record<string, unknown>>> {
  return (values) => each(check)(Object.keys(values));
}

function show(value: string | number): string {
  return JSON.stringify(value);
}
