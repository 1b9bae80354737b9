// The door to the store for many replicas: needs Node.
export { openPostgresStore } from './postgres-store.ts';
