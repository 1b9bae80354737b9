// The help of a command, or of a group of them, as a terminal shows it.
import { type Group, isGroup } from '../commands/command.ts';
import { argumentOf, type CommandHelp, type FlagHelp, helpOf } from './describe.ts';

const INDENT = '  ';
/** A flag that is longer has its text on the next line. */
const LONGEST = 34;
/** A text is not squeezed into less than this. */
const NARROWEST = 30;

/** What is said on the left, and of it on the right. */
type Row = readonly [left: string, right: string];

const HELP: Row = ['-h, --help', 'Show this help'];
const VERSION: Row = ['-v, --version', 'Show the version'];

/** @param global flags of every command @param width of a terminal; without one, no line is broken */
export function commandText(help: CommandHelp, global: readonly FlagHelp[], width?: number): string {
  const { usage, brief, more, examples, args, flags } = help;
  return sections([
    ['USAGE', `${INDENT}${usage}\n`],
    ['', wrapped(more === undefined ? `${brief}.` : `${brief}.\n\n${more}`, width)],
    ['EXAMPLES', examples.map((line) => `${INDENT}${line}\n`).join('')],
    ['ARGUMENTS', rows(args.map(argumentRow), width)],
    ['FLAGS', rows([...flags.map(flagRow), HELP], width)],
    ...flags.flatMap(inside),
    ['FLAGS OF EVERY COMMAND', rows(global.map(flagRow), width)],
  ]);
}

/** @param words behind `hikube`; none for the program itself */
export function groupText(group: Group, words: readonly string[], width?: number): string {
  const line = ['hikube', ...words].join(' ');
  const all = Object.entries(group.commands);
  const usages = all.map(([word, each]) =>
    isGroup(each)
      ? `${line} ${word} ${Object.keys(each.commands).join('|')}`
      : helpOf(each, [...words, word]).usage,
  );
  return sections([
    ['USAGE', [...usages, `${line} <command> --help`].map((usage) => `${INDENT}${usage}\n`).join('')],
    ['', `${group.brief}.\n`],
    [
      'COMMANDS',
      rows(
        all.map(([word, { brief }]): Row => [word, brief]),
        width,
      ),
    ],
    ['FLAGS', rows(words.length === 0 ? [HELP, VERSION] : [HELP], width)],
  ]);
}

type Section = readonly [title: string, text: string];

const sections = (all: readonly Section[]): string =>
  all
    .filter(([, text]) => text !== '')
    .map(([title, text]) => (title === '' ? text : `${title}\n${text}`))
    .join('\n');

function argumentRow(argument: CommandHelp['args'][number]): Row {
  const { brief, choices } = argument;
  const named = choices === undefined || choices.every((choice) => brief.includes(choice));
  return [argumentOf(argument), named ? brief : `${brief}; ${choices.join(', ')}`];
}

/** Letters stand in a column of their own. */
function flagRow({ name, aliases, value, brief, isRequired, isMany }: FlagHelp): Row {
  const letter = aliases.find((alias) => /^-\w$/.test(alias));
  const names = [name, ...aliases.filter((alias) => alias !== letter)].join(', ');
  const typed = value === undefined ? names : `${names} ${value}${isMany ? '...' : ''}`;
  return [
    `${letter === undefined ? '    ' : `${letter}, `}${typed}`,
    isRequired ? `${brief} (required)` : brief,
  ];
}

/** What stands inside of one value, such as of a node group. */
function inside({ name, parts }: FlagHelp): Section[] {
  if (parts.length === 0) return [];
  return [[`${name} TAKES, separated by commas`, parts.map((part) => `${INDENT}${part}\n`).join('')]];
}

function rows(all: readonly Row[], width: number | undefined): string {
  const column = Math.max(0, ...all.map(([left]) => left.length).filter((length) => length <= LONGEST));
  const before = ' '.repeat(INDENT.length + column + 2);
  const room = width === undefined ? undefined : Math.max(NARROWEST, width - before.length);
  return all
    .map(([left, right]) => {
      const text = wrapped(right, room).trimEnd().replaceAll('\n', `\n${before}`);
      const begin = left.length > LONGEST ? `${left}\n${before}` : `${left.padEnd(column + 2)}`;
      return `${INDENT}${begin}${text}\n`;
    })
    .join('');
}

/** Broken between words. */
function wrapped(text: string, width = Number.POSITIVE_INFINITY): string {
  return text
    .split('\n')
    .flatMap((line) => {
      if (line.length <= width || / {2}/.test(line)) return [line];
      const lines: string[] = [];
      for (const word of line.split(' ')) {
        const last = lines.at(-1);
        if (last !== undefined && last.length + 1 + word.length <= width)
          lines[lines.length - 1] = `${last} ${word}`;
        else lines.push(word);
      }
      return lines;
    })
    .map((line) => `${line}\n`)
    .join('');
}
