// Lays an applied configuration over an object.
import { isObject, type Json, type JsonObject, set } from '../json/json.ts';
import type { PathElement } from './field-set.ts';
import type { FieldType, ListItems, MapFields } from './field-type.ts';
import { elementOf, formOf, isNothing, typeOfField } from './walk.ts';

/** What both say, where they differ as the second says. */
export function merge(type: FieldType, live: Json | undefined, applied: Json | undefined): Json | undefined {
  if (applied === undefined) return live;
  if (live === undefined) return applied;
  const form = formOf(type, applied, live);
  const bothEmpty = isNothing(live) && isNothing(applied);
  if (form?.is === 'map' && !form.map.atomic && !bothEmpty) return mergeMaps(form.map, live, applied);
  if (form?.is === 'list' && form.list.associative && !bothEmpty) return mergeLists(form.list, live, applied);
  return applied;
}

function mergeMaps(map: MapFields, live: Json, applied: Json): Json {
  const [old, now] = [isObject(live) ? live : {}, isObject(applied) ? applied : {}];
  const found: JsonObject = {};
  for (const name of new Set([...Object.keys(old), ...Object.keys(now)])) {
    const [left, right] = [
      Object.hasOwn(old, name) ? old[name] : undefined,
      Object.hasOwn(now, name) ? now[name] : undefined,
    ];
    const merged = merge(typeOfField(map, name), left, right);
    if (merged !== undefined) set(found, name, merged);
  }
  return found;
}

/** The applied order, with what is only in the object where it was in respect of what both have. */
function mergeLists(list: ListItems, live: Json, applied: Json): Json {
  const known = (items: Json): (readonly [PathElement, Json])[] =>
    (Array.isArray(items) ? items : []).map((item, index) => [elementOf(list, item) ?? `i:${index}`, item]);
  const [old, now] = [known(live), known(applied)];
  const [oldByElement, nowByElement] = [new Map(old), new Map(now)];
  const shared = now.map(([element]) => element).filter((element) => oldByElement.has(element));
  const done = new Set<PathElement>();
  const out: Json[] = [];
  const put = (left: Json | undefined, right: Json | undefined): void => {
    const merged = merge(list.element, left, right);
    if (merged !== undefined) out.push(merged);
  };
  let [left, right, next] = [0, 0, 0];
  while (left < old.length || right < now.length) {
    const [oldElement, oldItem] = old[left] ?? [];
    const [nowElement] = now[right] ?? [];
    if (oldElement !== undefined && nowElement !== undefined) {
      if (oldElement === nowElement) {
        done.add(oldElement);
        put(oldByElement.get(oldElement), nowByElement.get(nowElement));
        left += 1;
        right += 1;
        next += 1;
        continue;
      }
      // Both have it, yet it is not its turn.
      if (nowByElement.has(oldElement) && shared[next] !== undefined && shared[next] !== oldElement) {
        left += 1;
        continue;
      }
    }
    if (oldElement !== undefined) {
      if (!nowByElement.has(oldElement)) {
        put(oldItem, undefined);
        left += 1;
        continue;
      }
      if (done.has(oldElement)) {
        left += 1;
        continue;
      }
    }
    if (nowElement === undefined) {
      left += 1;
      continue;
    }
    done.add(nowElement);
    put(oldByElement.get(nowElement), nowByElement.get(nowElement));
    if (shared[next] === nowElement) next += 1;
    right += 1;
  }
  return out;
}
