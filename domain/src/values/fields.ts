// Compares what people write field by field, as the contract says of each: another spelling of the same is no change.
import type { Comparison, Field, Fields } from '@hikube/openapi/fields';
import { equalValues } from '../addon/values.ts';
import { equalMultisets, equalSets } from './collections.ts';
import { equalJson } from './json.ts';
import { equalQuantities } from './quantity.ts';
import { isAbsent, isObject, type JsonObject, own } from './read.ts';
import { equalVersionText } from './version.ts';

/** How the values of each comparison that the contract names are compared; `id` names the object that has them. */
const EQUAL: Readonly<Record<Comparison, (a: unknown, b: unknown, id: string) => boolean>> = {
  json: equalJson,
  set: equalSets,
  multiset: equalMultisets,
  quantity: equalQuantities,
  kubernetesVersion: equalVersionText,
  values: (a, b, id) => equalValues(id, a, b),
};

/**
 * Whether two values of a field mean the same. Absent and `null` are the same, and the constant default if there is one.
 * @param id name of the object; the id of an add-on decides how its values compare
 */
export function equalField(field: Field, from: unknown, to: unknown, id = ''): boolean {
  const [a, b] = [from ?? field.default, to ?? field.default];
  if (isAbsent(a) || isAbsent(b)) return isAbsent(a) && isAbsent(b);
  if (field.fields !== undefined && isObject(a) && isObject(b)) return equalFields(field.fields, a, b, id);
  return EQUAL[field.compare](a, b, id);
}

function equalFields(fields: Fields, a: JsonObject, b: JsonObject, id: string): boolean {
  return Object.entries(fields).every(([name, field]) => equalField(field, own(a, name), own(b, name), id));
}
