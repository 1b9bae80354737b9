// Which state keeps an object. The service remembers a holder for each object, and this resource remembers in private
// state whether it is that holder. So whatever happens to processes and states, one create at most is answered with an
// object, and nothing deletes what another resource has.
import type { Hikube, HoldCreate } from '@hikube/sdk';
import { type Diagnostic, type ObjectValue, warning } from 'terraform-plugin';
import { hasCode } from '../api/problems.ts';
import type { Memory } from './memory.ts';

/** What is remembered of a hold. */
export interface Hold {
  /** The holder: one resource of one state. */
  readonly id: string;
  /**
   * `held`: the service knows that this state has the object. `open`: it could not be told yet. `imported`: the state
   * has yet to be written, and from then on this resource holds the object, whoever did before.
   */
  readonly is: 'held' | 'open' | 'imported';
}

/** What became of a hold. */
export interface Told {
  readonly hold: Hold;
  /** Another resource holds the object. */
  readonly isElsewhere: boolean;
}

/** The hold of a state that knows nothing of one: after an import, or a move from another provider. */
export function importedHold(newId: () => string): Hold {
  return { id: newId(), is: 'imported' };
}

/**
 * Tells the service that state has the object. What cannot be told now is told at the next read: a token may be one that
 * only reads, and the API may be away.
 */
export async function tellHold(
  hikube: Hikube,
  object: HoldCreate['object'],
  hold: Hold,
  signal: AbortSignal,
): Promise<Told> {
  if (hold.is === 'held') return { hold, isElsewhere: false };
  try {
    const body = { object, holder: hold.id, force: hold.is === 'imported' };
    await hikube.holds.create(body, { signal });
    return { hold: { ...hold, is: 'held' }, isElsewhere: false };
  } catch (refusal) {
    return { hold, isElsewhere: hasCode(refusal, 'held_elsewhere') };
  }
}

/** In whose name a delete is asked for. One that was imported a moment ago has nobody to speak for but itself. */
export function holderOf({ hold }: Memory): { readonly holder?: string } {
  return hold === undefined || hold.is === 'imported' ? {} : { holder: hold.id };
}

/** The uid of an object that a plan has said it takes over. */
export function takeOverOf({ takeOver }: Memory): { readonly takeOver?: string } {
  return takeOver === undefined ? {} : { takeOver };
}

/** Said of an object that this state has as well, although another resource holds it. */
export function heldElsewhere(name: string): Diagnostic {
  return warning(
    `Another resource holds the ${name}`,
    'It was taken over or imported elsewhere, so it will not be deleted from here. Remove it from one of the two states ' +
      'with `terraform state rm`; an import holds it again.',
  );
}

/** Said of a delete that did not happen, because the object belongs to another resource. */
export function leftAlone(name: string): Diagnostic {
  return warning(
    `The ${name} was not deleted`,
    'Another resource holds it: one that took it over or imported it, here or in another state. It is only taken out of ' +
      'this state. To delete it, destroy it where it is held, or import it first.',
  );
}

/** Which resource of a kind, for a `moved` block. */
export function movedBlock(type: string): string {
  return `  moved {\n    from = ${type}.OLD\n    to   = ${type}.NEW\n  }`;
}

/** What can be done about an object that somebody has already. */
export function remedies(type: string, id: string): string {
  return (
    `If a resource of this configuration has it under an earlier address, keep it with:\n\n${movedBlock(type)}\n\n` +
    `If nothing manages it, or shall not any more, manage it here with:\n\n  terraform import ${type}.NAME ${id}\n\n` +
    'Otherwise choose another name.'
  );
}

/** The values that a hold is about, where they are known. */
export const uidOf = (values: ObjectValue): string | undefined => {
  const uid = values['uid'];
  return typeof uid === 'string' ? uid : undefined;
};
