// What can be typed, as data: completion reads this table, and nothing of the commands themselves has to be loaded for it.
import {
  type Argument,
  type Command,
  type Flag,
  type Group,
  isGroup,
  type Source,
} from '../commands/command.ts';
import { GLOBAL } from '../commands/flags.ts';
import { type Field, takesMany } from '../contract/field.ts';
import { spelled } from '../contract/parse.ts';
import { fieldFlag, ownFlag } from '../help/describe.ts';

/** A closed list, or where names are asked for. */
export type Values = readonly string[] | Source;

export interface FlagWords {
  /** As it is typed, with its hyphens. */
  readonly flag: string;
  readonly letter?: string;
  readonly brief: string;
  /** It takes no value. */
  readonly isSwitch?: true;
  /** `--no-…` says something, too. */
  readonly isNegatable?: true;
  /** It may be given again. */
  readonly isMany?: true;
  readonly values?: Values;
}

export interface ArgumentWords {
  readonly brief: string;
  readonly values?: Values;
}

export interface CommandWords {
  readonly brief: string;
  /** Places in `Words.flags`. */
  readonly flags: readonly number[];
  readonly args: readonly ArgumentWords[];
  /** The last argument takes all that follows. */
  readonly isRest?: true;
}

export interface GroupWords {
  readonly brief: string;
  readonly commands: Readonly<Record<string, CommandWords | GroupWords>>;
}

export interface Words {
  /** Each once, as many commands have the same ones. */
  readonly flags: readonly FlagWords[];
  readonly root: GroupWords;
}

/** The table of a program. */
export function wordsOf(tree: Group): Words {
  const places = new Map<string, number>();
  const placeOf = (flag: FlagWords): number => {
    const key = JSON.stringify(flag);
    const place = places.get(key) ?? places.size;
    places.set(key, place);
    return place;
  };
  const root = groupOf(tree, placeOf);
  return { flags: [...places.keys()].map((key) => JSON.parse(key) as FlagWords), root };
}

function groupOf({ brief, commands }: Group, placeOf: (flag: FlagWords) => number): GroupWords {
  const all = Object.entries(commands).map(([word, each]) => [
    word,
    isGroup(each) ? groupOf(each, placeOf) : commandOf(each, placeOf),
  ]);
  return { brief, commands: Object.fromEntries(all) };
}

function commandOf(
  { brief, args = [], flags = {}, fields = [] }: Command,
  placeOf: (flag: FlagWords) => number,
): CommandWords {
  const own = Object.entries({ ...GLOBAL, ...flags } as Record<string, Flag>);
  const all = [...own.map(([name, flag]) => flagOf(name, flag)), ...fields.map(fieldOf)];
  return {
    brief,
    flags: all.map(placeOf),
    args: args.map(argumentOf),
    ...(args.some(({ isRest }) => isRest === true) ? { isRest: true } : {}),
  };
}

function flagOf(name: string, flag: Flag): FlagWords {
  const { letter } = flag;
  const { brief, value } = ownFlag([name, flag]);
  const words = {
    flag: spelled(name),
    ...(letter === undefined ? {} : { letter }),
    brief: worded(value, brief),
  };
  if (flag.kind === 'switch')
    return { ...words, isSwitch: true, ...(flag.isNegatable === true ? { isNegatable: true } : {}) };
  if (flag.kind === 'texts') return { ...words, isMany: true };
  return { ...words, ...valuesOf(flag.choices ?? flag.complete) };
}

function fieldOf(field: Field): FlagWords {
  const { value, brief } = fieldFlag(field);
  const words = { flag: spelled(field.flag), brief: worded(value, brief) };
  if (field.kind === 'switch') return { ...words, isSwitch: true, isNegatable: true };
  return {
    ...words,
    ...(takesMany(field.kind) ? { isMany: true } : {}),
    ...valuesOf(field.choices ?? field.catalogue),
  };
}

/** The word of a value, and what it is. */
const worded = (value: string | undefined, brief: string) =>
  value === undefined ? brief : `${value} ${brief}`;

const argumentOf = ({ brief, choices, complete }: Argument): ArgumentWords => ({
  brief,
  ...valuesOf(choices ?? complete),
});

const valuesOf = (values: Values | undefined) => (values === undefined ? {} : { values });
