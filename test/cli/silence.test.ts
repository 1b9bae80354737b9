// Somebody who takes a request and says nothing for a while: a person reads once who that is.
import type { Emulator } from '@hikube/emulator';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '../../cli/src/host/clock.ts';
import { createWorld, directTo, hikube } from './world.ts';

let world: Emulator;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

/** A clock that passes only while an answer is waited for. */
function heldClock() {
  let now = 0;
  let timers: { readonly at: number; readonly run: () => void }[] = [];
  return {
    ...systemClock,
    after(ms: number, run: () => void) {
      const timer = { at: now + ms, run };
      timers.push(timer);
      return () => {
        timers = timers.filter((each) => each !== timer);
      };
    },
    pass(ms: number) {
      now += ms;
      const due = timers.filter(({ at }) => at <= now);
      timers = timers.filter(({ at }) => at > now);
      for (const { run } of due) run();
    },
    get isIdle() {
      return timers.length === 0;
    },
  };
}

/** Runs a command whose every answer takes that long. */
async function run(words: readonly string[], answerMs: number, server?: string) {
  const clock = heldClock();
  const slow = (request: Request) => {
    clock.pass(answerMs);
    return world.fetch(request);
  };
  const direct = async () => ({
    ...directTo({ endpoint: world.endpoint, token: world.token, fetch: slow as Emulator['fetch'] }),
    server: () => server,
  });
  const ran = await hikube(world, words, { clock, fetch: slow, direct });
  return { ...ran, isIdle: clock.isIdle };
}

const LIST = ['cluster', 'list', '-o', 'name'];
const DIRECT = ['--kubeconfig', '/a.yaml', '--kube-context', 'acme', '--namespace', 'tenant-acme'];

test('whoever has not answered for a while is named', async () => {
  const { stdout, stderr, isIdle } = await run(LIST, 11_000);
  expect(stderr).toBe(`No answer of ${new URL(world.endpoint).origin} yet; waiting on.\n`);
  expect([stdout, isIdle]).toEqual(['cluster/prod\ncluster/test\n', true]);
});

test('it is said once, however many answers take so long', async () => {
  const { stderr } = await run(['cluster', 'get', 'prod'], 11_000);
  expect(stderr.match(/No answer of/g)).toHaveLength(1);
});

test.each([
  ['who answers soon', LIST, 9_000],
  ['who wants nothing but the result', [...LIST, '--quiet'], 11_000],
  ['an answer that is held back as it was asked to', ['api', 'GET', '/tenant?wait=1s'], 11_000],
])('of %s nothing is said', async (_who, words, answerMs) => {
  const { stderr, isIdle } = await run(words, answerMs);
  expect(stderr).not.toContain('No answer');
  expect(isIdle).toBe(true);
});

test('without a service it is the server of the kubeconfig', async () => {
  const { stdout, stderr } = await run([...LIST, ...DIRECT], 11_000, 'https://10.0.0.1:6443');
  expect(stderr).toBe('No answer of https://10.0.0.1:6443 yet; waiting on.\n');
  expect(stdout).toBe('cluster/prod\ncluster/test\n');
});

test('a kubeconfig that is not read yet is named itself', async () => {
  const { stderr } = await run([...LIST, ...DIRECT], 11_000);
  expect(stderr).toBe('No answer of tenant-acme by acme of /a.yaml yet; waiting on.\n');
});

test('a call that fails leaves nothing behind', async () => {
  const clock = heldClock();
  const fetch = () => Promise.reject(new TypeError('fetch failed'));
  const sleep = async () => clock.pass(4_000);
  const { code, stderr } = await hikube(world, LIST, { clock: { ...clock, sleep }, fetch });
  expect(code).toBe(8);
  // Five attempts, and a while between each.
  expect(stderr).toMatch(/^No answer of .*; waiting on\.\nerror: /);
  expect(clock.isIdle).toBe(true);
});
