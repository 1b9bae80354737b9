// The help as data says what `--help` prints: the same commands, and the same flags of each.
import { type Application, type CommandContext, generateHelpTextForAllCommands } from '@stricli/core';
import { describe, expect, test } from 'vitest';
import { TREE } from './commands/tree.ts';
import { COMMANDS, GLOBAL_FLAGS } from './help.ts';
import { applicationOf } from './parser.ts';

const PRINTED = new Map(
  generateHelpTextForAllCommands(applicationOf(TREE, '0.0.0') as unknown as Application<CommandContext>).map(
    ([line, text]) => [line, text],
  ),
);

/** Every way to type a flag in a text that lists them, one a line; those of the program itself are left out. */
const flagsOf = (text: string) =>
  [...text.matchAll(/^ *(?:(-\w) )?\[?(--[\w-]+)(?:\/(--[\w-]+))?/gm)]
    .flatMap(([, letter, name, negated]) => [letter, name, negated])
    .filter((flag) => flag !== undefined && !['-h', '--help', '--'].includes(flag))
    .sort();

test('has every command', () => {
  expect(COMMANDS.length).toBeGreaterThan(50);
  expect(COMMANDS.map(({ words }) => ['hikube', ...words].join(' '))).toEqual([...PRINTED.keys()]);
});

describe.each(COMMANDS.map((command) => [command.words.join(' '), command] as const))(
  '%s',
  (words, command) => {
    const printed = PRINTED.get(`hikube ${words}`) ?? '';
    const [, list = ''] = printed.split('\nFLAGS\n');

    test('has the flags that its help prints', () => {
      const shown = [...command.flags, ...GLOBAL_FLAGS].flatMap(({ name, aliases }) => [name, ...aliases]);
      expect(shown.sort()).toEqual(flagsOf(list));
    });

    test('says what its help says', () => {
      for (const said of [command.brief, ...command.examples, ...command.args.map(({ brief }) => brief)])
        expect(printed).toContain(said);
      for (const { parts } of command.flags) for (const part of parts) expect(printed).toContain(`  ${part}`);
    });
  },
);
