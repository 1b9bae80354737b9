// The TypeScript type of a value at each stage of its life. Builders compute it once per attribute, and a
// schema only collects it, which keeps the compiler fast.
import type { Unknown, Value } from '../values/value.ts';

/**
 * - `config`: while planning, what is written may still be unknown.
 * - `settled`: the configuration at apply, wholly known.
 * - `plan`: while planning.
 * - `change`: the plan at apply, where only outputs may still be unknown.
 * - `state`: what is stored.
 */
export interface Stages {
  config: unknown;
  settled: unknown;
  plan: unknown;
  change: unknown;
  state: unknown;
}

/** The stages of an attribute of which nothing more is known, as in a schema that is put together at run time. */
export type AnyStages = { [Stage in keyof Stages]: Value };

type IsRequired<F> = F extends { required: true } ? true : false;
type IsAlwaysSet<F> = F extends { required: true } | { default: NonNullable<unknown> } ? true : false;
type IsOutput<F> = F extends { computed: true } | { volatile: true } | { dependsOn: readonly string[] }
  ? true
  : false;
type IsComputedOnly<F> = F extends { optional: true } | { dependsOn: readonly string[] }
  ? false
  : IsOutput<F>;
type OrNull<T, NotNull> = NotNull extends true ? T : T | null;

/** The stages of an attribute whose value is `Known`, or `Planned` while parts of it may be unknown. */
export type StagesFor<F, Known, Planned, Change = Known, Config = Planned, Settled = Known> = F extends {
  writeOnly: true;
}
  ? {
      config: OrNull<Config, IsRequired<F>> | Unknown;
      settled: OrNull<Settled, IsRequired<F>>;
      plan: null;
      change: null;
      state: null;
    }
  : {
      config: IsComputedOnly<F> extends true ? null : OrNull<Config, IsRequired<F>> | Unknown;
      settled: IsComputedOnly<F> extends true ? null : OrNull<Settled, IsRequired<F>>;
      plan: OrNull<Planned, IsAlwaysSet<F>> | Unknown;
      change: IsOutput<F> extends true ? Change | null | Unknown : OrNull<Change, IsAlwaysSet<F>>;
      state: OrNull<Known, IsAlwaysSet<F>>;
    };
