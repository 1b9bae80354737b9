// Changes of what can be called, and with which rights, that break clients.
import { operation } from './contract-copy.ts';
import type { PlantedBreak } from './planted.ts';

/** Paths, ids, tags, scopes, credentials. */
export const OF_OPERATIONS: readonly PlantedBreak[] = [
  {
    kind: 'operation-removed',
    change: 'an operation is gone',
    plant: (copy) => delete copy.paths['/tenant']!.get,
  },
  {
    kind: 'operation-renamed',
    change: 'an operation has another id',
    plant: (copy) => Object.assign(operation(copy, 'getTenant'), { operationId: 'readTenant' }),
  },
  {
    kind: 'operation-moved',
    change: 'a path is called otherwise',
    plant: ({ paths }) => {
      paths['/account'] = paths['/tenant']!;
      delete paths['/tenant'];
    },
  },
  {
    kind: 'operation-moved',
    change: 'an operation has another method',
    plant: ({ paths }) => {
      const path = paths['/operations/{operation}/cancel']!;
      path.put = path.post!;
      delete path.post;
    },
  },
  {
    kind: 'operation-regrouped',
    change: 'an operation stands under another tag',
    plant: (copy) => Object.assign(operation(copy, 'getTenant'), { tags: ['tokens'] }),
  },
  {
    kind: 'scope-changed',
    change: 'an operation needs a higher scope',
    plant: (copy) => Object.assign(operation(copy, 'listVolumes'), { 'x-hikube-scope': 'admin' }),
  },
  {
    kind: 'security-changed',
    change: 'the security scheme is another one',
    plant: ({ components }) => {
      components.securitySchemes['bearerAuth'] = { type: 'apiKey', in: 'header', name: 'X-Api-Key' };
    },
  },
  {
    kind: 'security-changed',
    change: 'one operation needs other credentials',
    plant: (copy) => {
      copy.components.securitySchemes['signature'] = { type: 'apiKey', in: 'header', name: 'X-Signature' };
      Object.assign(operation(copy, 'deleteCluster'), { security: [{ bearerAuth: [], signature: [] }] });
    },
  },
  { kind: 'server-removed', change: 'a server is gone', plant: ({ servers }) => servers.shift() },
];
