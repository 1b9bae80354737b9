// The shape of the embedded database, version by version. A released migration is never edited: add the next one.

/** Marks the file as this service's own ("HIKU"), so that no other program's database is taken for it. */
export const APPLICATION_ID = 0x48494b55;

/** The statements that lead from version `index` to version `index + 1`. */
export const MIGRATIONS: readonly string[] = [
  `
  -- A row id, and not WITHOUT ROWID, because bodies are large: the index stays small and pages stay cheap to find.
  CREATE TABLE document (
    kind TEXT NOT NULL,
    tenant TEXT NOT NULL,
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    expires_at INTEGER,
    body TEXT NOT NULL,
    UNIQUE (kind, tenant, id)
  ) STRICT;

  CREATE INDEX document_expiry ON document (expires_at, kind, tenant, id) WHERE expires_at IS NOT NULL;

  CREATE TABLE change (
    sequence INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    tenant TEXT NOT NULL,
    id TEXT NOT NULL,
    deleted INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE counter (
    name TEXT PRIMARY KEY,
    value INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  INSERT INTO counter (name, value) VALUES ('sequence', 0), ('compacted', 0), ('lease_tokens', 0);
  `,
  `
  -- Of the body; NULL for what was written before there was one.
  ALTER TABLE document ADD COLUMN checksum INTEGER;
  `,
];
