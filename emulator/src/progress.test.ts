// Somebody who watches work sees each of its steps, although time jumps.
import { createClient, type Operation, WaitTimeoutError } from '@hikube/sdk';
import { afterEach, expect, test } from 'vitest';
import { turn } from './clock.ts';
import { createEmulator, type Emulator } from './emulator.ts';
import { listen } from './node/index.ts';

const open: AsyncDisposable[] = [];
afterEach(async () => {
  for (const each of open.splice(0).reverse()) await each[Symbol.asyncDispose]();
});

async function start(): Promise<Emulator> {
  const emulator = await createEmulator();
  open.push(emulator);
  return emulator;
}

const PROD = { name: 'prod', nodeGroups: { web: { minReplicas: 2, maxReplicas: 4 } } } as const;

/** What a reader of progress goes by. */
const told = ({ status, phase, progress }: Operation) => `${status} ${progress.percent} % ${phase}`;

/** The same work, as the stream of the API tells it. */
async function streamed(emulator: Emulator, id: string): Promise<string[]> {
  const response = await emulator.fetch(`${emulator.endpoint}/operations/${id}`, {
    headers: { Accept: 'text/event-stream', Authorization: `Bearer ${emulator.token}` },
  });
  const text = await response.text();
  return [...text.matchAll(/^data: (.*)$/gm)].map(([, data]) => told(JSON.parse(data!) as Operation));
}

function expectSteps(states: readonly string[]): void {
  expect(states.at(-1)).toBe('succeeded 100 % Done');
  expect(states.length).toBeGreaterThan(6);
  const percents = states.map((state) => Number(/(\d+) %/.exec(state)![1]));
  expect(percents).toEqual([...percents].sort((a, b) => a - b));
  expect(percents.filter((percent) => percent > 0 && percent < 100).length).toBeGreaterThan(4);
}

test('a wait with progress sees all that a stream of the same work tells, in the same order', async () => {
  const watched: string[] = [];
  const hikube = (await start()).client();
  await hikube.clusters.create(PROD).wait({ onProgress: (state) => void watched.push(told(state)) });
  expectSteps(watched);
  const again = await start();
  const { id } = await again.client().clusters.create(PROD).accepted;
  const stream = await streamed(again, id);
  expect(watched.slice(-stream.length)).toEqual(stream);
});

test('it takes no longer by the clock of the emulator than a wait for the end', async () => {
  const [one, other] = [await start(), await start()];
  await one.client().clusters.create(PROD);
  await other
    .client()
    .clusters.create(PROD)
    .wait({ onProgress() {} });
  // A machine that stands still for a second may end a wait without news, and then half a second passes before the next.
  expect(other.clock.now() - one.clock.now()).toBeLessThan(5_000);
});

test('whoever takes his time to show a step misses none', async () => {
  const states: string[] = [];
  for await (const state of (await start()).client().clusters.create(PROD)) {
    states.push(told(state));
    for (let passed = 0; passed < 20; passed += 1) await turn();
  }
  expectSteps(states);
});

test('a client behind a socket sees the same', async () => {
  const emulator = await start();
  const listening = await listen(emulator);
  open.push(listening);
  const states: string[] = [];
  const remote = createClient({ endpoint: listening.endpoint, token: emulator.token });
  await remote.clusters.create(PROD).wait({ onProgress: (state) => void states.push(told(state)) });
  expectSteps(states);
});

test('a wait of a longer time is answered at the end, and a read without one at once', async () => {
  const emulator = await start();
  const { id } = await emulator.client().clusters.create(PROD).accepted;
  const ask = async (query: string): Promise<Operation> => {
    const headers = { Authorization: `Bearer ${emulator.token}` };
    const response = await emulator.fetch(`${emulator.endpoint}/operations/${id}${query}`, { headers });
    return (await response.json()) as Operation;
  };
  expect((await ask('')).progress.percent).toBe(0);
  expect((await ask('?wait=60s')).progress.percent).toBe(100);
});

test.each([5_000, 60_000, 600_000])(
  'a wait that is given up after %i ms says how it stands then',
  async (timeoutMs) => {
    const emulator = await createEmulator({ faults: [{ kind: 'NodeNeverJoins' }] });
    open.push(emulator);
    const hikube = emulator.client();
    const begun = emulator.clock.now();
    const creation = hikube.clusters.create(PROD);
    const error = await creation.wait({ timeoutMs }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(WaitTimeoutError);
    expect(emulator.clock.now() - begun).toBe(timeoutMs);
    const now = await hikube.operations.get((await creation.accepted).id);
    expect(told((error as WaitTimeoutError).operation)).toBe(told(now));
    expect(now.status).toBe('running');
  },
);
