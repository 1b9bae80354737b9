// How long an acknowledged change takes, over the least that makes anything durable: a bare commit of the same store.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { ServiceProcess } from '../../support/service-process.ts';
import { type Figure, ratio } from '../figure.ts';

const ROUNDS = 5;
const WRITES = 96;

/** Commits of one row of the size of a change, one after the other: milliseconds for all of them. */
export type Floor = (count: number) => Promise<number>;

/** Needs sixteen clusters in the service. */
export async function writeFigures(service: ServiceProcess, floor: Floor, store: string): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const writers of [1, 16]) {
    figures.push(
      await ratio(
        () => patches(service, writers, WRITES),
        () => floor(WRITES),
        {
          name: `service: time of ${WRITES} PATCHes by ${writers === 1 ? 'one writer' : `${writers} writers`}, ${store}`,
          per: 'as many bare commits, one after the other',
          aim: 1.25,
          rounds: ROUNDS,
        },
      ),
    );
  }
  return figures;
}

let turn = 0;

async function patches(service: ServiceProcess, writers: number, count: number): Promise<number> {
  const started = performance.now();
  await Promise.all(
    Array.from({ length: writers }, async (_, writer) => {
      for (let index = 0; index < count / writers; index++) await patch(service, `bench-${writer}`);
    }),
  );
  return performance.now() - started;
}

async function patch(service: ServiceProcess, name: string): Promise<void> {
  const answer = await fetch(`${service.endpoint}/clusters/${name}`, {
    method: 'PATCH',
    headers: {
      Authorization: `Bearer ${service.token}`,
      'Content-Type': 'application/merge-patch+json',
    },
    body: JSON.stringify({ labels: { turn: String(turn++) } }),
  });
  const text = await answer.text();
  if (answer.status !== 202) throw new Error(`PATCH was answered ${answer.status}: ${text}`);
}

/** SQLite as the service sets it up: a commit is on the disk when it returns. */
export function sqliteFloor(folder: string): Floor & { close(): void } {
  const database = new DatabaseSync(join(folder, 'floor.db'));
  database.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE t (k TEXT PRIMARY KEY, v BLOB)',
  );
  const insert = database.prepare('INSERT INTO t VALUES (?, ?)');
  const run = async (count: number): Promise<number> => {
    const started = performance.now();
    for (let index = 0; index < count; index++) {
      database.exec('BEGIN IMMEDIATE');
      insert.run(crypto.randomUUID(), randomBytes(4096));
      database.exec('COMMIT');
    }
    return performance.now() - started;
  };
  return Object.assign(run, { close: () => database.close() });
}
