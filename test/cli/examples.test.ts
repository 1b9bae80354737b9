// Every command line in the help and in the README is run, each on a tenant of its own, and does what it says.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Emulator } from '@hikube/emulator';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Command, type Group, isGroup } from '../../cli/src/commands/command.ts';
import { TREE } from '../../cli/src/commands/tree.ts';
import { EXIT_CODES } from '../../cli/src/errors/exit-codes.ts';
import type { FakeOptions } from './fake-host.ts';
import { read } from './shell.ts';
import { createWorld, hikube, NEW_MANIFEST, prepare } from './world.ts';

const README = await readFile(join(import.meta.dirname, '../../cli/README.md'), 'utf8');

let world: Emulator;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

function commandsOf(group: Group, words: readonly string[] = ['hikube']): [string, Command][] {
  return Object.entries(group.commands).flatMap(([word, each]): [string, Command][] =>
    isGroup(each) ? commandsOf(each, [...words, word]) : [[[...words, word].join(' '), each]],
  );
}

const COMMANDS = commandsOf(TREE);
const SHOWN = [...README.matchAll(/^\s*(?:\$ )?(hikube .*)$/gm)].map(([, line = '']) => line);

/** What a context file says that has been logged in. */
const contexts = (emulator: Emulator) => ({
  current: 'default',
  contexts: Object.fromEntries(
    ['default', 'work'].map((name) => [
      name,
      { endpoint: emulator.endpoint, credential: { token: emulator.token } },
    ]),
  ),
});

/** @param more options of the machine that it is run on */
async function run(line: string, more: (emulator: Emulator) => Partial<FakeOptions> = () => ({})) {
  await using emulator = await world.fork();
  const client = emulator.client();
  const prod = await client.manifests.get('prod');
  const files: Record<string, string> = {
    '/someone/.config/hikube/config.json': JSON.stringify(contexts(emulator)),
    token: `${emulator.token}\n`,
    'change.json': '{"displayName":"The shop"}',
    'prod.yaml': prod,
    'new.yaml': NEW_MANIFEST,
    '/opt/hikube/hikube-emulator.cjs': '',
    '/opt/hikube/terraform-provider.cjs': '',
    '/opt/hikube/terraform.json':
      '{"version":"1.0.0","addresses":["registry.example/hidora/hikube"],"binary":"provider"}',
    'secrets.yaml': 'password: hidden\n',
  };
  const variables = await prepare(emulator, line);
  const { words, input } = read(line, variables);
  const options = {
    environment: {},
    files,
    programs: { cat: { stdout: `${emulator.token}\n` }, kubectl: { stdout: '{}' } },
    ...(input === undefined ? {} : { stdin: files[input] ?? '' }),
    ...(words.includes('login') ? { environment: { HIKUBE_ENDPOINT: emulator.endpoint } } : {}),
    ...more(emulator),
  };
  // Awaited here, because the emulator ends with this function.
  return await hikube(emulator, words.slice(1), options);
}

describe.each(COMMANDS)('%s', (name, command) => {
  test('has examples of itself', () => {
    expect(command.examples.length).toBeGreaterThan(0);
    for (const line of command.examples) expect(line.startsWith(`${name}`), line).toBe(true);
  });

  test.each(command.examples.map((line) => [line]))('%s', async (line) => {
    const { code, stderr } = await run(line);
    expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
  });

  test('shows its help', async () => {
    const { code, stdout } = await hikube(world, [...name.split(' ').slice(1), '--help']);
    expect(code).toBe(0);
    for (const line of command.examples) expect(stdout).toContain(line);
  });
});

/** Prints a program, or starts one. */
const OTHERWISE = /^hikube (?:completion|emulator) /;

describe.each(COMMANDS)('%s, while a warning is due', (_name, { examples }) => {
  test.each(examples.map((line) => [line]))('%s prints JSON, and the warning elsewhere', async (line) => {
    let asked = 0;
    // Every answer says that what was asked for will go.
    const ageing = (emulator: Emulator): Partial<FakeOptions> => ({
      fetch: async (request, init) => {
        asked += 1;
        const answer = await emulator.fetch(request, init);
        answer.headers.set('Deprecation', '@1767225600');
        return answer;
      },
    });
    const plain = line.replace(/ -o \S+/, '').replace(/ --quiet\b/, '');
    const { stdout, stderr, code } = await run(`${plain} -o json`, ageing);
    expect(code).toBe(0);
    if (!OTHERWISE.test(line) && stdout !== '') JSON.parse(stdout);
    expect(stderr.includes('warning: ')).toBe(asked > 0);
  });
});

describe('the README', () => {
  test('has every exit code', () => {
    const rows = Object.values(EXIT_CODES).map(([code, means]) => `| ${code} | ${means} |`);
    expect(README).toContain(rows.join('\n'));
  });

  test('shows commands', () => expect(SHOWN.length).toBeGreaterThan(5));

  test.each(SHOWN.map((line) => [line]))('%s', async (line) => {
    const { code, stderr } = await run(line);
    expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
  });
});
