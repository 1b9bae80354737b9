// Collections in which order means nothing.
import { canonicalJson, equalJson } from './json.ts';

/** Whether two lists have the same members, in any order and however often each is named. */
export function equalSets(a: unknown, b: unknown): boolean {
  return isEqual(a, b, (texts) => [...new Set(texts)]);
}

/** Whether two lists have the same entries, each as often, in any order. */
export function equalMultisets(a: unknown, b: unknown): boolean {
  return isEqual(a, b, (texts) => texts);
}

type Texts = readonly (string | undefined)[];

/** What is no list, or holds what is no JSON, is equal only to what is the same JSON. */
function isEqual(a: unknown, b: unknown, membersOf: (texts: Texts) => Texts): boolean {
  if (equalJson(a, b)) return true;
  if (!Array.isArray(a) || !Array.isArray(b)) return false;
  const [left, right] = [a, b].map((list) => [...membersOf(list.map(canonicalJson))].sort());
  if (left?.includes(undefined)) return false;
  return left?.length === right?.length && (left?.every((text, index) => text === right?.[index]) ?? false);
}
