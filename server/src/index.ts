// What entry points and tests import of the service when they run on Node.
export { openSqliteStore, type SqliteStore, type SqliteStoreOptions } from '@hikube/service/sqlite';
export { type KubernetesListenOptions, listenKubernetes } from './kubernetes-listen.ts';
export { type Listening, type ListenOptions, listen } from './listen.ts';
