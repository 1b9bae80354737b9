// What a command is: what it takes, what it says of itself, and what it does. `app.ts` makes a program of all of them.
import type { Catalogue, Field } from '../contract/field.ts';
import type { Session } from '../session.ts';

/** What a tenant has made. */
type Made =
  | 'clusters'
  | 'nodeGroups'
  | 'nodes'
  | 'addons'
  | 'operations'
  | 'upgrades'
  | 'kubeconfigs'
  | 'tokens';

/** Names that the completion of a shell can ask for. */
export type Source = Made | 'addonTypes' | 'contexts' | 'problems' | 'sites' | Catalogue;

/** A flag of a command itself; those of the contract's fields come from `fields`. */
export type Flag = {
  readonly brief: string;
  /** Single letter. */
  readonly letter?: string;
  readonly placeholder?: string;
} & (
  | {
      readonly kind: 'switch';
      /** `--no-…` is not the same as nothing. */
      readonly isNegatable?: true;
    }
  | {
      readonly kind: 'text';
      readonly choices?: readonly string[];
      readonly complete?: Source;
      /** The command line is refused without it. */
      readonly isRequired?: true;
    }
  | { readonly kind: 'texts'; readonly isRequired?: true }
);

/** What stands behind a command without a flag. */
export interface Argument {
  readonly name: string;
  readonly brief: string;
  readonly isOptional?: true;
  /** It takes all that follows. */
  readonly isRest?: true;
  readonly complete?: Source;
  readonly choices?: readonly string[];
}

export type Flags = Readonly<Record<string, Flag>>;

type ValueOf<F extends Flag> = F extends { kind: 'switch' }
  ? boolean | undefined
  : F extends { kind: 'texts' }
    ? readonly string[] | undefined
    : string | undefined;

/** What was typed. */
export interface Given<F extends Flags> {
  readonly args: readonly string[];
  readonly flags: { readonly [Name in keyof F]: ValueOf<F[Name]> };
  /** Values of the contract's fields, by flag, as they were typed. */
  readonly fields: Readonly<Record<string, readonly string[]>>;
}

/** A command. */
export interface Command<F extends Flags = Flags> {
  /** One sentence. */
  readonly brief: string;
  /** More of them. */
  readonly more?: string;
  readonly args?: readonly Argument[];
  readonly flags?: F;
  /** Fields of the contract that can be set, each with a flag. */
  readonly fields?: readonly Field[];
  /** Command lines that work, in the order of a story; a test runs each. */
  readonly examples: readonly string[];
  /** @returns the exit code, where it is not 0 */
  readonly run: (session: Session, given: Given<F>) => Promise<number | undefined>;
}

/** Commands below a word. */
export interface Group {
  readonly brief: string;
  readonly commands: Readonly<Record<string, Command | Group>>;
}

/** Types the flags of a command. */
export const command = <const F extends Flags>(definition: Command<F>): Command =>
  definition as unknown as Command;

export const isGroup = (each: Command | Group): each is Group => 'commands' in each;
