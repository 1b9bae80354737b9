// Which fields come, go and change between two typed values.
import { equal, isObject, type Json } from '../json/json.ts';
import { emptySet, type FieldSet, insert, type PathElement } from './field-set.ts';
import type { FieldType, ListItems, MapFields } from './field-type.ts';
import { formOf, isNothing, itemsByElement, typeOfField } from './walk.ts';

export interface Comparison {
  readonly added: FieldSet;
  readonly removed: FieldSet;
  readonly modified: FieldSet;
}

export function compare(type: FieldType, before: Json, after: Json): Comparison {
  const comparer = new Comparer();
  comparer.visit(type, before, after, []);
  return comparer;
}

class Comparer implements Comparison {
  readonly added = emptySet();
  readonly removed = emptySet();
  readonly modified = emptySet();

  visit(
    type: FieldType,
    before: Json | undefined,
    after: Json | undefined,
    path: readonly PathElement[],
  ): void {
    const form = formOf(type, after, before);
    const other = formOf(type, before, after);
    if (form?.is !== other?.is) {
      // A value that became another kind of value: what was below it is gone.
      if (before !== undefined) this.#form(other, before, undefined, path);
      if (after !== undefined) this.#form(form, undefined, after, path);
      if (before !== undefined && after !== undefined) insert(this.modified, path);
      return;
    }
    const leaf = this.#form(form, before, after, path);
    if (leaf || path.length === 0) return;
    if (before === undefined) insert(this.added, path);
    else if (after === undefined) insert(this.removed, path);
  }

  /** @returns whether the value was one leaf */
  #form(
    form: ReturnType<typeof formOf>,
    before: Json | undefined,
    after: Json | undefined,
    path: readonly PathElement[],
  ): boolean {
    const bothEmpty = isNothing(before) && isNothing(after);
    if (form?.is === 'map' && !form.map.atomic && !bothEmpty) {
      this.#map(form.map, before, after, path);
      return false;
    }
    if (form?.is === 'list' && form.list.associative && !bothEmpty) {
      this.#list(form.list, before, after, path);
      return false;
    }
    this.#leaf(before, after, path);
    return true;
  }

  #leaf(before: Json | undefined, after: Json | undefined, path: readonly PathElement[]): void {
    if (before === undefined) insert(this.added, path);
    else if (after === undefined) insert(this.removed, path);
    else if (!equal(before, after)) insert(this.modified, path);
  }

  #map(
    map: MapFields,
    before: Json | undefined,
    after: Json | undefined,
    path: readonly PathElement[],
  ): void {
    const old = isObject(before) ? before : {};
    const now = isObject(after) ? after : {};
    for (const name of new Set([...Object.keys(old), ...Object.keys(now)])) {
      const [left, right] = [
        Object.hasOwn(old, name) ? old[name] : undefined,
        Object.hasOwn(now, name) ? now[name] : undefined,
      ];
      this.visit(typeOfField(map, name), left, right, [...path, `f:${name}`]);
    }
  }

  #list(
    list: ListItems,
    before: Json | undefined,
    after: Json | undefined,
    path: readonly PathElement[],
  ): void {
    const old = itemsByElement(list, Array.isArray(before) ? before : []);
    const now = itemsByElement(list, Array.isArray(after) ? after : []);
    for (const element of new Set([...old.keys(), ...now.keys()])) {
      const [left = [], right = []] = [old.get(element), now.get(element)];
      const inner = [...path, element];
      if (left.length <= 1 && right.length <= 1) this.visit(list.element, left[0], right[0], inner);
      else if (left.length === 0) insert(this.added, inner);
      else if (right.length === 0) insert(this.removed, inner);
      else if (!equal(left, right)) insert(this.modified, inner);
    }
  }
}
