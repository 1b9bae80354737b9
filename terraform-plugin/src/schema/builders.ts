// How an author writes an attribute whose value is not made of nested attributes.
import type { ValueType } from '../values/type.ts';
import type { Dynamic, TerraformNumber } from '../values/value.ts';
import type { Attribute } from './attribute.ts';
import { type AttributeOptions, traitsOf } from './options.ts';
import type { StagesFor } from './stages.ts';
import { type KnownOf, type PlannedOf, type Type, types } from './types.ts';

function leaf<O, Known, Planned>(
  type: ValueType,
  options: AttributeOptions<Known>,
): Attribute<StagesFor<O, Known, Planned>> {
  const attribute = { kind: 'leaf', type, ...traitsOf(type, options) };
  return attribute as Attribute<StagesFor<O, Known, Planned>>;
}

/** Text. */
export function string<const O extends AttributeOptions<string>>(options: O) {
  return leaf<O, string, string>(types.string, options);
}

/** True or false. */
export function bool<const O extends AttributeOptions<boolean>>(options: O) {
  return leaf<O, boolean, boolean>(types.bool, options);
}

/** A whole number that JavaScript holds exactly. */
export function int64<const O extends AttributeOptions<number>>(options: O) {
  return leaf<O, number, number>(types.int64, options);
}

/** A number of any size and precision. */
export function number<const O extends AttributeOptions<TerraformNumber>>(options: O) {
  return leaf<O, TerraformNumber, TerraformNumber>(types.number, options);
}

/** A value whose type the configuration chooses. */
export function dynamic<const O extends AttributeOptions<Dynamic>>(options: O) {
  return leaf<O, Dynamic, Dynamic>(types.dynamic, options);
}

/** Values in an order that means something. */
export function list<T extends Type, const O extends AttributeOptions<KnownOf<T>[]>>(element: T, options: O) {
  return leaf<O, KnownOf<T>[], PlannedOf<T>[]>(types.list(element), options);
}

/** Values without order or repetition. */
export function set<T extends Type, const O extends AttributeOptions<KnownOf<T>[]>>(element: T, options: O) {
  return leaf<O, KnownOf<T>[], PlannedOf<T>[]>(types.set(element), options);
}

/** Values by name. */
export function map<T extends Type, const O extends AttributeOptions<Record<string, KnownOf<T>>>>(
  element: T,
  options: O,
) {
  return leaf<O, Record<string, KnownOf<T>>, Record<string, PlannedOf<T>>>(types.map(element), options);
}

/** An object that is set as a whole; prefer `singleNested`, whose members can be documented and planned. */
export function object<
  M extends Readonly<Record<string, Type>>,
  const O extends AttributeOptions<{ [N in keyof M]: KnownOf<M[N]> | null }>,
>(members: M, options: O) {
  return leaf<O, { [N in keyof M]: KnownOf<M[N]> | null }, { [N in keyof M]: PlannedOf<M[N]> | null }>(
    types.object(members),
    options,
  );
}
