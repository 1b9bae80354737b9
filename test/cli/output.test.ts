// What is printed where: one document on standard output, words elsewhere, and a terminal that is left as it was.
import type { Emulator } from '@hikube/emulator';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { createWorld, hikube } from './world.ts';

let world: Emulator;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const words = (line: string) => line.split(' ');

/** Commands that read, and those that write, with something to say beside the result. */
const LINES = [
  ...[
    'cluster list',
    'cluster get prod',
    'node-group list',
    'node list',
    'addon list prod',
    'upgrade plan prod',
  ],
  ...[
    'upgrade list prod',
    'events prod',
    'operation list',
    'catalogue versions',
    'catalogue addons',
    'quota',
    'token list',
  ],
  ...[
    'kubeconfig list prod',
    'volume list',
    'auth status',
    'context list',
    'explain',
    'export prod',
    'api GET /tenant',
  ],
  ...[
    'cluster create x --no-wait',
    'cluster create x',
    'cluster create x --preview',
    'node-group update prod web --max-replicas 4',
  ],
  ...[
    'addon enable prod monitoring',
    'cluster delete test --yes',
    'cluster wait prod',
    'kubeconfig revoke prod',
  ],
  ...['upgrade start prod --target-version 1.35 --yes', 'token create --scopes read', 'auth token'],
];

describe.each(LINES)('%s', (line) => {
  test('prints one JSON document and one YAML document, and they say the same', async () => {
    await using one = await world.fork();
    await using two = await world.fork();
    const json = await hikube(one, [...words(line), '-o', 'json']);
    const yaml = await hikube(two, [...words(line), '-o', 'yaml']);
    expect([json.code, yaml.code]).toEqual([0, 0]);
    expect(parse(yaml.stdout)).toEqual(JSON.parse(json.stdout));
  });

  test('prints as text something that a person can read, without colours on a pipe', async () => {
    await using emulator = await world.fork();
    const { stdout, stderr, code } = await hikube(emulator, words(line));
    expect(code).toBe(0);
    expect(stdout + stderr).not.toMatch(/\[object|undefined/);
    expect(stdout + stderr).not.toContain('\u001b');
    expect(stdout + stderr).not.toBe('');
  });

  test('is silent beside the result with --quiet', async () => {
    await using emulator = await world.fork();
    expect((await hikube(emulator, [...words(line), '--quiet'])).stderr).toBe('');
  });
});

test.each([
  ['export prod -o name', 'cluster/prod'],
  ['export prod -o jsonpath={.spec.nodeGroups.web.maxReplicas}', '10'],
  ['auth token -o jsonpath=<{.token}>', '<TOKEN>'],
  ['node-group list --labels team=shop -o name', ''],
])('%s', async (line, expected) => {
  const { code, stdout } = await hikube(world, words(line));
  expect([code, stdout.trimEnd()]).toEqual([0, expected.replace('TOKEN', world.token)]);
});

test.each([
  ['a template that ends its lines itself adds none', '{range .items[*]}{.name}{"\\n"}{end}', 'prod\ntest\n'],
  ['any other ends its line', '{.items[*].name}', 'prod test\n'],
  [
    'nothing is no empty line, where there is nothing to go through',
    '{range .none[*]}{.name}{"\\n"}{end}',
    '',
  ],
  ['a value that is absent is an empty line', '{.none}', '\n'],
])('of jsonpath, %s', async (_, template, expected) => {
  const { code, stdout } = await hikube(world, ['cluster', 'list', '-o', `jsonpath=${template}`]);
  expect([code, stdout]).toEqual([0, expected]);
});

test('a table is no wider than the terminal, and whole on a pipe', async () => {
  const narrow = await hikube(world, ['cluster', 'list'], { isTerminal: true, columns: 40 });
  for (const row of narrow.stdout.trimEnd().split('\n')) expect([...row].length).toBeLessThanOrEqual(40);
  expect((await hikube(world, ['cluster', 'list'], { columns: 40 })).stdout).toContain(
    'geneva,gland,lucerne',
  );
});

describe('one long sentence in a table', () => {
  const SENTENCE = 'waiting for the upgrade of all node groups, '.repeat(3).trim();
  const fetch = async (request: Request) => {
    const answer = await world.fetch(request);
    const { items } = (await answer.json()) as { items: { phase: string }[] };
    items[0]!.phase = SENTENCE;
    return Response.json({ items }, answer);
  };

  test('gives way on a terminal, before the names and the times beside it', async () => {
    const { stdout } = await hikube(world, ['operation', 'list'], { fetch, isTerminal: true, columns: 140 });
    const [, long = '', short = ''] = stdout.split('\n');
    expect([...long].length).toBeLessThanOrEqual(140);
    expect(long).toMatch(/op-\S+ .*waiting for .*… +20\d\d-\S+Z$/);
    expect(short.indexOf('20')).toBe(short.search(/20\d\d-\S+Z$/));
  });

  test('is whole on a pipe, and every value stands below its title', async () => {
    const { stdout } = await hikube(world, ['operation', 'list'], { fetch });
    const [titles = '', ...rows] = stdout.trimEnd().split('\n');
    expect(rows[0]).toContain(SENTENCE);
    for (const row of rows) expect(row.search(/20\d\d-\S+Z$/)).toBe(titles.indexOf('CREATED'));
  });
});

test('what comes from elsewhere cannot move the cursor', async () => {
  await using emulator = await world.fork();
  const fetch = async (request: Request) => {
    const answer = await emulator.fetch(request);
    return new Response((await answer.text()).replaceAll('"prod"', '"pr\\u001b[2Jod"'), answer);
  };
  const { stdout } = await hikube(emulator, ['cluster', 'list'], { fetch, isTerminal: true });
  expect(stdout).not.toContain('\u001b');
});

test('progress is one line on a terminal, drawn again and wiped', async () => {
  await using emulator = await world.fork();
  const { stderr } = await hikube(emulator, words('cluster create x'), { isTerminal: true, columns: 60 });
  const drawn = stderr.split('\r\u001b[2K').slice(1);
  expect(drawn.length).toBeGreaterThan(1);
  expect(drawn.at(-1)).toBe('');
  for (const line of drawn) expect([...line].length).toBeLessThan(60);
  expect(stderr).toMatch(/\[#+\] 100 %/);
});

test.each([
  ['on a terminal', { isTerminal: true }, [], true],
  ['on a pipe', {}, [], false],
  ['with NO_COLOR', { isTerminal: true, environment: { NO_COLOR: '1' } }, [], false],
  ['with --no-color', { isTerminal: true }, ['--no-color'], false],
  ['in a dumb terminal', { isTerminal: true, environment: { TERM: 'dumb' } }, [], false],
] as const)(
  'an error %s',
  async (_where, {
    environment,
    ...options
  }: { environment?: object; isTerminal?: boolean }, more, isPainted) => {
    const who = { HIKUBE_TOKEN: world.token, HIKUBE_ENDPOINT: world.endpoint };
    const { stderr } = await hikube(world, ['cluster', 'get', 'gone', ...more], {
      ...options,
      environment: { ...who, ...environment },
    });
    expect(stderr.includes('\u001b[31merror:')).toBe(isPainted);
  },
);

test('events are followed line by line, and Ctrl-C is how that is meant to end', async () => {
  await using emulator = await world.fork();
  const { main } = await import('../../cli/src/app.ts');
  const { fakeHost } = await import('./fake-host.ts');
  const environment = { HIKUBE_TOKEN: emulator.token, HIKUBE_ENDPOINT: emulator.endpoint };
  const host = fakeHost({ fetch: (request, init) => emulator.fetch(request, init), environment });
  const end = main(host, ['events', 'prod', '-f', '-o', 'json'], '1.0.0');
  await expect.poll(() => host.printed.stdout).toContain('ClusterRunning');
  host.interrupt();
  expect(await end).toBe(0);
  for (const line of host.printed.stdout.trimEnd().split('\n'))
    expect(JSON.parse(line)).toHaveProperty('reason');
});
