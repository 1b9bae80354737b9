// The PostgreSQL store keeps the contract: documents on a virtual clock, leases on the database's own.
import { createVirtualClock } from '../../clock.ts';
import { describeStoreContract } from '../suite/index.ts';
import { openPostgresStore } from './postgres-store.ts';
import { withClient } from './testing/with-client.ts';
import { describeWithPostgres, freshSchema } from './testing/with-postgres.ts';

const START_MS = Date.UTC(2026, 0, 1);

describeWithPostgres('postgres store', { settings: { fsync: 'off' } }, (server) => {
  describeStoreContract(async () => {
    const clock = createVirtualClock(START_MS);
    const schema = freshSchema();
    const store = await openPostgresStore({ url: server().url, clock, schema, connections: 3 });
    return {
      store,
      now: () => clock.now(),
      async advance(ms) {
        await clock.advance(ms);
        // The database's clock cannot be moved, but what it is compared with can: the effect is the same.
        const expire = `UPDATE ${schema}.lease SET expires_at = expires_at - ${ms}`;
        await withClient(server().url, (client) => client.query(expire));
      },
    };
  }, 10);
});
