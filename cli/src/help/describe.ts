// What the help says of a command, as data. The parser prints it, the portal makes a page of it, and completion takes the
// words of values from it: nothing is named twice.
import { type Argument, type Command, type Flag, type Group, isGroup } from '../commands/command.ts';
import { GLOBAL } from '../commands/flags.ts';
import { type Catalogue, type Field, type FieldKind, takesMany } from '../contract/field.ts';
import { kebab, partsOf, spelled } from '../contract/parse.ts';

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
  /** The same in a line of a terminal. */
  readonly brief: string;
  readonly choices: readonly string[];
  readonly default?: unknown;
  readonly isRequired: boolean;
  /** It may be given again and again. */
  readonly isMany: boolean;
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

/** Every command below a word, in the order of the help. */
export function commandsOf(group: Group, words: readonly string[] = []): CommandHelp[] {
  return Object.entries(group.commands).flatMap(([word, each]) => {
    const all = [...words, word];
    if (isGroup(each)) return commandsOf(each, all);
    return [{ ...helpOf(each, all), ...(words.length === 0 ? {} : { group: group.brief }) }];
  });
}

export function helpOf(command: Command, words: readonly string[]): CommandHelp {
  const { brief, more, args = [], flags = {}, fields = [], examples } = command;
  const all = [...Object.entries(flags).map(ownFlag), ...fields.map(fieldFlag)];
  return {
    words,
    usage: usageOf(words, args, all),
    brief,
    ...(more === undefined ? {} : { more }),
    args,
    flags: all,
    examples,
  };
}

/** Flags go wherever one likes, but not behind what is handed on whole. */
function usageOf(words: readonly string[], args: readonly Argument[], flags: readonly FlagHelp[]): string {
  const given = args.map(argumentOf);
  const needed = [...flags.filter(({ isRequired }) => isRequired).map(neededFlag), '[flags]'];
  const isHandedOn = args.some(({ isRest }) => isRest === true);
  return ['hikube', ...words, ...(isHandedOn ? [...needed, ...given] : [...given, ...needed])].join(' ');
}

/** As it is typed soonest. */
function neededFlag({ name, aliases, value = '', isMany }: FlagHelp): string {
  const short = aliases.find((alias) => /^-\w$/.test(alias));
  return `${short ?? name} ${value}${isMany ? '...' : ''}`;
}

/** An argument as it stands in a line of usage. */
export function argumentOf({ name, isRest, isOptional }: Argument): string {
  const shown = `<${name}>${isRest === true ? '...' : ''}`;
  if (isOptional !== true) return shown;
  return isRest === true ? `[-- ${shown}]` : `[${shown}]`;
}

/** A flag that a command itself has. */
export function ownFlag([name, flag]: readonly [string, Flag]): FlagHelp {
  const { brief, letter, placeholder = 'value' } = flag;
  const isNegatable = flag.kind === 'switch' && flag.isNegatable === true;
  const choices = flag.kind === 'text' ? (flag.choices ?? []) : [];
  return {
    name: spelled(name),
    aliases: [...(letter === undefined ? [] : [`-${letter}`]), ...(isNegatable ? [negated(name)] : [])],
    ...(flag.kind === 'switch' ? {} : { value: `<${placeholder}>` }),
    text: brief,
    brief: choices.length === 0 ? brief : `${brief}; ${choices.join(', ')}`,
    choices,
    isRequired: flag.kind !== 'switch' && flag.isRequired === true,
    isMany: flag.kind === 'texts',
    isSecret: false,
    parts: [],
  };
}

/** Flags that every command has. */
export const GLOBAL_FLAGS: readonly FlagHelp[] = Object.entries(GLOBAL).map(ownFlag);

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

/** What the catalogue calls a value. */
const CATALOGUE: Readonly<Record<Catalogue, string>> = {
  kubernetesVersions: '<version>',
  instanceTypes: '<type>',
  gpuTypes: '<gpu>',
  storageClasses: '<class>',
};

function wordOf({ kind, choices, catalogue, isSecret }: Field): string | undefined {
  if (isSecret === true) return '<@file>';
  if (kind === 'switch') return undefined;
  if (kind !== 'text') return VALUES[kind];
  if (choices !== undefined) return `<${choices.join('|')}>`;
  return catalogue === undefined ? VALUES.text : CATALOGUE[catalogue];
}

/** A flag that a field of the contract has. */
export function fieldFlag(field: Field): FlagHelp {
  const { flag, kind, description, choices = [], default: byDefault, isRequired, isSecret } = field;
  const value = wordOf(field);
  return {
    name: spelled(flag),
    aliases: kind === 'switch' ? [negated(flag)] : [],
    ...(value === undefined ? {} : { value }),
    text: description,
    brief: briefOf(field),
    choices,
    ...(byDefault === undefined ? {} : { default: byDefault }),
    isRequired: isRequired === true,
    isMany: takesMany(kind),
    isSecret: isSecret === true,
    parts: partsOf(field),
  };
}

/** The first sentence, what may be written, and what counts without it. */
function briefOf({ kind, description, choices, default: byDefault, isSecret }: Field): string {
  const [sentence = ''] = description.replaceAll('\n', ' ').split(/(?<=[.:])\s/);
  // Those of a text are its word already.
  const values = choices === undefined || kind === 'text' ? '' : `; ${choices.join(', ')}`;
  const shown =
    byDefault === undefined || byDefault === '' || typeof byDefault === 'object'
      ? ''
      : `; default ${String(byDefault)}`;
  return `${sentence.replace(/[.:]$/, '')}${values}${shown}${isSecret === true ? '; @file or -' : ''}`;
}

const negated = (flag: string) => `--no-${kebab(flag)}`;
