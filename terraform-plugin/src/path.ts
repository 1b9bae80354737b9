// Where in a configuration or state something is. Authors write paths as plain arrays.
import type { AttributePath as WirePath } from './protocol/messages.ts';
import type { ValueType } from './values/type.ts';

/** The key of a map element; without it a key could not be told from an attribute name. */
export interface MapKey {
  readonly key: string;
}

/** An attribute name, a position in a list, or the key of a map. */
export type PathStep = string | number | MapKey;

/**
 * From the resource inwards: `['node_groups', { key: 'web' }, 'min']`. Elements of a set have no address in
 * Terraform, so a path into a set ends at the set.
 */
export type AttributePath = readonly PathStep[];

/** As Terraform's own messages write it: `node_groups["web"].min`. */
export function formatPath(path: AttributePath): string {
  let text = '';
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`;
    else if (typeof step === 'object') text += `[${JSON.stringify(step.key)}]`;
    else text += text === '' ? step : `.${step}`;
  }
  return text;
}

/** The path as the protocol carries it. */
export function toWirePath(path: AttributePath): WirePath {
  return {
    steps: path.map((step) => {
      if (typeof step === 'number') return { elementKeyInt: step };
      return typeof step === 'object' ? { elementKeyString: step.key } : { attributeName: step };
    }),
  };
}

/**
 * A path from plain segments, such as those of a JSON pointer. The type says which of them are map keys and
 * which are positions. It ends where the segments leave the type, and at a set.
 */
export function pathFrom(type: ValueType, segments: readonly (string | number)[]): AttributePath {
  const path: PathStep[] = [];
  let at: ValueType | undefined = type;
  for (const segment of segments) {
    if (at?.kind === 'object' && Object.hasOwn(at.attributes, segment)) {
      path.push(String(segment));
      at = at.attributes[segment];
    } else if (at?.kind === 'map') {
      path.push({ key: String(segment) });
      at = at.element;
    } else if (at?.kind === 'list' && Number.isSafeInteger(Number(segment))) {
      path.push(Number(segment));
      at = at.element;
    } else {
      break;
    }
  }
  return path;
}
