// Writers that remember what was acknowledged to them while the service is killed, and look whether it is still there.
import { createClient, type Hikube } from '@hikube/sdk';
import { expect } from 'vitest';
import type { ServiceProcess } from '../support/service-process.ts';

const WRITERS = 4;

/** What the service has promised: by cluster, the last value of a counter that it acknowledged. */
type Promised = Map<string, number>;

/** The kill comes somewhere in the first so many acknowledged writes of a round. */
const MOST_PER_ROUND = 60;

/** Writes until the service, which it kills, is gone; returns how many writes were acknowledged. */
async function writeUntilKilled(service: ServiceProcess, promised: Promised, round: number): Promise<number> {
  const hikube = clientOf(service);
  const gone = new AbortController();
  // After a number of writes, and not after a time, in which a busy machine would not have come to any.
  const last = 1 + Math.floor(Math.random() * MOST_PER_ROUND);
  let acknowledged = 0;
  let killed: Promise<void> | undefined;
  const acknowledge = (name: string, count: number): void => {
    promised.set(name, count);
    acknowledged += 1;
    if (acknowledged !== last) return;
    // A moment later the others are anywhere between their request and their answer.
    killed = new Promise((resolve) => setTimeout(resolve, Math.random() * 5)).then(async () => {
      await service.kill();
      gone.abort();
    });
  };
  await Promise.all(
    Array.from({ length: WRITERS }, (_, writer) =>
      write(hikube, `r${round}-w${writer}`, acknowledge, gone.signal),
    ),
  );
  await killed;
  return acknowledged;
}

/** Creates a cluster and counts up one of its labels until the service is gone. */
async function write(
  hikube: Hikube,
  name: string,
  acknowledge: (name: string, count: number) => void,
  signal: AbortSignal,
): Promise<void> {
  try {
    await hikube.clusters.create({ name, topology: 'development', labels: { count: '0' } }).accepted;
    acknowledge(name, 0);
    for (let count = 1; !signal.aborted; count++) {
      await hikube.clusters.update(name, { labels: { count: String(count) } }).accepted;
      acknowledge(name, count);
    }
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'ConnectionError') throw error;
  }
}

/** A write whose answer was lost may have arrived: a counter can be ahead of the promise, never behind it. */
async function check(service: ServiceProcess, promised: Promised): Promise<number> {
  const hikube = clientOf(service);
  const found = new Map<string, number>();
  for await (const cluster of hikube.clusters.list({ limit: 200 })) {
    found.set(cluster.name, Number(cluster.labels['count']));
  }
  for (const [name, count] of promised) {
    expect(found.get(name), `${name} was acknowledged`).toBeDefined();
    expect(found.get(name), `${name} was acknowledged with ${count}`).toBeGreaterThanOrEqual(count);
  }
  return promised.size;
}

/** Kills one service after the other, and looks after each kill and once more at the end. @param start resolves when it serves */
export async function killAgainAndAgain(
  kills: number,
  start: () => Promise<ServiceProcess>,
): Promise<string> {
  const promised: Promised = new Map();
  const readyMs: number[] = [];
  let acknowledged = 0;
  let checked = 0;
  for (let round = 0; round <= kills; round += 1) {
    const begun = performance.now();
    const service = await start();
    readyMs.push(performance.now() - begun);
    // The first thing after a restart: everything that was ever promised is there.
    checked += await check(service, promised);
    if (round < kills) acknowledged += await writeUntilKilled(service, promised, round);
    else await service.stop();
  }
  expect(acknowledged).toBeGreaterThan(kills);
  readyMs.sort((a, b) => a - b);
  const median = readyMs[Math.floor(readyMs.length / 2)]!;
  return (
    `${kills} kills, ${acknowledged} writes acknowledged, ${checked} promises checked, 0 lost; ready again after ` +
    `${Math.round(median)} ms (median), ${Math.round(readyMs.at(-1)!)} ms at most`
  );
}

/** Does not try again: a retry would hide what was lost. */
const clientOf = (service: ServiceProcess) =>
  createClient({ endpoint: service.endpoint, token: service.token, retry: { maxRetries: 0 } });
