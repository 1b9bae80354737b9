import { expect, test } from 'vitest';
import { NotFoundError } from '../errors.ts';
import { fakeClient, problem, succeeded } from '../testing/fakes.ts';

const path = '/clusters/prod/manifest';

test('a manifest is sent as the text it is', async () => {
  const sent: { body: string; type: string | null }[] = [];
  const { client } = fakeClient([], {
    fetch: async (request) => {
      sent.push({ body: await request.text(), type: request.headers.get('Content-Type') });
      return Response.json(succeeded({ kind: 'Cluster.update' }), { status: 202 });
    },
  });
  const text = 'kind: Kubernetes\nmetadata: { name: prod }\n';
  expect((await client.manifests.put('prod', text)).status).toBe('succeeded');
  expect(sent).toEqual([{ body: text, type: 'application/yaml' }]);
});

test('a manifest is read as text', async () => {
  const { client } = fakeClient([], {
    fetch: async () =>
      new Response('kind: Kubernetes\n', { headers: { 'Content-Type': 'application/yaml; charset=utf-8' } }),
  });
  expect(await client.manifests.get('prod')).toBe('kind: Kubernetes\n');
});

test('a page of a proxy is no manifest', async () => {
  const page = { text: '<html>', headers: { 'Content-Type': 'text/html' } };
  const { client } = fakeClient([{ method: 'GET', path, ...page }]);
  await expect(client.manifests.get('prod')).rejects.toThrow(
    'answered text/html where the API answers application/yaml',
  );
});

test('a missing one is an error like any other', async () => {
  const { client } = fakeClient([{ method: 'GET', path, status: 404, json: problem(404, 'not_found') }]);
  await expect(client.manifests.get('prod')).rejects.toThrow(NotFoundError);
});
