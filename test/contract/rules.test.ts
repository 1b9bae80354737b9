// What the catalogue, the capabilities and the quota refuse, and where errors[] points.
import cozystack from '@hikube/openapi/catalogue/cozystack-1.6.2.json' with { type: 'json' };
import hikube from '@hikube/openapi/catalogue/hikube-1.1.2.json' with { type: 'json' };
import type { Capability, Impact, Operation, Tenant } from '@hikube/openapi/types';
import type { Platform } from '@hikube/service';
import type { LiveCatalogue } from '@hikube/service/platform';
import { afterEach, describe, expect, test } from 'vitest';
import { startTestService, type TestService } from '../support/service.ts';

let service: TestService;
afterEach(() => service.dispose());

const CREATE = ['POST', '/clusters'] as const;

describe('the catalogue', () => {
  test.each([
    [{ version: '1.29' }, '/version', 'unknown_version', '1.30'],
    [{ storageClass: 'gold' }, '/storageClass', 'unknown_storage_class', 'replicated'],
    [
      { nodeGroups: { web: { instanceType: 's1.huge' } } },
      '/nodeGroups/web/instanceType',
      'unknown_instance_type',
      's1.large',
    ],
    [
      { nodeGroups: { ml: { gpus: [{ name: 'nvidia.com/GTX' }] } } },
      '/nodeGroups/ml/gpus/0/name',
      'unknown_gpu_type',
      'nvidia.com/AD102GL_L40S',
    ],
    [{ addons: { 'cert-managr': {} } }, '/addons/cert-managr', 'unknown_addon', 'cert-manager'],
    [{ addons: { flux: { version: '9' } } }, '/addons/flux/version', 'unknown_addon_version', '0.33.0'],
    [{ controlPlane: { etcdMembers: 2 } }, '/controlPlane/etcdMembers', 'even_etcd_members', '3'],
  ])('%j', async (body, pointer, code, allowed) => {
    service = await startTestService();
    const { body: problem } = await service.api.refused('validation_failed', ...CREATE, {
      body: { name: 'prod', ...body },
    });
    const error = problem.errors.find((each) => each.pointer === pointer);
    expect(error).toMatchObject({ code });
    expect(error?.allowed).toContain(allowed);
  });

  test('the closest names come first', async () => {
    service = await startTestService();
    const body = { name: 'prod', nodeGroups: { web: { instanceType: 'm1.small' } } };
    const { body: problem } = await service.api.refused('validation_failed', ...CREATE, { body });
    expect(problem.errors[0]?.allowed?.slice(0, 2)).toEqual(['m1.large', 'm1.xlarge']);
  });

  test('what was accepted once stays accepted when it is not offered any more', async () => {
    let isRetired = false;
    const retiring = (platform: Platform): Platform => ({
      ...platform,
      catalogue: async (tenant) => {
        const catalogue = await platform.catalogue(tenant);
        const offered = catalogue.instanceTypes.filter(({ name }) => !isRetired || name !== 's1.large');
        const classes = catalogue.storageClasses.filter(({ name }) => !isRetired || name !== 'local');
        return { ...catalogue, instanceTypes: offered, storageClasses: classes };
      },
    });
    service = await startTestService({ wrapPlatform: retiring });
    const web = { instanceType: 's1.large' };
    await service.api(...CREATE, { body: { name: 'prod', storageClass: 'local', nodeGroups: { web } } });
    isRetired = true;
    const renamed = await service.api('PATCH', '/clusters/prod', { body: { displayName: 'x' } });
    expect(renamed.status).toBe(202);
    // The group is touched now, and must be one that can be ordered.
    await service.api.refused('validation_failed', 'PATCH', '/clusters/prod/node-groups/web', {
      body: { maxReplicas: 3 },
    });
  });
});

test.each([hikube, cozystack])(
  'no capability of $profile is offered of which the contract has nothing to write',
  async (profile) => {
    const { sites: _sites, ...offered } = profile as unknown as LiveCatalogue;
    service = await startTestService({
      wrapPlatform: (platform) => ({
        ...platform,
        catalogue: async (tenant) => ({ ...(await platform.catalogue(tenant)), ...offered }),
        capabilities: async () => new Set(offered.capabilities),
      }),
    });
    const { body } = await service.api<{ items: Capability[] }>('GET', '/capabilities');
    expect(body.items.filter(({ available }) => available).map(({ name }) => name)).toEqual(
      [...offered.capabilities].sort(),
    );
    expect(body.items.filter(({ name, description }) => description === name)).toEqual([]);
  },
);

describe('a capability that the platform lacks', () => {
  const without =
    (...missing: string[]) =>
    (platform: Platform): Platform => ({
      ...platform,
      catalogue: async (tenant) => {
        const catalogue = await platform.catalogue(tenant);
        return { ...catalogue, capabilities: catalogue.capabilities.filter((id) => !missing.includes(id)) };
      },
    });

  const MISSING = [
    'cluster.site',
    'etcd.perCluster',
    'network.loadBalancer',
    ...['labels', 'taints', 'rollout', 'storageClass', 'kubelet', 'healthCheck'].map(
      (field) => `nodeGroup.${field}`,
    ),
  ];

  test.each([
    [{ controlPlane: { etcdMembers: 3 } }, '/controlPlane/etcdMembers'],
    [{ network: { exposure: 'load-balancer' } }, '/network/exposure'],
    [{ topology: 'development', site: 'gland' }, '/site'],
    [{ addons: { hami: {} } }, '/addons/hami'],
    [{ nodeGroups: { web: { labels: { tier: 'edge' } } } }, '/nodeGroups/web/labels'],
    [{ nodeGroups: { web: { taints: [{ key: 'gpu', effect: 'NoSchedule' }] } } }, '/nodeGroups/web/taints'],
    [{ nodeGroups: { web: { rollout: { maxSurge: 2 } } } }, '/nodeGroups/web/rollout'],
    [{ nodeGroups: { web: { storageClass: 'local' } } }, '/nodeGroups/web/storageClass'],
    [{ nodeGroups: { web: { kubelet: { evictionHardMemory: '5%' } } } }, '/nodeGroups/web/kubelet'],
    [{ nodeGroups: { web: { healthCheck: { maxUnhealthy: '1' } } } }, '/nodeGroups/web/healthCheck'],
  ])('%j is refused where it is written', async (body, pointer) => {
    service = await startTestService({ wrapPlatform: without(...MISSING) });
    const { body: problem } = await service.api.refused('capability_missing', ...CREATE, {
      body: { name: 'prod', ...body },
    });
    expect(problem.errors).toMatchObject([{ pointer }]);
  });

  test('a group is refused it at its own address, too, and takes the defaults', async () => {
    service = await startTestService({ wrapPlatform: without(...MISSING) });
    await service.api(...CREATE, { body: { name: 'prod', nodeGroups: { web: {} } } });
    const web = ['PATCH', '/clusters/prod/node-groups/web'] as const;
    const { body: problem } = await service.api.refused('capability_missing', ...web, {
      body: { labels: { tier: 'edge' }, rollout: { maxUnavailable: 1 } },
    });
    expect(problem.errors.map(({ pointer }) => pointer)).toEqual(['/labels', '/rollout']);
    const body = { labels: {}, taints: null, rollout: { maxSurge: 1 }, maxReplicas: 4 };
    expect((await service.api(...web, { body })).status).toBe(202);
  });

  test('does not refuse what is only derived', async () => {
    service = await startTestService({ wrapPlatform: without('etcd.perCluster') });
    expect((await service.api(...CREATE, { body: { name: 'prod' } })).status).toBe(202);
    expect((await service.api('PATCH', '/clusters/prod', { body: { topology: 'development' } })).status).toBe(
      202,
    );
    expect(
      (await service.api('PATCH', '/clusters/prod', { body: { controlPlane: { replicas: 2 } } })).status,
    ).toBe(202);
    const body = { controlPlane: { etcdMembers: 5 } };
    await service.api.refused('capability_missing', 'PATCH', '/clusters/prod', { body });
  });
});

describe('the quota', () => {
  const QUOTA = { clusters: '2', nodes: '10', cpu: '40', memory: '80Gi', gpus: '1' };
  const start = async () => {
    service = await startTestService({ config: { quota: QUOTA } });
  };
  const requested = async () => {
    const { body } = await service.api<Tenant>('GET', '/tenant');
    return Object.fromEntries(body.quota.map((item) => [item.resource, item.requested]));
  };
  const web = (maxReplicas: number) => ({ name: 'web', maxReplicas, instanceType: 's1.large' });

  test('counts every group at its maximum', async () => {
    await start();
    await service.api(...CREATE, {
      body: { name: 'prod', nodeGroups: { web: { maxReplicas: 10, instanceType: 's1.large' } } },
    });
    expect(await requested()).toEqual({ clusters: '1', nodes: '10', cpu: '40', memory: '80Gi', gpus: '0' });
    const { body } = await service.api.refused('quota_exceeded', 'POST', '/clusters/prod/node-groups', {
      body: { name: 'one', maxReplicas: 1 },
    });
    expect(body.errors[0]).toMatchObject({ code: 'quota_exceeded', pointer: '/maxReplicas' });
    expect(body.detail).toMatch(
      /^The quota for nodes is 10, but with every node group at its maximum the tenant would take 11/,
    );
  });

  test('refuses clusters, and gives back what is deleted', async () => {
    await start();
    for (const name of ['a', 'b']) await service.api(...CREATE, { body: { name, topology: 'development' } });
    const { body: refusal } = await service.api.refused('quota_exceeded', ...CREATE, { body: { name: 'c' } });
    expect(refusal.errors).toEqual([
      {
        pointer: '',
        code: 'quota_exceeded',
        detail:
          'The quota for clusters is 2, but the tenant would have 3; delete a cluster that is not needed any more, or ask for a higher quota.',
      },
    ]);
    expect(refusal.detail).toBe(refusal.errors[0]?.detail);
    const { body } = await service.api<Operation>('DELETE', '/clusters/a');
    expect((await service.api(...CREATE, { body: { name: 'c', topology: 'development' } })).status).toBe(202);
    await service.finish(body);
    expect(await requested()).toMatchObject({ clusters: '2' });
  });

  test('is told by its own code, or not at all while something else is wrong', async () => {
    await start();
    const web = { minReplicas: 5, maxReplicas: 500, instanceType: 's1.large' };
    const both = { name: 'prod', nodeGroups: { web: { ...web, minReplicas: 600 } } };
    const { body: first } = await service.api.refused('validation_failed', ...CREATE, { body: both });
    expect(first.errors.map(({ code }) => code)).toEqual(['min_above_max']);
    const corrected = { name: 'prod', nodeGroups: { web } };
    const { body: then } = await service.api.refused('quota_exceeded', ...CREATE, { body: corrected });
    expect(then.errors.map(({ code }) => code)).toEqual([
      'quota_exceeded',
      'quota_exceeded',
      'quota_exceeded',
    ]);
  });

  test('is never passed by many who write at once', async () => {
    await start();
    await service.api(...CREATE, { body: { name: 'prod' } });
    const replies = await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        service.api('POST', '/clusters/prod/node-groups', {
          body: { name: `g${index}`, maxReplicas: 2, instanceType: 's1.small' },
        }),
      ),
    );
    expect(replies.filter(({ status }) => status === 202)).toHaveLength(5);
    expect(await requested()).toMatchObject({ nodes: '10' });
  });

  test('lets a group shrink that is above it, and never grow', async () => {
    await start();
    const store = service.store;
    await service.api(...CREATE, { body: { name: 'prod' } });
    await service.api('POST', '/clusters/prod/node-groups', { body: web(8) });
    const key = { tenant: 'demo', kind: 'tenant', id: 'tenant' };
    const lowered = { displayName: 'Demo', quota: { nodes: '4' } };
    await store.commit({ writes: [{ key, body: lowered, expect: 'absent' }] });
    const path = '/clusters/prod/node-groups/web';
    await service.api.refused('quota_exceeded', 'PATCH', path, { body: { maxReplicas: 9 } });
    expect((await service.api('PATCH', path, { body: { maxReplicas: 6 } })).status).toBe(202);
    expect((await service.api<Tenant>('GET', '/tenant')).body).toMatchObject({ displayName: 'Demo' });
  });

  test('is told by a preview as far as it changes, with what exists', async () => {
    await start();
    const created = await service.api<Operation>(...CREATE, {
      body: { name: 'prod', nodeGroups: { web: { minReplicas: 2, maxReplicas: 3 } } },
    });
    await service.finish(created.body);
    const { body } = await service.api<Impact>('POST', '/previews/clusters/prod/node-groups', {
      body: { ...web(2), name: 'more' },
    });
    expect(body.quota).toEqual([
      { resource: 'nodes', limit: '10', used: '2', requested: '5' },
      { resource: 'cpu', limit: '40', used: '2', requested: '11' },
      { resource: 'memory', limit: '80Gi', used: '8Gi', requested: '28Gi' },
    ]);
    const same = await service.api<Impact>('PATCH', '/previews/clusters/prod/node-groups/web', {
      body: { maxReplicas: 3 },
    });
    expect(same.body.quota).toEqual([]);
    const labels = await service.api<Impact>('PATCH', '/previews/clusters/prod', {
      body: { labels: { team: 'shop' } },
    });
    expect(labels.body.quota).toEqual([]);
    const gone = await service.api<Impact>('DELETE', '/previews/clusters/prod');
    expect(gone.body.quota.map(({ resource }) => resource)).toEqual(['clusters', 'nodes', 'cpu', 'memory']);
  });
});
