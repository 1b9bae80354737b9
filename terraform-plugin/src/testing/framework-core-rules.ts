// The rules by which Terraform accepts a provider's plan and the result of an apply, written down once more for
// tests: a plan that breaks them ends in "Provider produced invalid plan" or "inconsistent result".
import type { Attribute, Attributes, NestedAttribute } from '../schema/attribute.ts';
import { elementType, memberType, sameValue } from '../values/equality.ts';
import type { ValueType } from '../values/type.ts';
import { isObject, type ObjectValue, own, UNKNOWN, type Value } from '../values/value.ts';

/** What Terraform would hold against a plan; empty when it accepts it. */
export function planErrors(
  attributes: Attributes,
  prior: ObjectValue | null,
  config: ObjectValue,
  planned: ObjectValue,
  at = '',
): string[] {
  return Object.entries(attributes).flatMap(([name, attribute]) =>
    attributeErrors(attribute, own(prior, name), own(config, name), own(planned, name), `${at}.${name}`),
  );
}

function attributeErrors(
  attribute: Attribute,
  prior: Value,
  config: Value,
  planned: Value,
  at: string,
): string[] {
  const { type } = attribute;
  if (attribute.writeOnly) return planned === null ? [] : [`${at}: write-only, yet planned`];
  if (sameValue(type, planned, config)) return [];
  if (prior !== null && config !== null && sameValue(type, planned, prior)) return [];
  if (attribute.computed && (!attribute.optional || config === null)) return [];
  if (config === null) return [`${at}: planned for an attribute that is not computed`];
  if (attribute.kind === 'nested') return nestedErrors(attribute, prior, config, planned, at);
  return [`${at}: planned something that is neither the configuration nor the prior value`];
}

function nestedErrors(
  attribute: NestedAttribute,
  prior: Value,
  config: Value,
  planned: Value,
  at: string,
): string[] {
  if (planned === null) return [`${at}: planned for absence`];
  if (planned === UNKNOWN) return [`${at}: planned unknown for a configured value`];
  const inner = (priorItem: Value, configItem: Value, plannedItem: Value, step: string): string[] => {
    if (!isObject(configItem) || !isObject(plannedItem)) {
      return configItem === plannedItem ? [] : [`${at}${step}: an element differs`];
    }
    return planErrors(
      attribute.attributes,
      isObject(priorItem) ? priorItem : null,
      configItem,
      plannedItem,
      `${at}${step}`,
    );
  };
  if (attribute.nesting === 'single') return inner(prior, config, planned, '');
  if (Array.isArray(config) && Array.isArray(planned)) {
    if (config.length !== planned.length) return [`${at}: count differs`];
    if (attribute.nesting === 'set') return [];
    const priors = Array.isArray(prior) ? prior : [];
    return planned.flatMap((item, i) => inner(priors[i] ?? null, config[i] ?? null, item, `[${i}]`));
  }
  if (!isObject(config) || !isObject(planned)) return [`${at}: is of another kind`];
  const keys = Object.keys(config);
  if (keys.sort().join() !== Object.keys(planned).sort().join()) return [`${at}: keys differ`];
  const priors = isObject(prior) ? prior : null;
  return keys.flatMap((key) => inner(own(priors, key), own(config, key), own(planned, key), `["${key}"]`));
}

/** What Terraform would hold against a value that a plan announced; empty when they are consistent. */
export function resultErrors(type: ValueType, planned: Value, actual: Value, at = ''): string[] {
  if (planned === UNKNOWN) return [];
  if (planned === null || actual === null) {
    return planned === actual ? [] : [`${at}: null on one side only`];
  }
  if (actual === UNKNOWN) return [`${at}: was known, is unknown now`];
  if (type.kind === 'set' && Array.isArray(planned) && Array.isArray(actual)) {
    return setErrors(type.element, planned, actual, at);
  }
  if (Array.isArray(planned) && Array.isArray(actual)) {
    if (planned.length !== actual.length) return [`${at}: length differs`];
    return planned.flatMap((item, i) =>
      resultErrors(elementType(type, i), item, actual[i] ?? null, `${at}[${i}]`),
    );
  }
  if (isObject(planned) && isObject(actual)) {
    const names = Object.keys(planned);
    if (names.sort().join() !== Object.keys(actual).sort().join()) return [`${at}: keys differ`];
    return names.flatMap((name) =>
      resultErrors(memberType(type, name), own(planned, name), own(actual, name), `${at}.${name}`),
    );
  }
  return sameValue(type, planned, actual) ? [] : [`${at}: is another value`];
}

/** Elements have no address, so each needs only some counterpart on the other side. */
function setErrors(element: ValueType, planned: Value[], actual: Value[], at: string): string[] {
  if (actual.length > planned.length) return [`${at}: the set grew`];
  const agree = (a: Value, b: Value) => resultErrors(element, a, b).length === 0;
  const lost = planned.some((item) => !actual.some((other) => agree(item, other)));
  const found = actual.some((item) => !planned.some((other) => agree(other, item)));
  return lost || found ? [`${at}: an element has no counterpart`] : [];
}
