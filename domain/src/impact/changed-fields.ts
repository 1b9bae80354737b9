// Which input fields differ in meaning between two states of an object, as JSON pointers.
import { type Field, type Fields, fields, type ObjectKind } from '@hikube/openapi/fields';
import { equalField } from '../values/fields.ts';
import { equalJson } from '../values/json.ts';
import { at } from '../values/pointer.ts';
import { isObject, type JsonObject, own } from '../values/read.ts';

/**
 * The fields that differ in meaning, those inside an object or map one by one. What the platform sets or measures is no
 * field of theirs, and never counts as a change.
 * @param id name of the object; the id of an add-on decides how its values compare
 */
export function changedFields(
  kind: ObjectKind,
  id: string,
  before: JsonObject,
  after: JsonObject,
): readonly string[] {
  const table: Fields = fields[kind];
  return Object.entries(table).flatMap(([name, field]) => {
    const [from, to] = [own(before, name), own(after, name)];
    if (equalField(field, from, to, id)) return [];
    const inner = isObject(from) && isObject(to) ? innerFields(field, from, to, id) : [];
    return inner.length > 0 ? inner.map((key) => at('', name, key)) : [at('', name)];
  });
}

/** Names of what differs inside; none where the value is one thing. */
function innerFields(field: Field, from: JsonObject, to: JsonObject, id: string): readonly string[] {
  if (field.fields !== undefined) {
    return Object.entries(field.fields)
      .filter(([name, inner]) => !equalField(inner, own(from, name), own(to, name), id))
      .map(([name]) => name);
  }
  if (field.kind !== 'map') return [];
  const keys = [...new Set([...Object.keys(from), ...Object.keys(to)])];
  return keys.filter((key) => !equalJson(own(from, key) ?? null, own(to, key) ?? null));
}
