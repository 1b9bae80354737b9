// Changes: what a patch does to a cluster and its children, what nothing does, what replaces what.
import type { Addon, Cluster, Impact, NodeGroup, NodeGroupList, Operation } from '@hikube/openapi/types';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CallOptions } from '../support/api.ts';
import { startTestService, type TestService } from '../support/service.ts';
import { PROD } from './samples.ts';

let service: TestService;
beforeEach(async () => {
  service = await startTestService();
  const { body } = await service.api<Operation>('POST', '/clusters', { body: PROD });
  await service.finish(body);
});
afterEach(() => service.dispose());

const patch = (body: object, headers: Record<string, string> = {}) =>
  service.api<Operation>('PATCH', '/clusters/prod', { body, headers });
const cluster = async () => (await service.api<Cluster>('GET', '/clusters/prod')).body;
const group = async (name: string) =>
  (await service.api<NodeGroup>('GET', `/clusters/prod/node-groups/${name}`)).body;
const operation = async (id: string) => (await service.api<Operation>('GET', `/operations/${id}`)).body;

describe('a merge patch', () => {
  test('keeps what is absent, replaces lists, merges maps, and null goes back to the default', async () => {
    await patch({ displayName: 'P', labels: { a: '1', b: '2' }, deletionProtection: true });
    await patch({ labels: { a: null, c: '3' } });
    expect(await cluster()).toMatchObject({
      displayName: 'P',
      labels: { b: '2', c: '3' },
      deletionProtection: true,
    });
    await patch({ displayName: null, labels: null, deletionProtection: null });
    expect(await cluster()).toMatchObject({ displayName: '', labels: {}, deletionProtection: false });
  });

  test('makes, changes and removes what stands inside, in one operation', async () => {
    const { body } = await patch({
      nodeGroups: { web: { maxReplicas: 5 }, batch: { minReplicas: 1 }, never: null },
      addons: { 'cert-manager': null, velero: {} },
    });
    const done = await service.finish(body);
    expect(done).toMatchObject({ kind: 'Cluster.update', generation: 1, status: 'succeeded' });
    const { body: groups } = await service.api<NodeGroupList>('GET', '/clusters/prod/node-groups');
    expect(groups.items.map(({ name, maxReplicas, manager }) => [name, maxReplicas, manager])).toEqual([
      ['batch', 10, 'cluster'],
      ['web', 5, 'cluster'],
    ]);
    await service.api.refused('not_found', 'GET', '/clusters/prod/addons/cert-manager');
    expect((await service.api<Addon>('GET', '/clusters/prod/addons/velero')).body.status.phase).toBe('Ready');
    expect(await cluster()).toMatchObject({ generation: 1 });
  });

  test('takes keys that name members of every object for what they are', async () => {
    await patch({ labels: { constructor: 'a', toString: 'b', hasOwnProperty: 'c' } });
    expect((await cluster()).labels).toEqual({ constructor: 'a', toString: 'b', hasOwnProperty: 'c' });
    await patch({ labels: { constructor: null } });
    expect((await cluster()).labels).toEqual({ toString: 'b', hasOwnProperty: 'c' });
  });

  test('is refused whole when one place is wrong', async () => {
    const body = { displayName: 'half', nodeGroups: { web: { minReplicas: 9, maxReplicas: 2 }, ok: {} } };
    const { body: problem } = await service.api.refused('validation_failed', 'PATCH', '/clusters/prod', {
      body,
    });
    expect(problem.errors).toMatchObject([{ pointer: '/nodeGroups/web/minReplicas', code: 'min_above_max' }]);
    expect(await cluster()).toMatchObject({ displayName: '', generation: 1 });
    await service.api.refused('not_found', 'GET', '/clusters/prod/node-groups/ok');
  });

  test('must leave an object whole', async () => {
    const body = { maintenance: { autoPatch: true } };
    const { body: problem } = await service.api.refused('validation_failed', 'PATCH', '/clusters/prod', {
      body,
    });
    expect(problem.errors).toMatchObject([{ pointer: '/maintenance/window', code: 'required' }]);
  });

  test('of the topology derives the control plane again, unless it says otherwise', async () => {
    await patch({ controlPlane: { replicas: 2 } });
    expect((await cluster()).controlPlane).toEqual({ replicas: 2, etcdMembers: 3 });
    await patch({ topology: 'development' });
    expect((await cluster()).controlPlane).toEqual({ replicas: 1, etcdMembers: 1 });
    await patch({ topology: 'production', controlPlane: { etcdMembers: 5 } });
    expect((await cluster()).controlPlane).toEqual({ replicas: 3, etcdMembers: 5 });
  });

  test.each([
    [{ storageClass: 'local' }, '/storageClass'],
    [{ host: 'other.example.com' }, '/host'],
  ])('%j is immutable', async (body, pointer) => {
    const { body: problem } = await service.api.refused('validation_failed', 'PATCH', '/clusters/prod', {
      body,
    });
    expect(problem.errors).toMatchObject([{ pointer, code: 'immutable' }]);
  });

  test('of another exposure moves the DNS records and nothing else', async () => {
    const before = await cluster();
    await patch({ network: { exposure: 'load-balancer' } });
    const after = await cluster();
    expect(after.network.dnsRecords).not.toEqual(before.network.dnsRecords);
    expect([after.host, after.endpoint, after.network.podCidr]).toEqual([
      before.host,
      before.endpoint,
      before.network.podCidr,
    ]);
  });
});

describe('many patches', () => {
  test('never make more of a cluster than it may be', async () => {
    const names = Array.from({ length: 49 }, (_, index) => `g${index}`);
    const nodeGroups = Object.fromEntries(names.map((name) => [name, { maxReplicas: 1 }]));
    expect((await patch({ nodeGroups })).status).toBe(202);
    const one = { name: 'one-more', maxReplicas: 1 };
    const { body } = await service.api.refused('validation_failed', 'POST', '/clusters/prod/node-groups', {
      body: one,
    });
    expect(body.errors).toMatchObject([{ code: 'out_of_range' }]);
    expect((await patch({ nodeGroups: { 'one-more': { maxReplicas: 1 }, g0: null } })).status).toBe(202);
  });

  test('never make an object larger than a body', async () => {
    const fill = (key: string) => ({
      addons: { velero: { valuesOverride: { [key]: 'x'.repeat(150_000) } } },
    });
    expect((await patch(fill('a'))).status).toBe(202);
    const { body } = await service.api.refused('validation_failed', 'PATCH', '/clusters/prod', {
      body: fill('b'),
    });
    expect(body.errors).toMatchObject([{ pointer: '/addons/velero', code: 'too_large' }]);
  });
});

describe('a change that changes nothing', () => {
  test.each([
    {},
    { displayName: '' },
    { version: 'v1.33.7' },
    { nodeGroups: { web: { diskSize: '20480Mi', roles: [] } } },
    { addons: { 'cert-manager': {}, velero: null } },
  ])('%j has succeeded already', async (body) => {
    const before = await cluster();
    const { body: done, headers } = await patch(body);
    expect(done).toMatchObject({
      status: 'succeeded',
      phase: 'Nothing to change',
      progress: { percent: 100 },
    });
    expect(headers.get('etag')).toBe(`"${before.uid}.1"`);
    expect(await operation(done.id)).toEqual(done);
    expect((await group('web')).generation).toBe(1);
  });

  test('follows the operation that still brings it', async () => {
    const first = await patch({ nodeGroups: { web: { minReplicas: 3 } } });
    const again = await patch({ nodeGroups: { web: { minReplicas: 3 } } });
    expect(again.body.id).toBe(first.body.id);
    const direct = await service.api<Operation>('PATCH', '/clusters/prod/node-groups/web', {
      body: { minReplicas: 3 },
    });
    expect(direct.body.id).toBe(first.body.id);
  });
});

describe('a later write', () => {
  test('to the same fields supersedes the earlier one', async () => {
    const first = await patch({ nodeGroups: { web: { minReplicas: 2 } } });
    const second = await patch({ nodeGroups: { web: { minReplicas: 3 } } });
    expect(await operation(first.body.id)).toMatchObject({
      status: 'superseded',
      phase: `Superseded by ${second.body.id}`,
    });
    expect(await service.finish(second.body)).toMatchObject({ status: 'succeeded' });
  });

  test('to other fields leaves it alone', async () => {
    const first = await patch({ nodeGroups: { web: { minReplicas: 2, maxReplicas: 5 } } });
    await patch({ nodeGroups: { web: { maxReplicas: 6 } } });
    await patch({ displayName: 'x' });
    expect((await operation(first.body.id)).status).not.toBe('superseded');
    expect(await service.finish(first.body)).toMatchObject({ status: 'succeeded' });
  });

  test('that deletes ends everything about the object', async () => {
    const change = await patch({ nodeGroups: { web: { minReplicas: 3 } } });
    const group = await service.api<Operation>('DELETE', '/clusters/prod/node-groups/web');
    expect((await operation(change.body.id)).status).toBe('superseded');
    const all = await service.api<Operation>('DELETE', '/clusters/prod');
    expect((await operation(group.body.id)).status).toBe('superseded');
    expect(await service.finish(all.body)).toMatchObject({ status: 'succeeded' });
  });
});

describe('deletion', () => {
  test('is refused under protection, with the next step', async () => {
    await patch({ deletionProtection: true });
    const { body } = await service.api.refused('deletion_protected', 'DELETE', '/clusters/prod');
    expect(body.detail).toBe(
      'The cluster is protected against deletion; set deletionProtection to false first.',
    );
    await service.api.refused('deletion_protected', 'DELETE', '/previews/clusters/prod');
  });

  test('leaves nothing else to do', async () => {
    const { body } = await service.api<Operation>('DELETE', '/clusters/prod');
    expect((await service.api<Operation>('DELETE', '/clusters/prod')).body.id).toBe(body.id);
    expect((await service.api<Operation>('DELETE', '/clusters/prod/node-groups/web')).body.id).toBe(body.id);
    await service.api.refused('deleting', 'PATCH', '/clusters/prod', { body: { displayName: 'x' } });
    await service.api.refused('deleting', 'POST', '/clusters/prod/node-groups', { body: { name: 'late' } });
    await service.api.refused('deleting', 'PUT', '/clusters/prod/addons/velero', { body: {} });
    await service.api.refused('deleting', 'POST', '/clusters/prod/version-upgrades', {
      body: { targetVersion: '1.34' },
    });
    await service.api.refused('deleting', 'POST', '/clusters', { body: PROD });
    await service.api.refused('not_cancellable', 'POST', `/operations/${body.id}/cancel`);
    expect(await service.finish(body)).toMatchObject({ status: 'succeeded' });
    expect((await service.api<Operation>('POST', '/clusters', { body: PROD })).status).toBe(202);
  });

  test('of a group that is not gone keeps its name', async () => {
    await service.api('DELETE', '/clusters/prod/node-groups/web');
    await service.api.refused('deleting', 'POST', '/clusters/prod/node-groups', { body: { name: 'web' } });
    await service.api.refused('deleting', 'PATCH', '/clusters/prod/node-groups/web', {
      body: { maxReplicas: 2 },
    });
    await service.api.refused('deleting', 'PATCH', '/clusters/prod', { body: { nodeGroups: { web: {} } } });
  });

  test('of an add-on that is always on gives its settings back', async () => {
    const path = '/clusters/prod/addons/coredns';
    const enabled = await service.api<Operation>('PUT', path, {
      body: { valuesOverride: { coredns: { replicaCount: 3 } } },
    });
    await service.finish(enabled.body);
    const impact = await service.api<{ warnings: unknown[] }>('DELETE', `/previews${path}`);
    expect(impact.body.warnings).toMatchObject([{ code: 'addon_always_on' }]);
    const disabled = await service.api<Operation>('DELETE', path);
    expect(await service.finish(disabled.body)).toMatchObject({ status: 'succeeded' });
  });
});

describe('managers', () => {
  const manager = (name: string) => ({ 'Hikube-Manager': name });

  test('are remembered, and taken over without a change of the desired state', async () => {
    await service.api('POST', '/clusters/prod/node-groups', {
      body: { name: 'own' },
      headers: manager('separate'),
    });
    expect(await group('own')).toMatchObject({ manager: 'separate', generation: 1 });
    const { body } = await patch({ nodeGroups: { own: {} } }, manager('cluster'));
    expect(body).toMatchObject({ status: 'succeeded' });
    expect(await group('own')).toMatchObject({ manager: 'cluster', generation: 1 });
    await patch({ nodeGroups: { own: { maxReplicas: 2 } } });
    expect(await group('own')).toMatchObject({ manager: 'cluster', generation: 2 });
  });

  test('are told by a preview when they lose something', async () => {
    const body = { name: 'own' };
    await service.api('POST', '/clusters/prod/node-groups', { body, headers: manager('separate') });
    const warnings = async (method: string, path: string, options: CallOptions) => {
      const reply = await service.api<Impact>(method, `/previews${path}`, options);
      return reply.body.warnings.filter(({ code }) => code === 'taken_over').map(({ pointer }) => pointer);
    };
    const change = { body: { nodeGroups: { own: {}, web: {} } } };
    expect(await warnings('PATCH', '/clusters/prod', change)).toEqual([]);
    expect(await warnings('PATCH', '/clusters/prod', { ...change, headers: manager('separate') })).toEqual(
      [],
    );
    expect(await warnings('PATCH', '/clusters/prod', { ...change, headers: manager('cluster') })).toEqual([
      '/nodeGroups/own',
    ]);
    const path = '/clusters/prod/node-groups/own';
    expect(await warnings('DELETE', path, { headers: manager('other') })).toEqual(['']);
    expect(await warnings('DELETE', path, { headers: manager('separate') })).toEqual([]);
  });

  test('that the contract does not know are refused', async () => {
    const call = { body: {}, headers: manager('nobody') };
    const { body } = await service.api.refused('invalid_parameter', 'PATCH', '/clusters/prod', call);
    expect(body.errors).toMatchObject([
      { pointer: 'Hikube-Manager', allowed: ['cluster', 'separate', 'manifest', 'other'] },
    ]);
  });
});
