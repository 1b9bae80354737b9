// A wait that is taken up in another process gives what the first one would have given.
import type { Cluster } from '@hikube/openapi/client-types';
import { describe, expect, test } from 'vitest';
import type { Hikube } from './client.ts';
import { ConfigurationError } from './errors.ts';
import type { PendingOperation } from './operation.ts';
import type { OperationToken } from './results.ts';
import { fakeClient, operation, succeeded } from './testing/fakes.ts';

const target = (kind: string, name: string) => ({ kind, cluster: 'prod', name, uid: 'u' });
const id = '/operations/op-1';

/** Starts a write in one process, and awaits it in another one. */
async function handedOn(
  write: (client: Hikube) => PendingOperation<unknown>,
  line: string,
  about: object,
  read?: string,
): Promise<unknown> {
  const [method = '', path = ''] = line.split(' ');
  const first = fakeClient([{ method, path, status: 202, json: operation({ target: about }) }]);
  const text = JSON.parse(JSON.stringify(await write(first.client).serialize()));
  const done = succeeded({ target: about });
  const second = fakeClient([
    { method: 'GET', path: id, json: operation({ target: about }) },
    { method: 'GET', path: `${id}?wait=20000ms`, json: done },
    ...(read === undefined ? [] : [{ method: 'GET', path: read, json: { read } }]),
  ]);
  const result = await second.client.operations.resume(text);
  expect(second.seen).toHaveLength(read === undefined ? 2 : 3);
  return result;
}

describe('serialize', () => {
  const body = {} as never;
  test.each<[string, (client: Hikube) => PendingOperation<unknown>, object, string?]>([
    [
      'POST /clusters',
      (c) => c.clusters.create({ name: 'prod' }),
      target('Cluster', 'prod'),
      '/clusters/prod',
    ],
    [
      'PATCH /clusters/prod',
      (c) => c.clusters.update('prod', {}),
      target('Cluster', 'prod'),
      '/clusters/prod',
    ],
    ['DELETE /clusters/prod', (c) => c.clusters.delete('prod'), target('Cluster', 'prod')],
    [
      'POST /clusters/prod/node-groups',
      (c) => c.nodeGroups.create('prod', { name: 'web' } as never),
      target('NodeGroup', 'web'),
      '/clusters/prod/node-groups/web',
    ],
    [
      'PUT /clusters/prod/addons/flux',
      (c) => c.addons.put('prod', 'flux'),
      target('Addon', 'flux'),
      '/clusters/prod/addons/flux',
    ],
    [
      'POST /clusters/prod/version-upgrades',
      (c) => c.versionUpgrades.create('prod', body),
      target('VersionUpgrade', 'vu-1'),
      '/clusters/prod/version-upgrades/vu-1',
    ],
    ['POST /clusters/prod/nodes/n1/replace', (c) => c.nodes.replace('prod', 'n1'), target('Node', 'n1')],
  ])('%s', async (line, write, about, read) => {
    expect(await handedOn(write, line, about, read)).toEqual(read === undefined ? undefined : { read });
  });

  test('of a manifest leads to its operation', async () => {
    const put = (c: Hikube) => c.manifests.put('prod', '"a manifest"');
    const about = target('Cluster', 'prod');
    const result = await handedOn(put, 'PUT /clusters/prod/manifest', about);
    expect(result).toMatchObject({ id: 'op-1', status: 'succeeded' });
  });

  test('says of what was resumed what it says of what was begun', async () => {
    const { client } = fakeClient([{ method: 'GET', path: id, json: operation() }]);
    const token = 'hikube-operation:1:cluster:op-1';
    expect(await client.operations.resume(token, 'cluster').serialize()).toBe(token);
  });
});

describe('resume', () => {
  const ended = [
    { method: 'GET', path: id, json: succeeded({ target: target('Cluster', 'prod') }) },
    { method: 'GET', path: '/clusters/prod', json: { name: 'prod' } },
  ];

  test('has the type of the result', async () => {
    const token = 'hikube-operation:1:cluster:op-1' as OperationToken<Cluster>;
    const typed: Cluster = await fakeClient(ended).client.operations.resume(token);
    const named: Cluster = await fakeClient(ended).client.operations.resume(String(token), 'cluster');
    // An id alone says nothing of what the work leads to; the caller may know.
    const known: Cluster = await fakeClient(ended).client.operations.resume('op-1', 'cluster');
    expect([typed.name, named.name, known.name]).toEqual(['prod', 'prod', 'prod']);
  });

  test.each<[string, 'cluster' | 'addon', string]>([
    ['hikube-operation:1:cluster:op-1', 'addon', 'leads to a cluster and not to a addon'],
    ['hikube-operation:1:dream:op-1', 'cluster', 'leads to a dream, which this version does not know'],
    ['hikube-operation:1:toString:op-1', 'cluster', 'is damaged'],
    ['hikube-operation:2:cluster:op-1', 'cluster', 'was written by a later version'],
    ['hikube-operation:1:cluster:', 'cluster', 'is damaged'],
  ])('refuses %s', async (token, result, reason) => {
    const { client, seen } = fakeClient([]);
    const wait = client.operations.resume(token, result);
    await expect(wait).rejects.toThrow(ConfigurationError);
    await expect(wait.accepted).rejects.toThrow(reason);
    expect(seen).toHaveLength(0);
  });

  test('cannot be led elsewhere by a token', async () => {
    const { client, seen } = fakeClient([]);
    await expect(client.operations.resume('hikube-operation:1:cluster:../tokens', 'cluster')).rejects.toThrow(
      'it contains a slash',
    );
    expect(seen).toHaveLength(0);
  });
});
