// Services on one real PostgreSQL: many that start at once, and one that is killed again and again.
import { createClient } from '@hikube/sdk';
import { systemClock } from '@hikube/service';
import { expect, test } from 'vitest';
import { describeWithPostgres, openPostgresStore } from '../support/postgres.ts';
import { scaled, scaledTimeout } from '../support/scale.ts';
import { type ServiceProcess, startServiceProcess } from '../support/service-process.ts';
import { liftQuota } from '../support/stored.ts';
import { killAgainAndAgain } from './promises.ts';

/** Kills in the full run; never fewer than three. */
const KILLS = scaled(20, 3);
const TOKEN = 'postgres-kill-token';
/** The same for all replicas, as an operator gives it to them. */
const SECRET_KEYS = Buffer.alloc(32, 7).toString('base64');

describeWithPostgres('services on PostgreSQL', {}, (server) => {
  const start = (speed: number): Promise<ServiceProcess> =>
    startServiceProcess({
      token: TOKEN,
      speed,
      environment: {
        HIKUBE_STORE: 'postgres',
        DATABASE_URL: server().url,
        HIKUBE_SECRET_KEYS: SECRET_KEYS,
      },
    });

  test('five services that start at once on an empty database all serve it', async () => {
    const started = await Promise.all(Array.from({ length: 5 }, () => start(1)));
    for (const [index, { endpoint, token }] of started.entries()) {
      const hikube = createClient({ endpoint, token });
      await hikube.clusters.create({ name: `at-once-${index}`, topology: 'development' }).accepted;
    }
    for (const service of started) {
      const hikube = createClient({ endpoint: service.endpoint, token: service.token });
      expect(await hikube.clusters.get('at-once-4')).toMatchObject({ name: 'at-once-4' });
    }
    await Promise.all(started.map((service) => service.kill()));
  });

  test(
    `kill -9 ${KILLS} times during writes loses nothing that was acknowledged`,
    async () => {
      const store = await openPostgresStore({ url: server().url, clock: systemClock });
      await liftQuota(store, 'demo');
      await store.close();
      console.log(`kill -9 of the service on PostgreSQL: ${await killAgainAndAgain(KILLS, () => start(60))}`);
    },
    scaledTimeout(300_000),
  );
});
