// Declares tests that need a real PostgreSQL, or says in one line why they were skipped.
import { afterAll, beforeAll, describe } from 'vitest';
import { findPostgres, type PostgresOptions, type PostgresServer, startPostgres } from './start-postgres.ts';
import { expectNoConnections } from './with-client.ts';

/**
 * As `describe`, with one server for all of its tests.
 * @param define declares the tests; its argument reads the server, which runs only while they do
 */
export function describeWithPostgres(
  name: string,
  options: PostgresOptions,
  define: (server: () => PostgresServer) => void,
): void {
  if (findPostgres() === undefined) {
    const reason = 'PostgreSQL is not installed (no initdb and postgres on PATH or in /usr/lib/postgresql)';
    // A machine of one's own may lack it; where changes are decided, a skipped promise would be a kept one.
    if (process.env['CI']) throw new Error(`${name}: ${reason}`);
    console.log(`skipped "${name}": ${reason}`);
    describe.skip(name, () => define(() => undefined as never));
    return;
  }
  describe(name, () => {
    let server: PostgresServer | undefined;
    beforeAll(async () => {
      server = await startPostgres(options);
    });
    afterAll(async () => {
      try {
        if (server !== undefined) await expectNoConnections(server.url);
      } finally {
        await server?.dispose();
      }
    });
    define(() => server!);
  });
}

let schemas = 0;

/** A schema name that no other test of this process uses. */
export function freshSchema(): string {
  schemas += 1;
  return `test_${process.pid}_${schemas}`;
}
