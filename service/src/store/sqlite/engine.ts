// Loads `node:sqlite`, which older versions of Node do not have.
import { StoreError } from '../errors.ts';

export type Sqlite = typeof import('node:sqlite');

/**
 * @param load for tests of its absence
 * @throws StoreError `unsupported`
 */
export async function loadSqlite(load: () => Promise<Sqlite> = () => import('node:sqlite')): Promise<Sqlite> {
  try {
    return await load();
  } catch (cause) {
    throw new StoreError(
      'unsupported',
      `The embedded store needs Node.js 24, and this is ${process.version}: start the service with Node.js 24, or set DATABASE_URL to use PostgreSQL.`,
      cause,
    );
  }
}
