// What a shell proposes at Tab: words without the network, names with one question in half a minute, and silence when
// nobody answers.
import type { Emulator } from '@hikube/emulator';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWorld, hikube } from './world.ts';

let world: Emulator;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

async function tab(words: readonly string[], options: Parameters<typeof hikube>[2] = {}) {
  let asked = 0;
  const fetch = (request: Request) => {
    asked += 1;
    return world.fetch(request);
  };
  const { stdout, stderr, code, host } = await hikube(world, ['complete', '--', ...words], {
    fetch,
    ...options,
  });
  const names = stdout.split('\n').flatMap((line) => line.split('\t')[0] || []);
  return { names, asked, stderr, code, host };
}

test.each([
  [['clu'], ['cluster']],
  [['cluster', 'de'], ['delete']],
  [['cluster', 'create', 'x', '--topo'], ['--topology']],
  [['cluster', 'create', 'x', '--topology', 'p'], ['production']],
  [
    ['completion', ''],
    ['bash', 'zsh', 'fish'],
  ],
  [['explain', 'quota'], ['quota_exceeded']],
] as const)('%j is completed without the network', async (words, expected) => {
  expect(await tab(words)).toMatchObject({ names: expected, asked: 0, stderr: '', code: 0 });
});

test.each([
  [
    ['cluster', 'get', ''],
    ['prod', 'test'],
  ],
  [['cluster', 'get', 'p'], ['prod']],
  [['node-group', 'get', 'prod', ''], ['web']],
  [['addon', 'get', 'prod', 'cert'], ['cert-manager']],
  [['addon', 'enable', 'prod', 'ingress-t'], ['ingress-traefik']],
  [['cluster', 'create', 'x', '--version', '1.35'], ['1.35']],
  [['node-group', 'create', 'prod', 'x', '--instance-type', 'm1.large'], ['m1.large']],
] as const)('%j is completed with one question, and again with none', async (words, expected) => {
  const first = await tab(words);
  expect(first).toMatchObject({ names: expected, asked: 1, stderr: '' });
  const files = Object.fromEntries(first.host.disk);
  expect(await tab(words, { files })).toMatchObject({ names: expected, asked: 0 });
  const clock = { ...first.host.clock, now: () => first.host.clock.now() + 31_000 };
  expect(await tab(words, { files, clock })).toMatchObject({ names: expected, asked: 1 });
});

test('contexts are completed from their file', async () => {
  const contexts = { work: { endpoint: 'https://a.example', credential: { token: 'x' } } };
  const files = { '/someone/.config/hikube/config.json': JSON.stringify({ contexts }) };
  expect(await tab(['context', 'use', ''], { files })).toMatchObject({ names: ['work'], asked: 0 });
});

test.each([
  ['nobody answers', { fetch: () => new Promise<Response>(() => {}) }],
  ['the network is down', { fetch: () => Promise.reject(new TypeError('fetch failed')) }],
  ['nobody has logged in', { environment: {} }],
] as const)('when %s, nothing is printed within a second', async (_what, options) => {
  const begun = performance.now();
  const { names, stderr, code } = await tab(['cluster', 'get', ''], options);
  expect({ names, stderr, code }).toEqual({ names: [], stderr: '', code: 0 });
  // An answer it would have waited for half a minute.
  expect(performance.now() - begun).toBeLessThan(15_000);
});
