// The service under requests: what an answer takes, how long a change takes until it is safe, and what streams cost.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@hikube/sdk';
import { bundleService } from '../../server/packaging/bundle.ts';
import { findPostgres, startPostgres, withClient } from '../support/postgres.ts';
import { type ServiceProcess, startServiceProcess } from '../support/service-process.ts';
import type { Bench, Figure } from './figure.ts';
import { progress } from './progress.ts';
import { readFigures } from './requests/reads.ts';
import { closeConnections } from './requests/served.ts';
import { streamFigures } from './requests/streams.ts';
import { type Floor, sqliteFloor, writeFigures } from './requests/writes.ts';

const CLUSTERS = 60;
const UNLIMITED = { HIKUBE_RATE_LIMIT: 'off', HIKUBE_HELD_LIMIT: '2000/4000', HIKUBE_LOG_LEVEL: 'info' };

export const bench: Bench = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hikube-bench-'));
  const start = await bundleService();
  try {
    return [...(await onSqlite(folder, start)), ...(await onPostgres(start))];
  } finally {
    closeConnections();
    await rm(folder, { recursive: true, force: true });
  }
};

async function onSqlite(folder: string, start: string): Promise<Figure[]> {
  const dataDirectory = join(folder, 'data');
  const service = await startServiceProcess({ dataDirectory, start, speed: 6000, environment: UNLIMITED });
  const floor = sqliteFloor(folder);
  try {
    await settled(service);
    progress('requests: reads');
    const reads = await readFigures(service);
    progress('requests: writes');
    const writes = await writeFigures(service, floor, 'SQLite');
    progress('requests: streams');
    return [...reads, ...writes, ...(await streamFigures(service))];
  } finally {
    floor.close();
    await service.stop();
  }
}

async function onPostgres(start: string): Promise<Figure[]> {
  if (findPostgres() === undefined) {
    console.log('requests: those on PostgreSQL are left out, because it is not installed.');
    return [];
  }
  progress('requests: writes on PostgreSQL');
  const server = await startPostgres();
  try {
    const environment = {
      ...UNLIMITED,
      HIKUBE_STORE: '',
      DATABASE_URL: server.url,
      HIKUBE_SECRET_KEYS: 'A'.repeat(43),
    };
    const service = await startServiceProcess({ start, speed: 6000, environment });
    try {
      await settled(service);
      return await withClient(server.url, async (client) => {
        await client.query('CREATE TABLE floor (k text PRIMARY KEY, v text)');
        const floor: Floor = async (count) => {
          const started = performance.now();
          for (let index = 0; index < count; index++) {
            await client.query('BEGIN');
            await client.query('INSERT INTO floor VALUES ($1, $2)', [crypto.randomUUID(), 'x'.repeat(4096)]);
            await client.query('COMMIT');
          }
          return performance.now() - started;
        };
        return writeFigures(service, floor, 'PostgreSQL');
      });
    } finally {
      await service.stop();
    }
  } finally {
    await server.dispose();
  }
}

/** Clusters that are up, so that the platform has nothing to do while others are measured. */
async function settled(service: ServiceProcess): Promise<void> {
  const hikube = createClient({ endpoint: service.endpoint, token: service.token });
  const creations = [];
  for (let index = 0; index < CLUSTERS; index++)
    creations.push(await hikube.clusters.create({ name: `bench-${index}`, topology: 'development' }));
  await Promise.all(creations);
}
