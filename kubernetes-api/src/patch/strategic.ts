// Strategic merge patch: lists of objects merge by the keys that the official types declare.
import { plain } from '../json/go-text.ts';
import { equal, isObject, type Json, type JsonObject, set } from '../json/json.ts';
import { internal } from '../status/status.ts';
import type { Field, StructType, TypeNode } from '../types/type-node.ts';

const PATCH = '$patch';
const RETAIN = '$retainKeys';
const DELETE_PRIMITIVES = '$deleteFromPrimitiveList/';
const ORDER = '$setElementOrder/';

/** How a list of a type merges. */
interface Merging {
  readonly merges: boolean;
  readonly key: string;
  readonly item: TypeNode | undefined;
}

const REPLACES: Merging = { merges: false, key: '', item: undefined };

function mergingOf(field: Field | undefined): Merging {
  if (field === undefined || field.type.is !== 'list') return REPLACES;
  const strategies = String(field.schema['x-kubernetes-patch-strategy'] ?? '').split(',');
  return {
    merges: strategies.includes('merge'),
    key: String(field.schema['x-kubernetes-patch-merge-key'] ?? ''),
    item: field.type.item,
  };
}

/** @throws StatusError for a patch that does not fit */
export function applyStrategicPatch(type: StructType, document: JsonObject, patch: JsonObject): JsonObject {
  return mergeMap(type, document, patch);
}

function fieldOf(type: TypeNode | undefined, name: string): Field | undefined {
  return type?.is === 'struct' ? type.fields.get(name) : undefined;
}

function innerType(type: TypeNode | undefined, name: string): TypeNode | undefined {
  if (type?.is === 'map') return type.value;
  return fieldOf(type, name)?.type;
}

function mergeMap(type: TypeNode | undefined, document: JsonObject, patch: JsonObject): JsonObject {
  const directive = patch[PATCH];
  if (directive !== undefined) {
    const { [PATCH]: _directive, ...rest } = patch;
    if (directive === 'replace') return rest;
    if (directive === 'delete') return {};
    if (directive !== 'merge')
      throw internal(`unknown patch type: ${plain(directive)} in map: ${plain(patch)}`);
  }
  const result: JsonObject = { ...document };
  const retain = patch[RETAIN];
  if (Array.isArray(retain))
    for (const key of Object.keys(result)) if (!retain.includes(key)) delete result[key];
  for (const [name, value] of Object.entries(patch)) {
    if (name === PATCH || name === RETAIN || name.startsWith(ORDER)) continue;
    if (name.startsWith(DELETE_PRIMITIVES)) {
      const list = name.slice(DELETE_PRIMITIVES.length);
      const gone = Array.isArray(value) ? value : [];
      if (Array.isArray(result[list]))
        result[list] = result[list].filter((item) => !gone.some((one) => equal(one, item)));
      continue;
    }
    const before = Object.hasOwn(result, name) ? result[name] : undefined;
    const merged = mergeValue(type, name, before, value, patch[`${ORDER}${name}`]);
    if (merged === undefined) delete result[name];
    else set(result, name, merged);
  }
  for (const [name, order] of Object.entries(patch)) {
    const list = name.startsWith(ORDER) ? name.slice(ORDER.length) : undefined;
    // An order without new items still orders what is there.
    if (list !== undefined && !Object.hasOwn(patch, list) && Array.isArray(result[list]))
      result[list] = ordered(mergingOf(fieldOf(type, list)), result[list], result[list], order);
  }
  return result;
}

function mergeValue(
  type: TypeNode | undefined,
  name: string,
  before: Json | undefined,
  value: Json,
  order: Json | undefined,
): Json | undefined {
  if (value === null) return undefined;
  if (isObject(value)) {
    const inner = innerType(type, name);
    if (before === undefined || before === null || !isObject(before)) {
      if (value[PATCH] === 'delete') return undefined;
      return mergeMap(inner, {}, value);
    }
    return mergeMap(inner, before, value);
  }
  if (!Array.isArray(value)) return value;
  const merging = mergingOf(fieldOf(type, name));
  if (!merging.merges) return value;
  const old = Array.isArray(before) ? before : [];
  const merged = mergeList(merging, old, value);
  return ordered(merging, merged, old, order ?? value);
}

function mergeList(merging: Merging, before: readonly Json[], patch: readonly Json[]): Json[] {
  if (merging.key === '')
    return [...before, ...patch.filter((item) => !before.some((one) => equal(one, item)))];
  const replaces = patch.some(
    (item) => isObject(item) && item[PATCH] === 'replace' && Object.keys(item).length === 1,
  );
  const items = patch.filter(
    (item) => !(isObject(item) && item[PATCH] === 'replace' && Object.keys(item).length === 1),
  );
  const result: Json[] = replaces ? [] : [...before];
  for (const item of items) {
    if (!isObject(item)) throw internal(`expected a map in the list of the patch, got ${plain(item)}`);
    mergeItem(merging, result, item);
  }
  return result;
}

function mergeItem({ key, item: type }: Merging, result: Json[], item: JsonObject): void {
  const directive = item[PATCH];
  if (directive !== undefined && directive !== 'delete' && directive !== 'replace' && directive !== 'merge')
    throw internal(`unknown patch type: ${plain(directive)} in map: ${plain(item)}`);
  const wanted = item[key];
  if (wanted === undefined) throw internal(`map: ${plain(item)} does not contain declared merge key: ${key}`);
  const isSame = (one: Json): boolean => isObject(one) && equal(one[key], wanted);
  if (directive === 'delete') {
    result.splice(0, result.length, ...result.filter((one) => !isSame(one)));
    return;
  }
  const at = result.findIndex(isSame);
  const { [PATCH]: _directive, ...content } = item;
  if (at < 0) result.push(mergeMap(type, {}, content));
  else if (directive === 'replace') result[at] = content;
  else result[at] = mergeMap(type, result[at] as JsonObject, content);
}

/** Items of the order in its order, and before each those that stood before it and are not named. */
function ordered(
  { key }: Merging,
  items: readonly Json[],
  before: readonly Json[],
  order: Json | undefined,
): Json[] {
  const idOf = (item: Json): Json | undefined => (key !== '' && isObject(item) ? item[key] : item);
  const rankIn = (list: readonly Json[], item: Json): number =>
    list.findIndex((one) => equal(idOf(one), idOf(item)));
  const wanted = Array.isArray(order) ? order : [];
  const named = items
    .filter((item) => rankIn(wanted, item) >= 0)
    .sort((a, b) => rankIn(wanted, a) - rankIn(wanted, b));
  const others = items
    .filter((item) => rankIn(wanted, item) < 0)
    .sort((a, b) => rankIn(before, a) - rankIn(before, b));
  const result: Json[] = [];
  while (named.length > 0 || others.length > 0) {
    const [left, right] = [others[0], named[0]];
    const isFirst =
      left !== undefined &&
      (right === undefined ||
        (rankIn(before, left) >= 0 &&
          rankIn(before, right) >= 0 &&
          rankIn(before, left) < rankIn(before, right)));
    result.push(isFirst ? others.shift()! : named.shift()!);
  }
  return result;
}
