// Tab, as a shell asks the packed command for it: words at the cost of Node alone, names once in half a minute, and silence when
// the API is away.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createEmulator, type Emulator } from '@hikube/emulator';
import { type Listening, listen } from '@hikube/emulator/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Installed, install } from './installed.ts';

let installed: Installed;
let emulator: Emulator;
let listening: Listening;
let who: Record<string, string>;
let answered = 0;

beforeAll(async () => {
  installed = await install();
  emulator = await createEmulator();
  listening = await listen(emulator, {
    onAnswer: () => {
      answered += 1;
    },
  });
  who = { HIKUBE_ENDPOINT: listening.endpoint, HIKUBE_TOKEN: emulator.token };
  await emulator.client().clusters.create({ name: 'prod', topology: 'development' });
});
afterAll(async () => {
  await listening?.close();
  await emulator?.close();
  await installed?.dispose();
});

const complete = (words: readonly string[], more: Record<string, string> = who) =>
  installed.run(['complete', '--', ...words], more);
const proposed = (stdout: string) => stdout.split('\n').flatMap((line) => line.split('\t')[0] || []);

test('words are there nearly as soon as Node says nothing, and nobody is asked', async () => {
  const typed = ['cluster', 'create', 'x', '--topology', 'p'];
  // The bench holds it against 1.5; loading all commands would take three.
  const times = await installed.timesNode(['complete', '--', ...typed], 2, who);
  console.log(`hikube: words at Tab take ${times.toFixed(2)} of node -e 0`);
  expect(proposed((await complete(typed)).stdout)).toEqual(['production']);
  expect(proposed((await complete(['clu'])).stdout)).toEqual(['cluster']);
  expect(answered).toBe(0);
});

test('names are asked for once, and for the next Tab not again', async () => {
  const before = answered;
  for (const words of [
    ['cluster', 'get', ''],
    ['cluster', 'get', 'p'],
    ['cluster', 'delete', 'pr'],
  ]) {
    const { stdout, stderr, code } = await complete(words);
    expect({ names: proposed(stdout), stderr, code }).toEqual({ names: ['prod'], stderr: '', code: 0 });
  }
  expect(answered - before).toBe(1);
});

test('an API that never answers is left alone within a second, without a word', async () => {
  let asked = 0;
  const silent = createServer(() => {
    asked += 1;
  }).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const { port } = silent.address() as AddressInfo;
  const away = { ...who, HIKUBE_ENDPOINT: `http://127.0.0.1:${port}/v1` };
  try {
    for (let tab = 0; tab < 2; tab += 1)
      expect(await complete(['cluster', 'get', ''], away)).toEqual({ code: 0, stdout: '', stderr: '' });
    // The second Tab knows already.
    expect(asked).toBe(1);
  } finally {
    silent.closeAllConnections();
    silent.close();
  }
});
