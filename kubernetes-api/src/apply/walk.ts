// What all walks over typed values share: which of its forms a type has for a value, and how items of lists are known.
import { equal, isObject, type Json, type JsonObject, own } from '../json/json.ts';
import { keyElement, type PathElement } from './field-set.ts';
import type { FieldType, ListItems, MapFields } from './field-type.ts';

/** The form that a type has for a value. */
export type Form =
  | { readonly is: 'scalar' }
  | { readonly is: 'map'; readonly map: MapFields }
  | { readonly is: 'list'; readonly list: ListItems }
  | undefined;

/** Follows the value where a type could be several things, else the type. */
export function formOf(type: FieldType, ...values: readonly (Json | undefined)[]): Form {
  const { scalar, map, list } = type;
  const value = values.find((candidate) => candidate !== undefined && candidate !== null);
  if (map !== undefined && (isObject(value) || (scalar === undefined && list === undefined)))
    return { is: 'map', map };
  if (list !== undefined && (Array.isArray(value) || (scalar === undefined && map === undefined)))
    return { is: 'list', list };
  return scalar === undefined ? undefined : { is: 'scalar' };
}

export function typeOfField(map: MapFields, name: string): FieldType {
  return map.fields.get(name) ?? map.element ?? {};
}

/** How an item of an associative list is known; undefined when it has none of the keys. */
export function elementOf(list: ListItems, item: Json): PathElement | undefined {
  if (list.keys.length === 0) return `v:${JSON.stringify(item)}`;
  if (!isObject(item)) return undefined;
  const keys: JsonObject = {};
  for (const key of list.keys) {
    const value = own(item, key) ?? (list.defaults?.[key] as Json | undefined);
    if (value !== undefined && value !== null) keys[key] = value;
  }
  return Object.keys(keys).length === 0 ? undefined : keyElement(keys);
}

/** Items by what they are known by; of several with the same element the first. */
export function itemsByElement(list: ListItems, items: readonly Json[]): Map<PathElement, Json[]> {
  const found = new Map<PathElement, Json[]>();
  for (const [index, item] of items.entries()) {
    const element = elementOf(list, item) ?? `i:${index}`;
    const same = found.get(element);
    if (same === undefined) found.set(element, [item]);
    else same.push(item);
  }
  return found;
}

export function isNothing(value: Json | undefined): boolean {
  if (value === undefined || value === null) return true;
  return Array.isArray(value) ? value.length === 0 : isObject(value) && Object.keys(value).length === 0;
}

export { equal };
