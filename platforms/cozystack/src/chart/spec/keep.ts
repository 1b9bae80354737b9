// What is stored stays as it is spelled while it means the same: machines are made from a hash of the text, so that 1024Mi in
// place of 1Gi would exchange every node of a group.
import { isObject } from '@hikube/domain';
import type { Values } from '../../kind.ts';

/** The object, or an empty one where something else stands in its place. */
export function objectOf(value: unknown): Values {
  return isObject(value) ? value : {};
}

/** The stored value when it means the same as the wanted one. */
export function keep<Wanted>(
  stored: unknown,
  wanted: Wanted,
  equal: (a: unknown, b: unknown) => boolean,
): unknown {
  return stored !== undefined && equal(stored, wanted) ? stored : wanted;
}

/** Whether two lists have the same elements, each as often. */
export function equalLists(a: unknown, b: unknown): boolean {
  if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
  const [left, right] = [a, b].map((list) => list.map((each) => JSON.stringify(each)).sort());
  return left?.join() === right?.join();
}

/** The object without these keys. */
export function without(object: Values, ...keys: readonly string[]): Values {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));
}
