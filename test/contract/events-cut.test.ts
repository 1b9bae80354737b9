// Events whose stream is cut behind every one of them and in the middle of every one, or after any number of them: a
// reader that goes on behind the last event that it has sees all of them once, in order.
import type { ClusterEvent } from '@hikube/openapi/client-types';
import type { ClusterEventList } from '@hikube/openapi/types';
import { createClient } from '@hikube/sdk';
import { createSeededRandom, type Random } from '@hikube/service';
import { describe, expect, test } from 'vitest';
import { scaled, scaledTimeout } from '../support/scale.ts';
import { startTestService, type TestService } from '../support/service.ts';
import { cut } from './cut-stream.ts';

const HISTORIES = scaled(1000, 50);
/** Clusters that share a service, and its time. */
const PER_WORLD = 25;
const TOKEN = 'an-administrator-of-demo';
const BASE = 'http://127.0.0.1:8642/v1';
const STEP_MS = 2_000;
const LONGEST_MS = 3_600_000;
const MOST_PER_CONNECTION = 8;

/** What a reader may never see of a numbered history. */
interface Violations {
  gaps: number;
  repeats: number;
  reorderings: number;
}

/** Compares what was read with what there is, both by number and oldest first. */
function violations(read: readonly number[], kept: readonly number[]): Violations {
  const seen = new Set(read);
  const inOrder = read.every((number, index) => index === 0 || number >= read[index - 1]!);
  return {
    gaps: kept.filter((number) => !seen.has(number)).length,
    repeats: read.length - seen.size,
    reorderings: inOrder ? 0 : 1,
  };
}

const numberOf = ({ id }: ClusterEvent): number => Number(id.slice(-12));

/**
 * How the connections of a reader end: `everywhere` in the middle of each event and behind it, `anywhere` after some
 * events, or in the middle of one.
 */
type Cuts = 'everywhere' | 'anywhere';

/** One reader over as many connections as it takes. */
class CutReader {
  readonly read: ClusterEvent[] = [];
  readonly #ended = new AbortController();
  readonly #reading: Promise<void>;
  cuts = 0;

  constructor({ service, clock }: TestService, cluster: string, places: Cuts, random: Random) {
    const hikube = createClient({
      endpoint: BASE,
      token: TOKEN,
      fetch: async (request) => {
        const response = await service.fetch(request);
        if (response.headers.get('content-type') !== 'text/event-stream') return response;
        this.cuts += 1;
        if (places === 'anywhere') return cut(response, random.int(MOST_PER_CONNECTION), random.int(2) === 0);
        return this.cuts % 2 === 1 ? cut(response, 0, true) : cut(response, 1, false);
      },
      clock: {
        now: () => clock.now(),
        sleep: (ms, signal) =>
          new Promise((resolve, reject) => {
            if (signal?.aborted === true) return reject(signal.reason);
            const cancel = clock.schedule(clock.now() + ms, resolve);
            signal?.addEventListener('abort', () => {
              cancel();
              reject(signal.reason);
            });
          }),
      },
    });
    this.#reading = (async () => {
      for await (const event of hikube.events.watch(cluster, { signal: this.#ended.signal })) {
        this.read.push(event);
      }
    })().catch((error: unknown) => {
      if (!this.#ended.signal.aborted) throw error;
    });
  }

  /** Ends with the service: a request in the same process can lose sight of who gave it up. */
  async end(dispose: Promise<void>): Promise<void> {
    this.#ended.abort(new Error('The test is over.'));
    await dispose;
    await this.#reading;
  }
}

async function eventsOf(service: TestService, cluster: string): Promise<ClusterEvent[]> {
  const path = `/clusters/${cluster}/events?limit=200`;
  const { body } = await service.api<ClusterEventList>('GET', path);
  expect(body.nextCursor).toBeNull();
  return body.items.toReversed();
}

/** Clusters that come to life and are changed at random, each with its reader. */
async function runWorld(
  seed: string,
  histories: number,
): Promise<{ readers: CutReader[]; kept: ClusterEvent[][] }> {
  const random = createSeededRandom(seed);
  const service = await startTestService({ seed, config: { quota: {} } });
  const names = Array.from({ length: histories }, (_, index) => `c${index}`);
  const readers: CutReader[] = [];
  for (const name of names) {
    await service.api('POST', '/clusters', { body: { name, topology: 'development' } });
    // Some read from the beginning, others when much has happened.
    if (random.int(2) === 0) await service.clock.advance(random.int(60_000));
    const places = readers.length % 2 === 0 ? 'everywhere' : 'anywhere';
    readers.push(new CutReader(service, name, places, random.fork(name)));
  }
  for (let change = 0; change < histories; change += 1) {
    await changeOne(service, names, random);
    await service.clock.advance(random.int(30_000));
  }
  // All of them at one moment: a cluster that is still at work would tell more while its neighbours are waited for.
  let kept = await Promise.all(names.map((name) => eventsOf(service, name)));
  for (let waited = 0; waited < LONGEST_MS; waited += STEP_MS) {
    const isRead = readers.every((reader, index) => reader.read.at(-1)?.id === kept[index]?.at(-1)?.id);
    if (isRead) break;
    await service.clock.advance(STEP_MS);
    kept = await Promise.all(names.map((name) => eventsOf(service, name)));
  }
  const disposed = service.dispose();
  await Promise.all(readers.map((reader) => reader.end(disposed)));
  return { readers, kept };
}

async function changeOne({ api }: TestService, names: readonly string[], random: Random): Promise<void> {
  const cluster = `/clusters/${names[random.int(names.length)]}`;
  const change = random.int(3);
  if (change === 0) await api('PATCH', cluster, { body: { displayName: `v${random.int(1000)}` } });
  if (change === 1) await api('PUT', `${cluster}/addons/velero`, { body: {} });
  if (change === 2) {
    const name = `g${random.int(1000)}`;
    await api('POST', `${cluster}/node-groups`, { body: { name, minReplicas: 1, maxReplicas: 2 } });
  }
}

test('events: nothing is missed, repeated or out of order, wherever a connection is cut', {
  timeout: scaledTimeout(300_000),
}, async () => {
  const totals = { histories: 0, events: 0, cuts: 0, gaps: 0, repeats: 0, reorderings: 0 };
  while (totals.histories < HISTORIES) {
    const histories = Math.min(PER_WORLD, HISTORIES - totals.histories);
    const { readers, kept } = await runWorld(`streams ${totals.histories}`, histories);
    for (const [index, reader] of readers.entries()) {
      const found = violations(reader.read.map(numberOf), kept[index]!.map(numberOf));
      totals.gaps += found.gaps;
      totals.repeats += found.repeats;
      totals.reorderings += found.reorderings;
      expect(reader.read).toEqual(kept[index]);
      // In the middle and behind, each of them.
      if (index % 2 === 0) expect(reader.cuts).toBeGreaterThanOrEqual(2 * kept[index]!.length);
      totals.events += reader.read.length;
      totals.cuts += reader.cuts;
    }
    totals.histories += histories;
  }
  const { histories, events, cuts, gaps, repeats, reorderings } = totals;
  console.log(
    `event streams: ${histories} histories, ${events} events, ${cuts} connections, half of the readers cut in the middle ` +
      `of and behind every event, half after any number of them: ${gaps} gaps, ${repeats} repeats, ${reorderings} reorderings`,
  );
  expect([gaps, repeats, reorderings]).toEqual([0, 0, 0]);
});

describe('the check itself', () => {
  test.each([
    ['a gap', [1, 3], { gaps: 1, repeats: 0, reorderings: 0 }],
    ['a repeat', [1, 2, 2, 3], { gaps: 0, repeats: 1, reorderings: 0 }],
    ['a reordering', [1, 3, 2], { gaps: 0, repeats: 0, reorderings: 1 }],
  ])('finds %s', (_name, read, found) => {
    expect(violations(read, [1, 2, 3])).toEqual(found);
  });
});
