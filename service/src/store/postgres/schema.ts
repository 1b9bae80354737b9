// The tables of the store in PostgreSQL.

/** @param schema its name, quoted */
export function createTables(schema: string): string {
  return `
    CREATE TABLE ${schema}.document (
      -- "C" compares bytes, whatever language the database was made for.
      kind text COLLATE "C" NOT NULL,
      tenant text COLLATE "C" NOT NULL,
      id text COLLATE "C" NOT NULL,
      revision bigint NOT NULL,
      expires_at bigint,
      -- Text, because jsonb refuses NUL, reorders members and rewrites numbers.
      body text NOT NULL,
      PRIMARY KEY (kind, tenant, id)
    );

    CREATE INDEX document_expiry ON ${schema}.document (expires_at, kind, tenant, id)
      WHERE expires_at IS NOT NULL;

    CREATE TABLE ${schema}.change (
      sequence bigint PRIMARY KEY,
      kind text COLLATE "C" NOT NULL,
      tenant text COLLATE "C" NOT NULL,
      id text COLLATE "C" NOT NULL,
      deleted boolean NOT NULL
    );

    -- Half-empty pages let the busiest rows be updated in place.
    CREATE TABLE ${schema}.lease (
      name text COLLATE "C" PRIMARY KEY,
      owner text NOT NULL,
      token bigint NOT NULL,
      expires_at bigint NOT NULL
    ) WITH (fillfactor = 50);

    CREATE TABLE ${schema}.counter (
      name text PRIMARY KEY,
      value bigint NOT NULL
    ) WITH (fillfactor = 50);

    INSERT INTO ${schema}.counter (name, value) VALUES ('sequence', 0), ('compacted', 0), ('lease_tokens', 0);

    -- Milliseconds since the epoch by the database's clock, which is one clock for all replicas. Not now(), which
    -- stands still during a transaction, also while that waits for a lock.
    CREATE FUNCTION ${schema}.now_ms() RETURNS bigint LANGUAGE sql VOLATILE AS
      $$ SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint $$;
  `;
}
