// A real PostgreSQL for any suite: started by the test itself, stopped with it, skipped with a printed reason.

export { openPostgresStore } from '../../service/src/store/postgres/postgres-store.ts';
export { startHalfOpenProxy } from '../../service/src/store/postgres/testing/half-open-proxy.ts';
export {
  findPostgres,
  type PostgresOptions,
  type PostgresServer,
  startPostgres,
} from '../../service/src/store/postgres/testing/start-postgres.ts';
export { withClient } from '../../service/src/store/postgres/testing/with-client.ts';
export { describeWithPostgres, freshSchema } from '../../service/src/store/postgres/testing/with-postgres.ts';
