// Whether a derived default has to be derived anew: something it depends on is planned to change.
import type { Attributes, Dependency } from '../schema/attribute.ts';
import { sameValue } from '../values/equality.ts';
import { isObject, type ObjectValue, own, UNKNOWN, type Value } from '../values/value.ts';

/** An object of the plan beside what it was. `planned` is the previous pass, null in the first. */
export interface Scope {
  readonly attributes: Attributes;
  readonly prior: ObjectValue | null;
  readonly planned: Value;
}

/** True when the dependency's planned value is not its prior one. Without a previous pass nothing changed yet. */
export function hasChanged(dependency: Dependency, scope: Scope): boolean {
  let { attributes } = scope;
  let planned: Value = scope.planned;
  let prior: Value = scope.prior;
  if (planned === null) return false;
  for (const [index, name] of dependency.names.entries()) {
    const attribute = attributes[name];
    if (attribute === undefined) return false;
    planned = planned === UNKNOWN ? UNKNOWN : member(planned, name);
    prior = member(prior, name);
    const isLast = index === dependency.names.length - 1;
    if (isLast || attribute.kind !== 'nested') return !sameValue(attribute.type, planned, prior);
    attributes = attribute.attributes;
  }
  return false;
}

function member(value: Value, name: string): Value {
  return isObject(value) ? own(value, name) : null;
}
