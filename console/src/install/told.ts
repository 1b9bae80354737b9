// When a field says what is wrong with it: once it was left, or once everything was asked for; never at the first letter.

import type { FieldBase } from '../ui/field.tsx';
import type { Remark } from './check.ts';

/** Gives a field its id and what is wrong at these places of the cluster. */
export type Told = (
  id: string,
  ...pointers: readonly string[]
) => Pick<FieldBase, 'id' | 'wrong' | 'onLeave'>;

/** Whether a remark is about a place; one that ends with `/*` is everything below it. */
function isAt(place: string, pointer: string): boolean {
  return place.endsWith('/*') ? pointer.startsWith(place.slice(0, -1)) : pointer === place;
}

/** Which fields have been left, and whether everything was asked for. */
export interface Visits {
  readonly left: ReadonlySet<string>;
  readonly isAsked: boolean;
}

/** @param leave told of a field that was left */
export function tellWith(remarks: readonly Remark[], visits: Visits, leave: (id: string) => void): Told {
  return (id, ...pointers) => {
    const wrong = remarks.find(
      ({ pointer, isError }) => isError && pointers.some((place) => isAt(place, pointer)),
    );
    const isTime = visits.isAsked || visits.left.has(id);
    return { id, wrong: isTime ? wrong : undefined, onLeave: () => leave(id) };
  };
}
