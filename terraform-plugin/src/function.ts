// What the author of a provider function writes: its parameters, its result and a pure function between them.
import type { Awaitable } from './context.ts';
import type { KnownOf, PlannedOf, Type } from './schema/types.ts';

/** One parameter. `Value` is what the function gets for it. */
export interface Parameter<Value = unknown> {
  readonly name: string;
  readonly type: Type;
  /** Markdown. */
  readonly description: string;
  readonly allowNull: boolean;
  readonly allowUnknown: boolean;
  /** For the compiler only. */
  readonly '~value': Value;
}

export interface ParameterOptions {
  /** Markdown. */
  readonly description?: string;
  /** The function is called with null too; otherwise Terraform refuses null. */
  readonly allowNull?: boolean;
  /** The function is called with unknown values too; otherwise its result is then unknown. */
  readonly allowUnknown?: boolean;
}

type ParameterValue<T extends Type, O> =
  | (O extends { allowUnknown: true } ? PlannedOf<T> : KnownOf<T>)
  | (O extends { allowNull: true } ? null : never);

/** Describes a parameter. */
export function parameter<T extends Type, const O extends ParameterOptions = Record<never, never>>(
  name: string,
  type: T,
  options?: O,
): Parameter<ParameterValue<T, O>> {
  return {
    name,
    type,
    description: options?.description ?? '',
    allowNull: options?.allowNull ?? false,
    allowUnknown: options?.allowUnknown ?? false,
  } as Parameter<ParameterValue<T, O>>;
}

type Values<P extends readonly Parameter[]> = { -readonly [I in keyof P]: P[I]['~value'] };

/** `provider::<provider>::<name>(…)`. It works without a configured provider and must depend on nothing else. */
export interface ProviderFunction<
  P extends readonly Parameter[] = readonly Parameter[],
  V extends Parameter = Parameter,
  R extends Type = Type,
> {
  /** One line. */
  readonly summary: string;
  /** Markdown. */
  readonly description?: string;
  /** What to use instead. */
  readonly deprecation?: string;
  readonly parameters: P;
  /** Any number of further arguments. */
  readonly variadic?: V;
  readonly returns: R;
  /** Throws `FunctionError` for an argument that it cannot take. */
  run(values: Values<P>, variadic: V['~value'][]): Awaitable<KnownOf<R> | null>;
}

/** Makes a function; it only helps the compiler. */
export function defineFunction<
  const P extends readonly Parameter[],
  R extends Type,
  V extends Parameter = Parameter<never>,
>(definition: ProviderFunction<P, V, R>): ProviderFunction {
  return definition as unknown as ProviderFunction;
}
