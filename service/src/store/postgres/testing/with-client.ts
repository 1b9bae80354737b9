// A connection of a test's own, beside those of the stores: it ends with its use, also when the test fails, and its
// loss is nobody's surprise. A client without a listener for errors would end the process when its server goes.
import pg from 'pg';

/** Connects, runs, and ends the connection whatever happens. */
export async function withClient<Result>(
  url: string,
  use: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({ connectionString: url, application_name: 'test' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

/**
 * Waits until nobody is connected any more.
 * @throws Error when somebody still is after a minute, with what they did last
 */
export async function expectNoConnections(url: string): Promise<void> {
  await withClient(url, async (client) => {
    const until = performance.now() + 60_000;
    for (;;) {
      const { rows } = await client.query<{ application_name: string; query: string }>(
        `SELECT application_name, query FROM pg_stat_activity
          WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()`,
      );
      if (rows.length === 0) return;
      if (performance.now() > until) {
        const left = rows.map((row) => `${row.application_name}: ${row.query}`).join('\n');
        throw new Error(`${rows.length} connections were left behind:\n${left}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  });
}
