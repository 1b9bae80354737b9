// The service dies at random moments while it is written to. What it acknowledged is there when it is back.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient, type Hikube } from '@hikube/sdk';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { scaled, scaledTimeout } from '../support/scale.ts';
import { type ServiceProcess, startServiceProcess } from '../support/service-process.ts';

/** Kills in the full run; never fewer than five. */
const KILLS = scaled(20, 5);
const WRITERS = 4;
const TOKEN = 'kill-test-token';

let scratch: string;
beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'hikube-kill-'));
});
afterEach(() => rm(scratch, { recursive: true, force: true }));

/** What the service has promised: by cluster, the last value of a counter that it acknowledged. */
type Promised = Map<string, number>;

test(
  `kill -9 of the service ${KILLS} times during writes loses nothing that was acknowledged`,
  async () => {
    const promised: Promised = new Map();
    let acknowledged = 0;
    let port = 0;
    let checked = 0;
    for (let round = 0; round < KILLS; round++) {
      const service = await startServiceProcess({
        dataDirectory: join(scratch, 'data'),
        port,
        token: TOKEN,
        speed: 60,
      });
      port = service.port;
      // The first thing after a restart: everything that was ever promised is there.
      checked += await check(service, promised);
      acknowledged += await writeUntilKilled(service, promised, round);
    }
    const last = await startServiceProcess({
      dataDirectory: join(scratch, 'data'),
      port,
      token: TOKEN,
      speed: 60,
    });
    checked += await check(last, promised);
    await last.stop();
    console.log(`${KILLS} kills, ${acknowledged} writes acknowledged, ${checked} promises checked, 0 lost`);
    expect(acknowledged).toBeGreaterThan(KILLS);
  },
  scaledTimeout(300_000, 120_000),
);

async function writeUntilKilled(service: ServiceProcess, promised: Promised, round: number): Promise<number> {
  const hikube = clientOf(service);
  const killed = new AbortController();
  const writers = Array.from({ length: WRITERS }, (_, writer) =>
    write(hikube, `r${round}-w${writer}`, promised, killed.signal),
  );
  // Somewhere between the first write and a few dozen.
  await new Promise((resolve) => setTimeout(resolve, 60 + Math.random() * 400));
  await service.kill();
  killed.abort();
  return (await Promise.all(writers)).reduce((sum, count) => sum + count, 0);
}

/** Creates a cluster and counts up one of its labels until the service is gone; returns what was acknowledged. */
async function write(hikube: Hikube, name: string, promised: Promised, signal: AbortSignal): Promise<number> {
  let acknowledged = 0;
  try {
    await hikube.clusters.create({ name, topology: 'development', labels: { count: '0' } }).accepted;
    promised.set(name, 0);
    acknowledged++;
    for (let count = 1; !signal.aborted; count++) {
      await hikube.clusters.update(name, { labels: { count: String(count) } }).accepted;
      promised.set(name, count);
      acknowledged++;
    }
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'ConnectionError') throw error;
  }
  return acknowledged;
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

/** Does not try again: a retry would hide what was lost. */
const clientOf = (service: ServiceProcess) =>
  createClient({ endpoint: service.endpoint, token: TOKEN, retry: { maxRetries: 0 } });
