// Runs inside a copy of the project in which something was marked as deprecated: asks the service, and prints the headers
// of each answer and what a client of the SDK was told.
import { createClient, type Deprecation } from '@hikube/sdk';
import { startServiceInside } from '../../support/service-inside.ts';

const service = await startServiceInside();
const { endpoint, token } = service;

const cluster = { name: 'prod' };
const requests: Readonly<Record<string, readonly [method: string, path: string, body?: unknown]>> = {
  operation: ['GET', '/tenant'],
  refusedOperation: ['GET', '/tenant?no-such-parameter=1'],
  parameter: ['GET', '/operations?limit=5'],
  withoutParameter: ['GET', '/operations'],
  field: ['POST', '/previews/clusters', { ...cluster, displayName: 'Shop' }],
  refusedField: ['POST', '/previews/clusters', { displayName: 'Shop', name: 7 }],
  patchedField: ['PATCH', '/previews/clusters/prod', { displayName: null }],
  withoutField: ['POST', '/previews/clusters', cluster],
};

const answers: Record<string, readonly (number | string | null)[]> = {};
for (const [name, [method, path, body]] of Object.entries(requests)) {
  const type = method === 'PATCH' ? 'application/merge-patch+json' : 'application/json';
  const { status, headers } = await fetch(`${endpoint}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': type },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  answers[name] = [status, headers.get('deprecation'), headers.get('sunset')];
}

const told: Deprecation[] = [];
const hikube = createClient({ endpoint, token, onDeprecation: (each) => told.push(each) });
await hikube.tenant();
await hikube.tenant();
await hikube.operations.list();
await service.stop();
console.log(JSON.stringify({ answers, told }));
