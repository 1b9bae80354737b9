// Makes constants of a list of names: `s1.large` becomes `S1_LARGE`, in the types as well as at run time.

type LastSegment<Name extends string> = Name extends `${string}/${infer Rest}` ? LastSegment<Rest> : Name;
type Replaced<Text extends string, From extends string> = Text extends `${infer Head}${From}${infer Tail}`
  ? `${Head}_${Replaced<Tail, From>}`
  : Text;
type ConstantName<Name extends string> = Uppercase<Replaced<Replaced<LastSegment<Name>, '.'>, '-'>>;
// A constant cannot begin with a digit, as the names of versions do.
type Prefixed<Name extends string> = Name extends `${number}${string}` ? `V${Name}` : Name;

/** Constants of names: `{ S1_LARGE: 's1.large' }` for `['s1.large']`. */
export type Constants<Names extends readonly string[]> = {
  readonly [Name in Names[number] as Prefixed<ConstantName<Name>>]: Name;
};

/** One constant for each name. What stands before a `/` is no part of the constant. */
export function constantsOf<const Names extends readonly string[]>(names: Names): Constants<Names> {
  const entries = names.map((name) => [constantName(name), name]);
  return Object.freeze(Object.fromEntries(entries)) as Constants<Names>;
}

function constantName(name: string): string {
  const last = name.slice(name.lastIndexOf('/') + 1);
  const constant = last.replaceAll(/[.-]/g, '_').toUpperCase();
  return /^[0-9]/.test(constant) ? `V${constant}` : constant;
}
