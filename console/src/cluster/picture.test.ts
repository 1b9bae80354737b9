// What is asked of the API for the page of a cluster.
import { createClient, isHikubeError } from '@hikube/sdk';
import { expect, test } from 'vitest';
import { readCluster } from './picture.ts';

test('of a cluster that is not there, nothing but the cluster is asked', async () => {
  const asked: string[] = [];
  const client = createClient({
    endpoint: 'http://console.test/v1',
    token: 't',
    fetch: async (request) => {
      asked.push(new URL(request.url).pathname);
      const problem = { status: 404, code: 'not_found', title: 'Not found', detail: 'There is none.' };
      return Response.json(problem, { status: 404, headers: { 'Content-Type': 'application/problem+json' } });
    },
  });
  const error = await readCluster(client, 'gone', new AbortController().signal).catch((thrown) => thrown);
  expect(isHikubeError(error, 'not_found')).toBe(true);
  expect(asked).toEqual(['/v1/clusters/gone']);
});
