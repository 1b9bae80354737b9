// What is said about an object that is there already, in a plan and in an apply.
import {
  type ApplyResult,
  type Diagnostic,
  error,
  type ObjectValue,
  type Schema,
  warning,
} from 'terraform-plugin';
import type { ProviderData } from '../provider-data.ts';
import { remedies } from './holding.ts';
import { type Kind, nameOf } from './kind.ts';

/** What the API tells with `already_exists`. */
export interface Existing {
  readonly object: { readonly name: string; readonly uid: string | null };
  readonly sameCreate: boolean;
  readonly held?: boolean;
  readonly createdAt: string;
}

/** What exists, as a refusal tells. */
export function existingOf(refusal: unknown): Existing | undefined {
  return (refusal as { problem: { existing?: Existing } }).problem.existing;
}

/** What a plan of a create makes of an object of its name. */
export interface Met {
  readonly diagnostics: readonly Diagnostic[];
  /** Uid of the object that apply takes over. */
  readonly takeOver?: string;
}

/** What a create wants to make. */
export interface Wanted {
  /** For people, such as `cluster prod`. */
  readonly name: string;
  /** Terraform's name of the resource. */
  readonly type: string;
  /** Id for an import. */
  readonly id: string;
}

/** An object of a kind, as a create wants it. */
export function wantedOf(kind: Kind, planned: ObjectValue): Wanted {
  return { name: nameOf(kind, planned), type: kind.type, id: kind.idOf(planned) };
}

/** Only what no state has ever held, and the same create has made, is taken over; and a plan always says so. */
export function metInPlan(
  { name, type, id }: Wanted,
  existing: Existing | undefined,
  { inState, adoptIdentical }: Pick<ProviderData, 'inState' | 'adoptIdentical'>,
): Met {
  // What is tainted or replaced is planned as a create, too: it goes before the new one is made.
  const uid = existing?.object.uid;
  if (uid && inState.has(uid)) return { diagnostics: [replacing(name)] };
  if (uid && existing?.sameCreate && existing.held === false && adoptIdentical) {
    return { diagnostics: [willTakeOver(name, uid, existing)], takeOver: uid };
  }
  return {
    diagnostics: [
      warning(`The ${name} exists already`, `${whose(existing)} Apply will fail. ${remedies(type, id)}`, [
        'name',
      ]),
    ],
  };
}

/**
 * A plan does not tell a provider in which order the two halves of a replacement are done. Terraform shows this for a
 * tainted object; of one that `-replace` names it drops every warning of the half that creates.
 */
function replacing(name: string): Diagnostic {
  return warning(
    `The ${name} must go before it is made anew`,
    'Two objects cannot have one name, so all that is in it goes first. With create_before_destroy in its lifecycle the ' +
      'plan says that it is replaced, and apply cannot: take that out, or give the new one another name.',
    ['name'],
  );
}

function willTakeOver(name: string, uid: string, { createdAt }: Existing): Diagnostic {
  return warning(
    `The ${name} will be taken over`,
    `An equal create made it at ${createdAt}, and no state has ever held it: an apply was interrupted, or is still under way ` +
      `elsewhere. This one takes it over (uid ${uid}) and makes no second one. If it is not yours, choose another name, or set adopt_identical to false.`,
  );
}

/** Said in the apply that takes over. */
export function takenOver(name: string): Diagnostic {
  return warning(
    `The ${name} was taken over`,
    'An equal create made it, and no state has ever held it. It is managed here from now on.',
  );
}

/** The create is refused, because of what is there. */
export function existsAlready({ name, type, id }: Wanted, refusal: unknown): Diagnostic {
  return error(
    `The ${name} exists already`,
    `${whose(existingOf(refusal))} ${remedies(type, id)} ` +
      'If this resource is to replace it with create_before_destroy, take that out of its lifecycle: two objects cannot have one name.',
    ['name'],
  );
}

function whose(existing: Existing | undefined): string {
  if (existing === undefined) return 'Something of this name is there.';
  const { createdAt, sameCreate, held } = existing;
  if (!sameCreate) return `Something else, and not this configuration, created it at ${createdAt}.`;
  return held === false
    ? `An equal create made it at ${createdAt}, and no state holds it, but the plan did not say that it would be taken over: plan again without skip_preflight and with adopt_identical.`
    : `An equal create made it at ${createdAt}, and a state has held it since, or it was made without one.`;
}

/** The end of an apply that lost its object to another one while it waited. */
export function takenMeanwhile({ name, type, id }: Wanted): ApplyResult<Schema> {
  return {
    state: null,
    diagnostics: [
      error(
        `The ${name} was taken over by another apply`,
        `An equal create took it over while this one waited, and holds it now. ${remedies(type, id)}`,
      ),
    ],
  };
}
