// Takes fields out of a typed value.
import { isObject, type Json, type JsonObject, set } from '../json/json.ts';
import type { FieldSet } from './field-set.ts';
import type { FieldType } from './field-type.ts';
import { elementOf, formOf, typeOfField } from './walk.ts';

/** The value without the members of a set; undefined when nothing is left of a map or a list. */
export function remove(type: FieldType, value: Json, fields: FieldSet): Json | undefined {
  const form = formOf(type, value);
  if (form?.is === 'map' && isObject(value)) {
    const found: JsonObject = {};
    for (const [name, item] of Object.entries(value)) {
      const element = `f:${name}`;
      if (fields.members.has(element)) continue;
      const below = fields.children.get(element);
      const kept = below === undefined ? item : remove(typeOfField(form.map, name), item, below);
      if (kept !== undefined) set(found, name, kept);
    }
    return Object.keys(found).length === 0 ? undefined : found;
  }
  if (form?.is === 'list' && Array.isArray(value)) {
    if (!form.list.associative) return value;
    const found = value.flatMap((item): Json[] => {
      const element = elementOf(form.list, item);
      if (element === undefined) return [item];
      if (fields.members.has(element)) return [];
      const below = fields.children.get(element);
      const kept = below === undefined ? item : remove(form.list.element, item, below);
      return kept === undefined ? [] : [kept];
    });
    return found.length === 0 ? undefined : found;
  }
  return value;
}
