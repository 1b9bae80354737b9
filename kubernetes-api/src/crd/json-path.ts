// The simple JSON paths of definitions: fields, and positions in lists.
import { isObject, type Json } from '../json/json.ts';

const STEP = /\.([A-Za-z0-9_-]+(?:\\\.[A-Za-z0-9_-]+)*)|\[(\d+)\]|\['([^']*)'\]|\[\*\]/y;

/** @returns undefined when the text is no path that is understood */
export function parseJsonPath(text: string): (string | number)[] | undefined {
  const steps: (string | number)[] = [];
  STEP.lastIndex = 0;
  for (let at = 0; at < text.length; at = STEP.lastIndex) {
    const found = STEP.exec(text);
    if (found === null) return undefined;
    const [whole, name, index, quoted] = found;
    if (whole === '[*]') steps.push('*');
    else if (index !== undefined) steps.push(Number(index));
    else steps.push((name ?? quoted ?? '').replaceAll('\\.', '.'));
  }
  return steps;
}

/** The first value that a path finds; undefined when there is none. */
export function followPath(value: unknown, [step, ...rest]: readonly (string | number)[]): Json | undefined {
  if (step === undefined) return value as Json | undefined;
  if (Array.isArray(value)) {
    if (typeof step === 'number') return followPath(value[step], rest);
    if (step !== '*') return undefined;
    for (const item of value) {
      const found = followPath(item, rest);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  if (!isObject(value) || !Object.hasOwn(value, String(step))) return undefined;
  return followPath(value[step], rest);
}
