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
import { partsOf, spelled } from './contract/parse.ts';
import { wrong } from './errors/cli-error.ts';
import { didYouMean } from './errors/nearest.ts';
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

/** The program. */
export function applicationOf(tree: Group, version: string): Application<Runner> {
  return buildApplication(routeOf(tree, []), {
    name: 'hikube',
    versionInfo: { currentVersion: version },
    scanner: { caseStyle: 'allow-kebab-for-camel', allowArgumentEscapeSequence: true },
    documentation: {
      caseStyle: 'convert-camel-to-kebab',
      onlyRequiredInUsageLine: true,
      useAliasInUsageLine: false,
    },
    localization: {
      text: {
        ...text_en,
        noCommandRegisteredForInput: ({ input, corrections }) =>
          `error: there is no command ${JSON.stringify(input)}${corrections.length === 0 ? '' : `\n  did you mean ${corrections.join(' or ')}?`}\n  next: hikube --help`,
        exceptionWhileParsingArguments: (error) =>
          `error: ${error instanceof Error ? error.message : String(error)}\n  next: the same command with --help`,
      },
    },
  });
}

function routeOf(group: Group, words: readonly string[]): RouteMap<Runner> {
  const routes = Object.fromEntries(
    Object.entries(group.commands).map(([word, each]) => [
      word,
      isGroup(each) ? routeOf(each, [...words, word]) : commandOf(each, [...words, word]),
    ]),
  );
  return buildRouteMap({ routes, docs: { brief: group.brief } });
}

function commandOf(command: Command, words: readonly string[]): StricliCommand<Runner> {
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
  return buildCommand({
    parameters: { flags, aliases, positional: positionalOf(command.args ?? []) } as never,
    docs: { brief: command.brief, fullDescription: descriptionOf(command), ...usageOf(command) },
    func(this: Runner, typed: Readonly<Record<string, unknown>>, ...args: unknown[]) {
      return this.carryOut({
        command,
        ...givenOf(command, own, typed, args as readonly (string | undefined)[]),
      });
    },
  } as never);
}

/** Words that nobody needs stand in brackets, and behind the hyphens that hand them on. */
function usageOf({ args: [first] = [] }: Command): { customUsage?: readonly string[] } {
  return first?.isRest === true && first.isOptional === true
    ? { customUsage: [`[-- <${first.name}>...]`] }
    : {};
}

function descriptionOf({ brief, more, examples, fields = [] }: Command): string {
  return [
    brief,
    ...(more === undefined ? [] : ['', more]),
    '',
    'EXAMPLES',
    ...examples.map((line) => `  ${line}`),
    ...fields.flatMap(insideOf),
  ].join('\n');
}

/** What stands inside of one value, such as of a node group. */
function insideOf(field: Field): string[] {
  const parts = partsOf(field);
  if (parts.length === 0) return [];
  return ['', `${spelled(field.flag)} TAKES, separated by commas`, ...parts.map((part) => `  ${part}`)];
}

const text = (input: string) => input;

function parameterOf(flag: Flag): Parameters {
  const { brief, placeholder } = flag;
  if (flag.kind === 'switch')
    return { kind: 'boolean', brief, optional: true, withNegated: flag.isNegatable === true };
  if (flag.kind === 'texts')
    return {
      kind: 'parsed',
      parse: text,
      brief,
      optional: true,
      variadic: true,
      ...(placeholder && { placeholder }),
    };
  if (flag.choices !== undefined) return { kind: 'enum', values: flag.choices, brief, optional: true };
  return {
    kind: 'parsed',
    parse: text,
    brief,
    optional: true,
    ...(placeholder && { placeholder }),
  };
}

function fieldParameter(field: Field): Parameters {
  const brief = briefOf(field);
  if (field.kind === 'switch') return { kind: 'boolean', brief, optional: true };
  return {
    kind: 'parsed',
    parse: text,
    brief,
    optional: true,
    ...(takesMany(field.kind) ? { variadic: true } : {}),
  };
}

/** The first sentence, what may be written, and what counts without it. */
export function briefOf({ description, choices, default: byDefault, isSecret }: Field): string {
  const [sentence = ''] = description.replaceAll('\n', ' ').split(/(?<=[.:])\s/);
  const values = choices === undefined ? '' : `; ${choices.join(', ')}`;
  const shown =
    byDefault === undefined || byDefault === '' || typeof byDefault === 'object'
      ? ''
      : `; default ${String(byDefault)}`;
  return `${sentence.replace(/[.:]$/, '')}${values}${shown}${isSecret === true ? '; @file or -' : ''}`;
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

/** @throws CliError for an argument that is none of its choices */
export function checkChoices({ args = [] }: Command, given: readonly string[]): void {
  for (const [index, { name, choices }] of args.entries()) {
    const value = given[index];
    if (choices !== undefined && value !== undefined && !choices.includes(value))
      throw wrong(
        `${name} is one of ${choices.join(', ')}, and not ${JSON.stringify(value)}.`,
        ...didYouMean(value, choices),
      );
  }
}
