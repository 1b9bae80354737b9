// Manifests as requests: types, preconditions, and repetition.
import type { Impact, Operation, OperationList } from '@hikube/openapi/types';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import {
  FRAME,
  MANIFEST,
  PATH,
  put,
  refused,
  service,
  useManifestService,
  YAML,
} from './manifest.support.ts';

useManifestService();

describe('the type of a body', () => {
  test.each([
    'application/yaml',
    'text/yaml',
    'application/x-yaml',
    'text/x-yaml; charset=utf-8',
    'Application/YAML; charset="UTF-8"',
  ])('%s is YAML', async (type) => {
    const { status } = await put(MANIFEST, { 'content-type': type }, '/previews');
    expect(status).toBe(200);
  });

  test('application/json is JSON, and as strict as everywhere', async () => {
    const json = { 'content-type': 'application/json' };
    expect((await put(JSON.stringify(parse(MANIFEST)), json, '/previews')).status).toBe(200);
    await refused('malformed_body', MANIFEST, json);
    await refused('malformed_body', '{"apiVersion": 1, "apiVersion": 2}', json);
  });

  test.each([
    'text/plain',
    'application/merge-patch+json',
    'application/apply-patch+yaml',
    'application/yaml; charset=latin1',
    'application/x-www-form-urlencoded',
  ])('%s is not taken', async (type) => {
    const { body } = await refused('unsupported_media_type', MANIFEST, { 'content-type': type });
    expect(body.detail).toBe('Send the body as application/json or application/yaml in UTF-8.');
  });

  test('YAML is not taken where the contract has none', async () => {
    await service.api.refused('unsupported_media_type', 'POST', '/clusters', {
      raw: 'name: other',
      headers: YAML,
    });
  });
});

describe('the type of an answer', () => {
  test.each([
    ['*/*', 'application/json'],
    ['application/yaml', 'application/yaml'],
    ['text/yaml', 'application/yaml'],
    ['application/json', 'application/json'],
    ['application/yaml, application/json', 'application/json'],
    ['application/yaml, application/json;q=0.9', 'application/yaml'],
    ['text/html', 'application/json'],
  ])('for Accept %s is %s', async (accept, type) => {
    const reply = await service.api<{ kind: string }>('GET', PATH, { headers: { accept } });
    expect([reply.headers.get('content-type'), reply.headers.get('vary')]).toEqual([type, 'Accept']);
    expect(reply.body.kind).toBe('Kubernetes');
  });

  test('of a write is JSON whatever is asked for', async () => {
    const reply = await put<Impact>(MANIFEST, { accept: 'application/yaml' }, '/previews');
    expect(reply.headers.get('content-type')).toBe('application/json');
  });
});

describe('preconditions', () => {
  test('the ETag is that of everything in the manifest', async () => {
    const etag = (await service.api('GET', PATH)).headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[0-9a-f-]{36}\.[0-9a-f]{24}"$/);
    const grown = await service.api<Operation>('PATCH', '/clusters/prod/node-groups/web', {
      body: { maxReplicas: 4 },
    });
    const { body } = await refused('precondition_failed', MANIFEST, { 'if-match': etag });
    const now = await service.api('GET', PATH);
    expect(body.current).toEqual(now.body);
    const accepted = await put(MANIFEST, { 'if-match': now.headers.get('etag') ?? '' });
    expect((await service.api('GET', PATH)).headers.get('etag')).toBe(accepted.headers.get('etag'));
    await service.finish(grown.body);
    await service.finish(accepted.body);
    // What the platform reports in the meantime breaks no writer.
    expect((await service.api('GET', PATH)).headers.get('etag')).toBe(accepted.headers.get('etag'));
  });

  test('of several writers with one ETag, one wins', async () => {
    const etag = (await service.api('GET', PATH)).headers.get('etag') ?? '';
    const writers = Array.from({ length: 10 }, (_, index) =>
      put(MANIFEST.replace('maxReplicas: 3', `maxReplicas: ${20 + index}`), { 'if-match': etag }),
    );
    const answers = await Promise.all(writers);
    expect(answers.map(({ status }) => status).sort()).toEqual([
      202,
      ...Array.from({ length: 9 }, () => 412),
    ]);
    const winner = answers.findIndex(({ status }) => status === 202);
    const { text } = await service.api('GET', PATH);
    expect(text).toContain(`"maxReplicas":${20 + winner},`);
  });

  test('If-Match never creates, If-None-Match never replaces', async () => {
    const other = MANIFEST.replace('name: prod', 'name: other');
    const headers = { ...YAML, 'if-match': '*' };
    await service.api.refused('precondition_failed', 'PUT', '/clusters/other/manifest', {
      raw: other,
      headers,
    });
    await refused('already_exists', MANIFEST, { 'if-none-match': '*' });
  });
});

test('the same key answers the same, however the YAML is laid out, and another body is refused', async () => {
  const key = { 'idempotency-key': 'apply-1' };
  const raw = `${FRAME}spec:\n  version: v1.33\n  nodeGroups:\n    web: {minReplicas: 1, maxReplicas: 7}\n`;
  const first = await put(raw, key);
  const again = await put(
    `# again\n${raw.replace('{minReplicas: 1, maxReplicas: 7}', '{maxReplicas: 7, minReplicas: 1}')}`,
    key,
  );
  expect(again.headers.get('idempotency-replayed')).toBe('true');
  expect(again.body).toEqual(first.body);
  await refused('idempotency_key_reused', raw.replace('7', '8'), key);
  await service.finish(first.body);
});

test('applying again and again, as kubectl users do, starts one operation', async () => {
  const raw = `${FRAME}spec:\n  version: v1.33\n  nodeGroups:\n    web: {minReplicas: 2, maxReplicas: 9}\n`;
  const list = async () => (await service.api<OperationList>('GET', '/operations?cluster=prod')).body.items;
  const before = (await list()).length;
  const first = await put(raw);
  const second = await put(raw);
  expect(second.body.id).toBe(first.body.id);
  await service.finish(first.body);
  const third = await put(raw);
  expect(third.body).toMatchObject({
    kind: 'Cluster.update',
    status: 'succeeded',
    phase: 'Nothing to change',
  });
  const exported = await service.api('GET', PATH);
  const fourth = await put<Impact>(exported.text, {}, '/previews');
  expect(fourth.body.changes).toEqual([]);
  expect((await list()).length).toBe(before + 2);
});
