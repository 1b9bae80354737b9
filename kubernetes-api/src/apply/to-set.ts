// The set of fields that a typed value has, as its author claims them.
import { isObject, type Json } from '../json/json.ts';
import { emptySet, type FieldSet, insert, type PathElement } from './field-set.ts';
import type { FieldType } from './field-type.ts';
import { elementOf, formOf, isNothing, typeOfField } from './walk.ts';

export function toSet(type: FieldType, value: Json): FieldSet {
  const found = emptySet();
  visit(type, value, [], found);
  return found;
}

function visit(type: FieldType, value: Json, path: readonly PathElement[], found: FieldSet): void {
  const form = formOf(type, value);
  if (form === undefined || form.is === 'scalar') {
    insert(found, path);
  } else if (form.is === 'map') {
    if (form.map.atomic) insert(found, path);
    else if (isObject(value))
      for (const [name, item] of Object.entries(value)) {
        const inner = [...path, `f:${name}`];
        visit(typeOfField(form.map, name), item, inner, found);
        const isEmptyMap = isObject(item) && Object.keys(item).length === 0;
        if (item === null || isEmptyMap || !form.map.fields.has(name)) insert(found, inner);
      }
  } else if (!form.list.associative) {
    insert(found, path);
  } else if (Array.isArray(value)) {
    for (const item of value) {
      const element = elementOf(form.list, item);
      if (element === undefined) continue;
      const inner = [...path, element];
      if (!isNothing(item)) visit(form.list.element, item, inner, found);
      insert(found, inner);
    }
  }
}
