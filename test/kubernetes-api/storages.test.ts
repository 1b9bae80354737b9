// Objects of simulated clusters in the databases of the service: the same promises as in memory.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { storageSuite } from '@hikube/kubernetes-api/storage/suite';
import { createVirtualClock, type Store } from '@hikube/service';
import { openSqliteStore } from '@hikube/service/sqlite';
import { afterEach } from 'vitest';
import { objectsOn } from '../../platforms/simulated/src/testing/cluster-objects.ts';
import { describeWithPostgres, freshSchema, openPostgresStore } from '../support/postgres.ts';

const clock = createVirtualClock(Date.UTC(2026, 0, 1));
const opened: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0)) await close();
});

async function storageOn(store: Store) {
  opened.push(() => store.close());
  return (await objectsOn(store, clock)).open();
}

storageSuite("the service's store on SQLite", async () => {
  const directory = await mkdtemp(join(tmpdir(), 'hikube-objects-'));
  const storage = await storageOn(await openSqliteStore({ directory, clock }));
  opened.push(() => rm(directory, { recursive: true, force: true }));
  return storage;
});

describeWithPostgres('objects of clusters', { settings: { fsync: 'off' } }, (server) => {
  storageSuite("the service's store on PostgreSQL", async () =>
    storageOn(await openPostgresStore({ url: server().url, clock, schema: freshSchema(), connections: 3 })),
  );
});
