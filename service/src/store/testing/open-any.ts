// Opens the store that a program of this folder was told to use.
import { systemClock } from '../../clock.ts';
import { openPostgresStore } from '../postgres/postgres-store.ts';
import { openSqliteStore } from '../sqlite/sqlite-store.ts';
import type { Store } from '../store.ts';

/** @param where a data directory, or the URL of a PostgreSQL database with `#schema` */
export function openAny(where: string): Promise<Store> {
  if (!where.startsWith('postgres:')) return openSqliteStore({ directory: where, clock: systemClock });
  const [url, schema] = where.split('#');
  return openPostgresStore({ url: url!, schema: schema!, clock: systemClock });
}
