// The help of every command: each argument and each flag that the parser takes, with the word of its value, and no other.
import {
  type Application,
  type CommandContext,
  generateHelpTextForAllCommands,
  proposeCompletions,
} from '@stricli/core';
import { describe, expect, test } from 'vitest';
import { TREE } from '../commands/tree.ts';
import { COMMANDS, GLOBAL_FLAGS } from '../help.ts';
import { applicationOf, type Runner } from '../parser.ts';
import { commandText, groupText } from './print.ts';

const parser = applicationOf(TREE, '0.0.0');
const PRINTED = new Map(
  generateHelpTextForAllCommands(parser as unknown as Application<CommandContext>).map(([line, text]) => [
    line,
    text,
  ]),
);

/** Flags that the parser would take next; it names neither letters nor what begins with --no-. */
async function takenBy(words: readonly string[]): Promise<string[]> {
  const runner = { process, carryOut: async () => {} } as unknown as Runner;
  const all = await proposeCompletions(parser, [...words, '--'], runner);
  return all.map(({ completion }) => completion).filter((flag) => flag !== '--');
}

test('has every command', () => {
  expect(COMMANDS.length).toBeGreaterThan(50);
  expect(COMMANDS.map(({ words }) => ['hikube', ...words].join(' '))).toEqual([...PRINTED.keys()]);
});

describe.each(COMMANDS.map((command) => [command.words.join(' '), command] as const))(
  '%s',
  (words, command) => {
    const printed = PRINTED.get(`hikube ${words}`) ?? '';
    const flags = [...command.flags, ...GLOBAL_FLAGS];

    test('has the flags that the parser takes', async () => {
      const shown = flags.map(({ name }) => name);
      expect(shown.sort()).toEqual((await takenBy(command.words)).sort());
    });

    test('shows every flag that takes a value with its word', () => {
      const rows = printed.split('\n').map((row) => row.replace(/^ +(-\w, )?/, '').split('  ')[0]);
      for (const { name, value, aliases, isMany } of flags) {
        const typed = [name, ...aliases.filter((alias) => alias.startsWith('--'))].join(', ');
        const word = value === undefined ? '' : ` ${value}${isMany ? '...' : ''}`;
        expect(rows).toContain(`${typed}${word}`);
      }
      expect(printed).not.toContain('<value>');
    });

    test('has in its usage every argument, and every flag that must be there', () => {
      const [, usage = ''] = printed.split('\n');
      expect(usage.trim()).toBe(command.usage);
      for (const { name } of command.args) expect(usage).toContain(`<${name}>`);
      for (const { isRequired, name, aliases, value } of command.flags) {
        const isThere = [name, ...aliases].some((flag) => usage.includes(` ${flag} ${value}`));
        expect([name, isThere]).toEqual([name, isRequired]);
      }
    });

    test('says what its help says', () => {
      for (const said of [command.brief, ...command.examples, ...command.args.map(({ brief }) => brief)])
        expect(printed).toContain(said);
      for (const { parts } of command.flags) for (const part of parts) expect(printed).toContain(`  ${part}`);
    });

    test.each([72, 80, 120])('is no wider than a terminal of %i, as far as words allow', (width) => {
      const lines = commandText(command, GLOBAL_FLAGS, width).split('\n');
      const prose = lines.filter((line) => !line.startsWith('  hikube ') && !/^ +-/.test(line));
      for (const line of prose) expect(line.length, line).toBeLessThanOrEqual(width);
      expect(commandText(command, GLOBAL_FLAGS, width).replaceAll(/\s+/g, ' ')).toBe(
        printed.replaceAll(/\s+/g, ' '),
      );
    });
  },
);

test('a group says how each of its commands is typed', () => {
  const text = groupText(TREE, []);
  for (const line of [
    'hikube cluster list|get|create|update|delete|wait',
    'hikube apply -f <file>... [flags]',
    'hikube explain [<what>] [flags]',
    'hikube export <cluster> [flags]',
    'hikube emulator [flags] [-- <words>...]',
  ])
    expect(text).toContain(`\n  ${line}\n`);
});
