// Who may delete: an object that one state has is not deleted on behalf of another.
import type { Holder } from '../model/records.ts';
import { Refusal } from '../refusal.ts';

/** The holder of a new object, whose create is open until a state is known to have it. */
export function openFor(holder: string | undefined): { readonly holder?: Holder } {
  return holder === undefined ? {} : { holder: { id: holder, since: null } };
}

/**
 * Refuses what a state asks of an object that another one has.
 * @param what for people, such as `cluster "prod"`
 * @param holder for whom it is asked; undefined is not checked
 * @throws Refusal `held_elsewhere`
 */
export function checkHolder(
  what: string,
  { holder: current }: { readonly holder?: Holder },
  holder: string | undefined,
): void {
  if (holder === undefined || current === undefined || current.id === holder) return;
  throw heldElsewhere(what);
}

/** The refusal. */
export function heldElsewhere(what: string): Refusal {
  return new Refusal(
    'held_elsewhere',
    `The ${what} is held by another holder: leave it to them, or take it from them with POST /holds and force.`,
  );
}
