// The stream of an operation, cut again and again in the middle of a state and behind one: each connection begins with how it
// is now, and however often it breaks, the reader never sees the operation go back and always sees it end.
import type { Operation } from '@hikube/openapi/types';
import { createSeededRandom, type Random } from '@hikube/service';
import { describe, expect, test } from 'vitest';
import { scaled, scaledTimeout } from '../support/scale.ts';
import { startTestService, type TestService } from '../support/service.ts';
import { cut } from './cut-stream.ts';

const HISTORIES = scaled(1000, 50);
/** Operations that share a service, and its time. */
const PER_WORLD = 25;
const STEP_MS = 1_000;
const LONGEST_MS = 3_600_000;
const STATUSES: readonly Operation['status'][] = ['pending', 'running'];

/** Whether one state can come after another. */
function isAfter(later: Operation, earlier: Operation): boolean {
  if (earlier.endedAt !== null) return false;
  if (later.endedAt !== null) return true;
  const rank = ({ status }: Operation) => STATUSES.indexOf(status);
  return rank(later) >= rank(earlier) && later.progress.percent >= earlier.progress.percent;
}

/** How often a reader saw an operation go back, or the same state twice. */
function steps(states: readonly Operation[]): { back: number; repeated: number } {
  const found = { back: 0, repeated: 0 };
  states.forEach((state, index) => {
    const before = states[index - 1];
    if (before === undefined) return;
    if (JSON.stringify(before) === JSON.stringify(state)) found.repeated += 1;
    else if (!isAfter(state, before)) found.back += 1;
  });
  return found;
}

/** Reads one operation over as many connections as it takes, each cut. */
class CutReader {
  readonly #service: TestService;
  readonly #id: string;
  /** What came over each connection. */
  readonly connections: Operation[][] = [];
  /** Connections that began with something older than what could be read before. */
  stale = 0;
  readonly reading: Promise<void>;
  hasEnded = false;

  constructor(service: TestService, id: string) {
    this.#service = service;
    this.#id = id;
    this.reading = this.#readAll();
  }

  /** Without what a new connection repeats. */
  get states(): Operation[] {
    const all = this.connections.flat();
    return all.filter(
      (state, index) => index === 0 || JSON.stringify(state) !== JSON.stringify(all[index - 1]),
    );
  }

  async #readAll(): Promise<void> {
    for (let number = 1; !this.hasEnded; number += 1) {
      const before = await this.#now();
      const states = await this.#connect(number);
      const [first] = states;
      if (first !== undefined && steps([before, first]).back > 0) this.stale += 1;
      this.connections.push(states);
      this.hasEnded = states.at(-1)?.endedAt !== null && states.length > 0;
    }
  }

  async #now(): Promise<Operation> {
    return (await this.#service.api<Operation>('GET', `/operations/${this.#id}`)).body;
  }

  /** Each third connection lives to see a change; the others end in the middle of the first state, and behind it. */
  async #connect(number: number): Promise<Operation[]> {
    const headers = { authorization: 'Bearer an-administrator-of-demo', accept: 'text/event-stream' };
    const url = `http://127.0.0.1:8642/v1/operations/${this.#id}`;
    const whole = await this.#service.service.fetch(new Request(url, { headers }));
    const states: Operation[] = [];
    const response = cut(whole, number % 3 === 0 ? 2 : number % 3 === 1 ? 0 : 1, number % 3 === 1);
    const decoder = new TextDecoder();
    let text = '';
    try {
      for await (const chunk of response.body!) text += decoder.decode(chunk, { stream: true });
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
    for (const block of text.split('\n\n').slice(0, -1)) {
      const data = /^data: (.*)$/m.exec(block)?.[1];
      if (data !== undefined) states.push(JSON.parse(data) as Operation);
    }
    return states;
  }
}

async function begin(service: TestService, name: string, random: Random): Promise<string> {
  const nodeGroups = random.int(2) === 0 ? {} : { web: { minReplicas: 1 + random.int(3), maxReplicas: 4 } };
  const body = { name, topology: 'development', nodeGroups };
  const { id } = (await service.api<Operation>('POST', '/clusters', { body })).body;
  if (random.int(4) > 0) return id;
  await service.finish({ id });
  const deletion = await service.api<Operation>('DELETE', `/clusters/${name}`);
  return deletion.body.id;
}

async function runWorld(seed: string, histories: number): Promise<CutReader[]> {
  const random = createSeededRandom(seed);
  const service = await startTestService({ seed, config: { quota: {} } });
  const readers: CutReader[] = [];
  for (let index = 0; index < histories; index += 1) {
    const id = await begin(service, `c${index}`, random);
    readers.push(new CutReader(service, id));
    await service.clock.advance(random.int(5_000));
  }
  for (let waited = 0; waited < LONGEST_MS && readers.some(({ hasEnded }) => !hasEnded); waited += STEP_MS) {
    await service.clock.advance(STEP_MS);
  }
  await Promise.all(readers.map(({ reading }) => reading));
  await service.dispose();
  return readers;
}

test('an operation never goes back and always ends, wherever a connection is cut', {
  timeout: scaledTimeout(300_000),
}, async () => {
  const totals = { histories: 0, connections: 0, states: 0, back: 0, repeated: 0, stale: 0, ended: 0 };
  while (totals.histories < HISTORIES) {
    const histories = Math.min(PER_WORLD, HISTORIES - totals.histories);
    for (const reader of await runWorld(`operations ${totals.histories}`, histories)) {
      totals.connections += reader.connections.length;
      totals.states += reader.states.length;
      totals.back += steps(reader.states).back;
      for (const states of reader.connections) totals.repeated += steps(states).repeated;
      totals.stale += reader.stale;
      if (reader.states.at(-1)?.status === 'succeeded') totals.ended += 1;
    }
    totals.histories += histories;
  }
  const { histories, connections, states, back, repeated, stale, ended } = totals;
  console.log(
    `operation streams: ${histories} histories, ${states} states over ${connections} connections cut in the middle of a state ` +
      `or behind it: ${back} steps back, ${repeated} repeated on one connection, ${stale} stale beginnings, ${ended} ends seen`,
  );
  expect({ back, repeated, stale, ended }).toEqual({ back: 0, repeated: 0, stale: 0, ended: histories });
  expect(connections).toBeGreaterThan(1.5 * states);
});

describe('the check itself', () => {
  const state = (percent: number, status: Operation['status'], endedAt: string | null = null) =>
    ({ status, endedAt, progress: { percent } }) as Operation;

  test.each([
    ['nothing in what goes on', [state(0, 'pending'), state(5, 'running'), state(9, 'running')], [0, 0]],
    ['a step back in percent', [state(9, 'running'), state(5, 'running')], [1, 0]],
    ['a step back in status', [state(0, 'running'), state(0, 'pending')], [1, 0]],
    ['life after the end', [state(9, 'succeeded', 'now'), state(9, 'running')], [1, 0]],
    ['a state that comes twice', [state(9, 'running'), state(9, 'running')], [0, 1]],
  ])('finds %s', (_name, states, [back, repeated]) => {
    expect(steps(states)).toEqual({ back, repeated });
  });
});
