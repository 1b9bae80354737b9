// Rows stand still while a pointer is on them: each is brought up to date in its place, and what comes waits until it has left.
// Otherwise a press would meet the row that has just moved there. A keyboard needs none of this: its focus moves with its row.
import { useContext, useRef, useState } from 'preact/hooks';
import { Surroundings } from '../surroundings.ts';

/** The rows to show. */
export interface StillRows<T> {
  readonly rows: readonly T[];
  /** How many are not shown yet. */
  readonly waiting: number;
  /** Whether a row is there only because it would be missed under the pointer. */
  readonly isGone: (row: T) => boolean;
  /** For the element around them. */
  readonly hand: { readonly onPointerEnter: () => void; readonly onPointerLeave: () => void };
}

/** @param rows in the order in which they were read last */
export function useStillRows<T>(rows: readonly T[], keyOf: (row: T) => string): StillRows<T> {
  const [isHeld, hold] = useState(false);
  const last = useRef(rows);
  const now = new Map(rows.map((row) => [keyOf(row), row]));
  last.current = isHeld ? last.current.map((row) => now.get(keyOf(row)) ?? row) : rows;
  const shown = new Set(last.current.map(keyOf));
  return {
    rows: last.current,
    waiting: rows.filter((row) => !shown.has(keyOf(row))).length,
    isGone: (row) => !now.has(keyOf(row)),
    hand: { onPointerEnter: () => hold(true), onPointerLeave: () => hold(false) },
  };
}

/** How many wait, in a line of its own height. */
export function Waiting({ count }: { readonly count: number }) {
  const { words } = useContext(Surroundings);
  return <p class="small dim room">{count === 0 ? null : words.newRows(count)}</p>;
}
