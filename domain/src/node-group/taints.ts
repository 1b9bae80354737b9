// Taints of nodes: a set, in which each key stands at most once with each effect.
import { error, type Finding } from '../finding.ts';
import { isLabelKey, isLabelValue, KEY_GRAMMAR, VALUE_GRAMMAR } from '../values/labels.ts';
import { at } from '../values/pointer.ts';
import { checkList, checkObject, checkString, choices, isObject, show } from '../values/read.ts';
import { reservedTaint } from './reserved-keys.ts';

/** What a taint does to pods that do not tolerate it. */
export const TAINT_EFFECTS = Object.freeze(['NoSchedule', 'PreferNoSchedule', 'NoExecute'] as const);

/** A taint, as a caller writes it. */
export interface TaintInput {
  readonly key: string;
  /** Default empty. */
  readonly value?: string;
  readonly effect: (typeof TAINT_EFFECTS)[number];
}

/** Checks the taints of a group. */
export function checkTaints(taints: unknown, pointer = '/taints'): readonly Finding[] {
  return checkList(taints, pointer, 'taints', (list) => [
    ...list.flatMap((taint, index) => checkTaint(taint, at(pointer, index))),
    ...checkUnique(list, pointer),
  ]);
}

function checkTaint(taint: unknown, pointer: string): readonly Finding[] {
  return checkObject(taint, pointer, 'A taint', ({ key, value, effect }) => [
    ...checkString(key, at(pointer, 'key'), 'The key of a taint', (text) =>
      checkKey(text, at(pointer, 'key')),
    ),
    ...checkString(value, at(pointer, 'value'), 'The value of a taint', (text) => {
      if (isLabelValue(text)) return [];
      const detail = `The value ${show(text)} of a taint ${VALUE_GRAMMAR}`;
      return [error(at(pointer, 'value'), 'invalid_taint', detail)];
    }),
    ...checkString(effect, at(pointer, 'effect'), 'The effect of a taint', (text) => {
      if (TAINT_EFFECTS.some((each) => each === text)) return [];
      const detail = `There is no effect ${show(text)}; choose one of ${choices(TAINT_EFFECTS)}.`;
      return [error(at(pointer, 'effect'), 'invalid_taint', detail, TAINT_EFFECTS)];
    }),
  ]);
}

function checkKey(key: string, pointer: string): readonly Finding[] {
  if (!isLabelKey(key)) {
    return [error(pointer, 'invalid_taint', `The key ${show(key)} of a taint ${KEY_GRAMMAR}`)];
  }
  const reason = reservedTaint(key);
  return reason === undefined ? [] : [error(pointer, 'reserved_taint', reason)];
}

/** Kubernetes keeps one taint for each key and effect: a second one would have no say. */
function checkUnique(taints: readonly unknown[], pointer: string): readonly Finding[] {
  const seen = new Set<string>();
  return taints.flatMap((taint, index) => {
    if (!isObject(taint)) return [];
    const { key, effect } = taint;
    if (typeof key !== 'string' || typeof effect !== 'string') return [];
    const name = `${key}:${effect}`;
    if (!seen.has(name)) {
      seen.add(name);
      return [];
    }
    const detail = `${show(key)} has the effect ${effect} already; give it one value, or another effect.`;
    return [error(at(pointer, index, 'key'), 'duplicate_taint', detail)];
  });
}
