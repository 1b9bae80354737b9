import { proposeCompletions } from '@stricli/core';
import { expect, test } from 'vitest';
import { type Command, type Group, isGroup } from '../commands/command.ts';
import { TREE } from '../commands/tree.ts';
import { applicationOf, type Runner } from '../parser.ts';
import { propose } from './propose.ts';
import { wordsOf } from './words.ts';

const TABLE = wordsOf(TREE);
const names = (typed: readonly string[]) => {
  const proposed = propose(TABLE, typed);
  return 'proposals' in proposed ? proposed.proposals.map(({ word }) => word) : [proposed.source];
};

function leaves(group: Group, before: readonly string[] = []): (readonly [readonly string[], Command])[] {
  return Object.entries(group.commands).flatMap(([word, each]) =>
    isGroup(each) ? leaves(each, [...before, word]) : [[[...before, word], each] as const],
  );
}

const parser = applicationOf(TREE, '1.0.0');

/** The parser knows what may be typed next; the table has to say the same of words and flags, and of `--no-…` besides. */
async function byParser(typed: readonly string[]): Promise<string[]> {
  const runner = { process, carryOut: async () => {} } as unknown as Runner;
  const all = await proposeCompletions(parser, typed, runner);
  return all.map(({ completion }) => completion).filter((word) => word !== '--');
}

const isNamed = (word: string) => word === '--no-color' || !word.startsWith('--no-');

test('every command and every flag is proposed that the parser takes, and no other', async () => {
  let compared = 0;
  for (const [path, { flags = {}, fields = [] }] of leaves(TREE)) {
    for (const typed of [
      ...path.map((word, index) => [...path.slice(0, index), word.slice(0, 1)]),
      ...path.map((_word, index) => [...path.slice(0, index), '']),
      [...path, '--'],
      [...path, '--n'],
      [...path, '--quiet', '--'],
      [...path, '-q', '--'],
      [...path, '--output', 'json', '--'],
      [...path, '--output=json', '--'],
      [...path, '-o', 'json', '--o'],
      ...Object.entries(flags).map(([name, { kind }]) => [
        ...path,
        `--${name}`,
        ...(kind === 'switch' ? [] : ['x']),
        '--',
      ]),
      ...fields.map(({ flag, kind }) => [...path, `--${flag}`, ...(kind === 'switch' ? [] : ['x']), '--']),
    ]) {
      expect([typed, names(typed).filter(isNamed)]).toEqual([typed, (await byParser(typed)).filter(isNamed)]);
      compared += 1;
    }
  }
  expect(compared).toBeGreaterThan(500);
});

test.each([
  [['cluster', 'get', ''], ['clusters']],
  [['--context', 'x', 'cluster'], []],
  [['cluster', 'get', '--context', 'work', 'p'], ['clusters']],
  [['cluster', 'get', '--context', ''], ['contexts']],
  [['cluster', 'get', '--contxt', 'work', ''], []],
  [['cluster', 'get', 'prod', ''], []],
  [['nowhere', ''], []],
  [['toString', ''], []],
  [['completion', '--', 'f'], ['fish']],
  [['cluster', 'create', 'x', '--topology=production', '--topo'], []],
  [
    ['cluster', 'create', 'x', '--topology='],
    ['--topology=production', '--topology=development'],
  ],
  [['cluster', 'create', 'x', '--topology=p'], ['--topology=production']],
  [['cluster', 'create', 'x', '--quiet=t'], []],
  [['cluster', 'get', '--context='], ['contexts']],
  [['cluster', 'get', '--contxt='], []],
  [
    ['apply', '--no-'],
    ['--no-color', '--no-wait'],
  ],
  [['cluster', 'update', 'prod', '--no-de'], ['--no-deletion-protection']],
  [['cluster', 'update', 'prod', '--no-deletion-protection', '--deletion-pro'], []],
] as const)('%j', (typed, expected) => {
  expect(names(typed)).toEqual(expected);
});

test('names are asked for in the cluster that was typed, wherever the flags stand', () => {
  for (const typed of [
    ['node-group', 'get', 'prod', ''],
    ['node-group', 'get', '--context', 'work', 'prod', ''],
    ['node-group', 'get', '-o', 'json', 'prod', 'w'],
  ])
    expect(propose(TABLE, typed)).toMatchObject({ source: 'nodeGroups', args: ['prod'] });
});
