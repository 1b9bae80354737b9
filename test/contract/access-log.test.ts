// What an operator finds in the log about a request, and what never is there.
import type { Operation } from '@hikube/openapi/types';
import type { Log, LogFields } from '@hikube/service';
import { expect, test } from 'vitest';
import { startTestService } from '../support/service.ts';

test('a request is logged with its path, its operation and what it is about', async () => {
  const lines: (LogFields & { event: string })[] = [];
  const log: Log = (_level, event, fields = {}) => lines.push({ event, ...fields });
  const { api, finish, dispose } = await startTestService({ config: { log } });
  const body = { name: 'prod', topology: 'development' };
  const creation = (await api<Operation>('POST', '/clusters', { body })).body;
  await finish(creation);
  await api('GET', '/clusters/prod');
  await api.refused('invalid_parameter', 'GET', '/clusters/prod?secret=in-a-query');
  await api.refused('not_found', 'GET', '/nothing');
  const requests = lines.filter(({ event }) => event === 'request');
  const { uid } = creation.target;
  expect(requests[0]).toMatchObject({
    method: 'POST',
    path: '/v1/clusters',
    operation: 'createCluster',
    operationId: creation.id,
    cluster: 'prod',
    uid,
    status: 202,
    tenant: 'demo',
  });
  const read = requests.find(({ operation }) => operation === 'getCluster');
  expect(read).toMatchObject({ path: '/v1/clusters/prod', cluster: 'prod', status: 200 });
  expect(requests.at(-1)).toMatchObject({ path: '/v1/*', status: 404 });
  expect(JSON.stringify(lines)).not.toContain('in-a-query');
  expect(lines.filter(({ event }) => event === 'operation_ended')).toEqual([
    expect.objectContaining({
      operationId: creation.id,
      kind: 'Cluster.create',
      status: 'succeeded',
      cluster: 'prod',
      uid,
    }),
  ]);
  await dispose();
});
