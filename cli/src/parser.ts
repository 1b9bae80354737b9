// Makes a program of the commands: their words, flags and help, as stricli takes them.
import {
  type Application,
  buildApplication,
  buildCommand,
  buildRouteMap,
  type CommandContext,
  type RouteMap,
  type Command as StricliCommand,
  text_en,
} from '@stricli/core';
import {
  type Argument,
  type Command,
  type Flag,
  type Flags,
  type Given,
  type Group,
  isGroup,
} from './commands/command.ts';
import { GLOBAL } from './commands/flags.ts';
import { type Field, takesMany } from './contract/field.ts';
import { spelled } from './contract/parse.ts';
import { wrong } from './errors/cli-error.ts';
import { didYouMean } from './errors/nearest.ts';
import { unreadable } from './errors/unreadable.ts';
import { fieldFlag, GLOBAL_FLAGS, helpOf } from './help/describe.ts';
import { commandText, groupText } from './help/print.ts';
import type { GlobalOptions } from './session.ts';

/** What a run is given by the parser. */
export interface Invocation {
  readonly command: Command;
  readonly options: GlobalOptions;
  readonly given: Given<Flags>;
}

/** What carries a command out. */
export interface Runner extends CommandContext {
  carryOut(invocation: Invocation): Promise<void>;
}

type Parameters = Record<string, unknown>;

/**
 * The program.
 * @param width of the terminal that its help is for; without one, no line is broken
 * @param first of the words that were typed, for what is said of the others
 */
export function applicationOf(
  tree: Group,
  version: string,
  width?: number,
  first?: string,
): Application<Runner> {
  return buildApplication(routeOf(tree, [], width), {
    name: 'hikube',
    versionInfo: { currentVersion: version },
    scanner: { caseStyle: 'allow-kebab-for-camel', allowArgumentEscapeSequence: true },
    documentation: {
      caseStyle: 'convert-camel-to-kebab',
    },
    localization: {
      text: {
        ...text_en,
        noCommandRegisteredForInput: ({ input, corrections }) =>
          [
            `error: there is no command ${JSON.stringify(input)}`,
            ...didYouMean(
              input,
              corrections.map((each) => each.replaceAll('`', '')),
            ).map((line) => `  ${line}`),
            `  next: hikube ${first !== undefined && Object.hasOwn(tree.commands, first) ? `${first} ` : ''}--help`,
          ].join('\n'),
        exceptionWhileParsingArguments: (error) => unreadable(error, first).join('\n'),
      },
    },
  });
}

function routeOf(group: Group, words: readonly string[], width: number | undefined): RouteMap<Runner> {
  const routes = Object.fromEntries(
    Object.entries(group.commands).map(([word, each]) => [
      word,
      isGroup(each) ? routeOf(each, [...words, word], width) : commandOf(each, [...words, word], width),
    ]),
  );
  const route = buildRouteMap({ routes, docs: { brief: group.brief } });
  return { ...route, formatHelp: () => groupText(group, words, width) };
}

function commandOf(
  command: Command,
  words: readonly string[],
  width: number | undefined,
): StricliCommand<Runner> {
  const own = { ...GLOBAL, ...command.flags };
  const flags: Parameters = {};
  for (const [name, flag] of Object.entries(own)) flags[name] = parameterOf(flag);
  for (const field of command.fields ?? []) {
    if (field.flag in flags)
      throw new TypeError(`hikube ${words.join(' ')} has two flags of the name ${field.flag}`);
    flags[field.flag] = fieldParameter(field);
  }
  const aliases = Object.fromEntries(
    Object.entries(own).flatMap(([name, flag]: [string, Flag]) =>
      flag.letter === undefined ? [] : [[flag.letter, name]],
    ),
  );
  const built = buildCommand({
    parameters: { flags, aliases, positional: positionalOf(command.args ?? []) } as never,
    docs: { brief: command.brief },
    func(this: Runner, typed: Readonly<Record<string, unknown>>, ...args: unknown[]) {
      return this.carryOut({
        command,
        ...givenOf(command, own, typed, args as readonly (string | undefined)[]),
      });
    },
  } as never) as StricliCommand<Runner>;
  // Its own says no word of a value.
  return { ...built, formatHelp: () => commandText(helpOf(command, words), GLOBAL_FLAGS, width) };
}

const text = (input: string) => input;

function parameterOf(flag: Flag): Parameters {
  const { brief } = flag;
  if (flag.kind === 'switch')
    return { kind: 'boolean', brief, optional: true, withNegated: flag.isNegatable === true };
  if (flag.kind === 'texts')
    return {
      kind: 'parsed',
      parse: text,
      brief,
      optional: true,
      variadic: true,
    };
  if (flag.choices !== undefined) return { kind: 'enum', values: flag.choices, brief, optional: true };
  return {
    kind: 'parsed',
    parse: text,
    brief,
    optional: true,
  };
}

function fieldParameter(field: Field): Parameters {
  const { brief } = fieldFlag(field);
  if (field.kind === 'switch') return { kind: 'boolean', brief, optional: true };
  return {
    kind: 'parsed',
    parse: text,
    brief,
    optional: true,
    ...(takesMany(field.kind) ? { variadic: true } : {}),
  };
}

function positionalOf(args: readonly Argument[]): Parameters {
  const one = ({ name, brief, isOptional }: Argument) => ({
    parse: text,
    brief,
    placeholder: name,
    ...(isOptional === true ? { optional: true } : {}),
  });
  const [first] = args;
  if (first?.isRest === true)
    return { kind: 'array', parameter: one(first), minimum: first.isOptional === true ? 0 : 1 };
  return { kind: 'tuple', parameters: args.map(one) };
}

function givenOf(
  command: Command,
  own: Flags,
  typed: Readonly<Record<string, unknown>>,
  args: readonly (string | undefined)[],
): Pick<Invocation, 'options' | 'given'> {
  const flags = Object.fromEntries(Object.keys(own).map((name) => [name, typed[name]]));
  const fields: Record<string, readonly string[]> = {};
  for (const { flag } of command.fields ?? []) {
    const value = typed[flag];
    const all = (Array.isArray(value) ? value : [value]).filter((each) => each !== undefined).map(String);
    if (all.length > 0) fields[flag] = all;
  }
  const given = args.filter((each) => each !== undefined);
  return {
    options: flags as GlobalOptions,
    given: { args: given, flags: flags as Given<Flags>['flags'], fields },
  };
}

/** @throws CliError for a flag that is missing or empty, and for an argument that is none of its choices */
export function checkGiven(command: Command, { args, flags, fields }: Given<Flags>): void {
  const typed = new Set([
    ...Object.entries(flags).flatMap(([name, value]) => (value === undefined ? [] : [spelled(name)])),
    ...Object.keys(fields).map(spelled),
  ]);
  const help = helpOf(command, []);
  for (const { name, value = '', brief, isRequired } of help.flags)
    if (isRequired && !typed.has(name))
      throw wrong(`${name} ${value} is missing: ${brief}.`, 'next: the same command with --help');
  for (const [name, value] of Object.entries(flags))
    if (value === '')
      throw wrong(`${spelled(name)} needs a value, and is empty.`, `give one, or leave ${spelled(name)} out`);
  for (const [index, { name, choices }] of help.args.entries()) {
    const value = args[index];
    if (choices !== undefined && value !== undefined && !choices.includes(value))
      throw wrong(
        `${name} is one of ${choices.join(', ')}, and not ${JSON.stringify(value)}.`,
        ...didYouMean(value, choices),
      );
  }
}
