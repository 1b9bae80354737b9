// Writers that remember what was acknowledged to them while the service is killed, and look whether it is still there.
import { createClient, type Hikube } from '@hikube/sdk';
import { expect } from 'vitest';
import type { ServiceProcess } from '../support/service-process.ts';

const WRITERS = 4;

/** What the service has promised: by cluster, the last value of a counter that it acknowledged. */
export type Promised = Map<string, number>;

/** Writes until the service, which it kills, is gone; returns how many writes were acknowledged. */
export async function writeUntilKilled(
  service: ServiceProcess,
  promised: Promised,
  round: number,
): Promise<number> {
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
export async function check(service: ServiceProcess, promised: Promised): Promise<number> {
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
  createClient({ endpoint: service.endpoint, token: service.token, retry: { maxRetries: 0 } });
