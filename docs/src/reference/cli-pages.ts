// A page for each command of `hikube`, from its help, and one that lists them.
import { COMMANDS, type CommandHelp, type FlagHelp, GLOBAL_FLAGS } from '@hikube/cli/help';
import type { Redirects } from '../machines/redirects.ts';
import type { Block, Chip, Page, Property } from '../site.ts';
import type { Contract, Operation } from './contract.ts';
import type { Json } from './json.ts';
import { defaultText, withoutDefault } from './property.ts';

const LIST = 'cli/commands';
/** Names the file of each command. */
const TREE = 'cli/src/commands/tree.ts';

/** The list, and a page for each command. */
export function cliPages(contract: Contract): readonly Page[] {
  return [listPage(), ...COMMANDS.map((command) => commandPage(command, contract))];
}

/** Where the commands of a group are listed, by what stands before each of them. */
export function groupRedirects(): Redirects {
  const grouped = COMMANDS.filter(({ group }) => group !== undefined);
  return Object.fromEntries(grouped.map(({ words: [word = ''] }) => [`/cli/${word}`, `/${LIST}#${word}`]));
}

const pathOf = ({ words }: CommandHelp): string => `cli/${words.join('/')}`;

const lineOf = ({ words }: CommandHelp): string => ['hikube', ...words].join(' ');

/** The command that a sample begins with. */
function commandIn(source: string): CommandHelp | undefined {
  const typed = /^hikube ([\w -]*)/m.exec(source)?.[1]?.split(' ') ?? [];
  return COMMANDS.find(({ words }) => words.every((word, at) => typed[at] === word));
}

/** The command that calls an operation, as a link; undefined where only `hikube api` does. */
export function commandLink({ 'x-codeSamples': samples = [] }: Operation): string | undefined {
  const sample = samples.find(({ label }) => label === 'CLI');
  const command = sample === undefined ? undefined : commandIn(sample.source);
  return command === undefined ? undefined : `[\`${lineOf(command)}\`](/${pathOf(command)})`;
}

function listPage(): Page {
  const groups = Map.groupBy(COMMANDS, ({ group = '' }) => group);
  return {
    path: LIST,
    language: 'en',
    section: 'cli',
    group: '',
    title: 'Commands',
    lead: 'Every command of `hikube`, as its `--help` shows it.',
    keywords: ['commands', 'help', 'flags'],
    source: TREE,
    blocks: [
      ...[...groups].flatMap(([group, commands]): Block[] => [
        group === ''
          ? { kind: 'heading', level: 2, text: 'On their own' }
          : { kind: 'heading', level: 2, text: group, id: commands[0]?.words[0] ?? '' },
        {
          kind: 'table',
          head: ['Command', 'Does'],
          rows: commands.map((command) => [`[\`${lineOf(command)}\`](/${pathOf(command)})`, command.brief]),
        },
      ]),
      { kind: 'heading', level: 2, text: 'Flags of every command' },
      { kind: 'properties', properties: GLOBAL_FLAGS.map(propertyOf) },
    ],
  };
}

function commandPage(command: CommandHelp, contract: Contract): Page {
  const { words, usage, brief, more, args, flags, examples } = command;
  const properties = [...args.map(argumentProperty), ...flags.map(propertyOf)];
  return {
    path: pathOf(command),
    language: 'en',
    section: 'cli',
    group: command.group ?? 'Commands',
    title: lineOf(command),
    shortTitle: words.join(' '),
    lead: `${brief}.`,
    keywords: [lineOf(command), words.join(' ')],
    source: TREE,
    blocks: [
      { kind: 'code', sample: { label: 'Usage', language: 'text', source: usage } },
      ...(more === undefined ? [] : [moreBlock(more)]),
      { kind: 'facts', rows: factsOf(command, contract) },
      { kind: 'heading', level: 2, text: 'Examples' },
      { kind: 'code', sample: { label: 'Examples', language: 'bash', source: examples.join('\n') } },
      ...(properties.length === 0
        ? []
        : [
            { kind: 'heading', level: 2, text: 'Arguments and flags' } as const,
            { kind: 'properties', properties } as const,
          ]),
      {
        kind: 'prose',
        markdown: `And the [flags of every command](/${LIST}#flags-of-every-command), such as \`--output\`.`,
      },
    ],
  };
}

/** Sentences as such, and what stands in columns as it stands. */
function moreBlock(more: string): Block {
  if (/ {2}/.test(more)) return { kind: 'code', sample: { label: 'More', language: 'text', source: more } };
  return { kind: 'prose', markdown: more.replaceAll('\n', ' ') };
}

function factsOf(command: CommandHelp, contract: Contract): readonly (readonly [string, string])[] {
  const calls = contract.operations
    .filter((operation) => commandLink(operation)?.endsWith(`(/${pathOf(command)})`))
    .map(({ summary, operationId }) => `[${summary}](/api/${operationId})`);
  return [
    ...(calls.length === 0 ? [] : [['Calls', calls.join(', ')] as const]),
    ['Exit code', `${endsOf(command)}; [all of them](/cli/#how-it-ends)`],
  ];
}

/** What is particular in how it ends: most codes mean the same for every command. */
function endsOf({ flags }: CommandHelp): string {
  const has = (name: string) => flags.some((flag) => flag.name === name);
  return [
    '`0` when it is done',
    ...(has('--yes') ? ['`1` when the question is declined'] : []),
    ...(has('--timeout') ? ['`9` when `--timeout` is over and the work goes on', '`10` when it failed'] : []),
  ].join(', ');
}

function argumentProperty({ name, brief, isOptional, choices }: CommandHelp['args'][number]): Property {
  return {
    name: `<${name}>`,
    id: `argument-${name}`,
    type: choicesText(choices),
    text: `${brief}.`,
    chips: isOptional === true ? [] : [REQUIRED],
  };
}

const REQUIRED: Chip = { text: 'required', tone: 'fixed' };

function propertyOf(flag: FlagHelp): Property {
  const { name, aliases, value, text, choices, parts, isRequired, isSecret } = flag;
  const inside = parts.length === 0 ? '' : ` Takes ${parts.map(codeOf).join(', ')}.`;
  return {
    name,
    id: name.replace(/^--/, ''),
    type: choices.length > 0 ? choicesText(choices) : codeOf(value),
    text: `${withStop(withoutDefault(text))}${inside}`,
    chips: [
      ...aliases.map((alias): Chip => ({ text: alias, tone: 'plain' })),
      ...(isRequired ? [REQUIRED] : []),
      ...('default' in flag
        ? [{ text: `default ${defaultText(flag.default as Json)}`, tone: 'plain' } as const]
        : []),
      ...(isSecret ? [{ text: 'secret', tone: 'rolls' } as const] : []),
    ],
  };
}

const codeOf = (text: string | undefined) => (text === undefined ? '' : `\`${text}\``);

const choicesText = (choices: readonly string[] = []) => choices.map(codeOf).join(', ');

const withStop = (text: string) => (/[.:]$/.test(text) ? text : `${text}.`);
