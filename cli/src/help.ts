// What the help says, as data: the portal makes a page of each command from it.
import { type Argument, type Command, type Flag, type Group, isGroup } from './commands/command.ts';
import { GLOBAL } from './commands/flags.ts';
import { TREE } from './commands/tree.ts';
import type { Field, FieldKind } from './contract/field.ts';
import { kebab, partsOf, spelled } from './contract/parse.ts';

/** A flag as a reader types it. */
export interface FlagHelp {
  /** Such as `--output`. */
  readonly name: string;
  /** Other ways to type it: `-o`, `--no-wait`. */
  readonly aliases: readonly string[];
  /** How its value is written, such as `<form>`; absent where it takes none. */
  readonly value?: string;
  /** Markdown. */
  readonly text: string;
  readonly choices: readonly string[];
  readonly default?: unknown;
  readonly isRequired: boolean;
  /** It is read from a file or from standard input, and never from the command line. */
  readonly isSecret: boolean;
  /** What stands inside of one value, such as `name=` of a node group. */
  readonly parts: readonly string[];
}

/** A command as its help shows it. */
export interface CommandHelp {
  /** Behind `hikube`. */
  readonly words: readonly string[];
  /** What the group that it stands in is about; absent for a command that stands alone. */
  readonly group?: string;
  /** How it is typed. */
  readonly usage: string;
  readonly brief: string;
  readonly more?: string;
  readonly args: readonly Argument[];
  /** Its own, without those that every command has. */
  readonly flags: readonly FlagHelp[];
  readonly examples: readonly string[];
}

function commandsOf(group: Group, words: readonly string[]): CommandHelp[] {
  return Object.entries(group.commands).flatMap(([word, each]) => {
    const all = [...words, word];
    if (isGroup(each)) return commandsOf(each, all);
    return [{ ...helpOf(each, all), ...(words.length === 0 ? {} : { group: group.brief }) }];
  });
}

function helpOf(command: Command, words: readonly string[]): CommandHelp {
  const { brief, more, args = [], flags = {}, fields = [], examples } = command;
  return {
    words,
    usage: usageOf(words, args),
    brief,
    ...(more === undefined ? {} : { more }),
    args,
    flags: [...Object.entries(flags).map(ownFlag), ...fields.map(fieldFlag)],
    examples,
  };
}

/** Flags go wherever one likes, but not behind what is handed on whole. */
function usageOf(words: readonly string[], args: readonly Argument[]): string {
  const given = args.map(argumentOf);
  const isHandedOn = args.some(({ isRest }) => isRest === true);
  return ['hikube', ...words, ...(isHandedOn ? ['[flags]', ...given] : [...given, '[flags]'])].join(' ');
}

function argumentOf({ name, isRest, isOptional }: Argument): string {
  const shown = `<${name}>${isRest === true ? '...' : ''}`;
  if (isOptional !== true) return shown;
  return isRest === true ? `[-- ${shown}]` : `[${shown}]`;
}

function ownFlag([name, flag]: readonly [string, Flag]): FlagHelp {
  const { brief, letter, placeholder = 'value' } = flag;
  const isNegatable = flag.kind === 'switch' && flag.isNegatable === true;
  return {
    name: spelled(name),
    aliases: [...(letter === undefined ? [] : [`-${letter}`]), ...(isNegatable ? [negated(name)] : [])],
    ...(flag.kind === 'switch' ? {} : { value: `<${placeholder}>` }),
    text: brief,
    choices: flag.kind === 'text' ? (flag.choices ?? []) : [],
    isRequired: false,
    isSecret: false,
    parts: [],
  };
}

/** How a value of each kind is written, as the README says it. */
const VALUES: Readonly<Record<Exclude<FieldKind, 'switch'>, string>> = {
  text: '<text>',
  number: '<number>',
  texts: '<a,b>',
  pairs: '<key=value,…>',
  objects: '<field=value,…>',
  named: '<name=…,field=value,…>',
  json: '<json>',
};

function fieldFlag(field: Field): FlagHelp {
  const { flag, kind, description, choices = [], default: byDefault, isRequired, isSecret } = field;
  const value = isSecret === true ? '<@file>' : kind === 'switch' ? undefined : VALUES[kind];
  return {
    name: spelled(flag),
    aliases: kind === 'switch' ? [negated(flag)] : [],
    ...(value === undefined ? {} : { value }),
    text: description,
    choices,
    ...(byDefault === undefined ? {} : { default: byDefault }),
    isRequired: isRequired === true,
    isSecret: isSecret === true,
    parts: partsOf(field),
  };
}

const negated = (flag: string) => `--no-${kebab(flag)}`;

/** Flags that every command has. */
export const GLOBAL_FLAGS: readonly FlagHelp[] = Object.entries(GLOBAL).map(ownFlag);

/** Every command, in the order of the help. */
export const COMMANDS: readonly CommandHelp[] = commandsOf(TREE, []);
