// The door to the embedded store: needs Node.
export { backupSqliteStore } from './backup.ts';
export { type Checked, checkSqliteStore } from './check.ts';
export { createDirectory, syncDirectory } from './data-directory.ts';
export { restoreSqliteStore } from './restore.ts';
export { openSqliteStore, type SqliteStore, type SqliteStoreOptions } from './sqlite-store.ts';
