// The site of a development cluster: chosen or given, kept for life, and the only one where anything of it is.
import type { Cluster, Impact, NodeList, Operation, VolumeList } from '@hikube/openapi/types';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startTestService, type TestService } from '../support/service.ts';
import { createWorldCalls, type WorldReply } from '../support/simulated-world.ts';

const MINUTE = 60_000;
const ALL = ['geneva', 'gland', 'lucerne'];

let service: TestService;
let world: (method: string, path: string, body?: unknown) => Promise<WorldReply>;
beforeEach(async () => {
  service = await startTestService();
  world = createWorldCalls(service, await service.token({ tenant: 'demo', scopes: ['admin'] }));
});
afterEach(() => service.dispose());

async function create(body: object): Promise<Cluster> {
  const { body: operation } = await service.api<Operation>('POST', '/clusters', {
    body: { name: 'dev', ...body },
  });
  await service.finish(operation);
  return read();
}

async function read(): Promise<Cluster> {
  return (await service.api<Cluster>('GET', '/clusters/dev')).body;
}

async function patch(body: object): Promise<Cluster> {
  const { body: operation } = await service.api<Operation>('PATCH', '/clusters/dev', { body });
  await service.finish(operation);
  return read();
}

async function refused(method: 'POST' | 'PATCH', path: string, body: object): Promise<string[]> {
  const { body: problem } = await service.api.refused('validation_failed', method, path, { body });
  return problem.errors.map(({ pointer, code }) => `${code} ${pointer}`);
}

/** Sites of everything that the cluster has. */
async function sitesInUse(): Promise<string[]> {
  const { status } = await read();
  const { body: nodes } = await service.api<NodeList>('GET', '/clusters/dev/nodes');
  const { body: volumes } = await service.api<VolumeList>('GET', '/clusters/dev/volumes');
  const parts = [
    ...status.controlPlane.members,
    ...status.etcd.members,
    ...nodes.items,
    ...volumes.items.flatMap((volume) => volume.status.replicas),
  ];
  return [...new Set(parts.map(({ site }) => site))].sort();
}

const volume = (name: string) => ({ cluster: 'dev', name, storageClass: 'replicated', size: '10Gi' });
const GROUPS = { web: { minReplicas: 4, maxReplicas: 4 } };

describe('a development cluster', () => {
  test.each(ALL)('in %s has everything there, and does not feel the loss of another site', async (site) => {
    expect(await create({ topology: 'development', site, nodeGroups: GROUPS })).toMatchObject({
      site,
      sites: [site],
    });
    expect((await world('PUT', '/volumes', volume('data'))).status).toBe(200);
    await service.clock.advance(MINUTE);
    expect(await sitesInUse()).toEqual([site]);

    const other = ALL.find((each) => each !== site);
    await world('PUT', `/sites/${other}`, { available: false });
    await service.clock.advance(30 * MINUTE);
    expect((await read()).status).toMatchObject({ phase: 'Running', nodes: { ready: 4 } });
    await world('PUT', `/sites/${site}`, { available: false });
    await service.clock.advance(30 * MINUTE);
    expect((await read()).status.phase).toBe('Degraded');
    expect(await sitesInUse()).toEqual([site]);
  });

  test('gets one site when it names none, and keeps it when it names that one', async () => {
    const { sites, ...cluster } = await create({ topology: 'development', nodeGroups: GROUPS });
    expect(sites).toHaveLength(1);
    expect(cluster).not.toHaveProperty('site');
    expect(await sitesInUse()).toEqual(sites);

    const [home = ''] = sites;
    expect(await patch({ site: home })).toMatchObject({ site: home, sites });
    expect(await patch({ site: null })).toMatchObject({ sites });
    const away = ALL.find((each) => each !== home);
    expect(await refused('PATCH', '/clusters/dev', { site: away })).toEqual(['immutable /site']);
  });

  test('stays where it is', async () => {
    await create({ topology: 'development', site: 'gland' });
    expect(await refused('PATCH', '/clusters/dev', { site: 'geneva' })).toEqual(['immutable /site']);
    expect(await patch({ displayName: 'Play' })).toMatchObject({ site: 'gland', sites: ['gland'] });
  });

  test('that becomes production spreads over all sites, its volumes too', async () => {
    await create({ topology: 'development', site: 'gland', nodeGroups: GROUPS });
    await world('PUT', '/volumes', volume('data'));
    await service.clock.advance(MINUTE);
    const grow = { topology: 'production' };
    expect(await refused('PATCH', '/clusters/dev', grow)).toEqual(['site_not_applicable /site']);
    expect((await patch({ ...grow, site: null })).sites).toEqual(ALL);
    await service.clock.advance(30 * MINUTE);
    const { status } = await read();
    expect(status.etcd.members.map(({ site }) => site).sort()).toEqual(ALL);
    const { body: volumes } = await service.api<VolumeList>('GET', '/clusters/dev/volumes');
    const [data] = volumes.items;
    expect(data?.status.phase).toBe('Available');
    expect(data?.status.replicas.map(({ site }) => site).sort()).toEqual(ALL);
  });
});

describe('a production cluster', () => {
  test('spans all sites, and takes none', async () => {
    const body = { name: 'dev', site: 'gland' };
    expect(await refused('POST', '/clusters', body)).toEqual(['site_not_applicable /site']);
    expect(await refused('POST', '/previews/clusters', body)).toEqual(['site_not_applicable /site']);
    expect((await create({})).sites).toEqual(ALL);
  });

  test('that becomes a development cluster keeps its sites, because its volumes are there', async () => {
    await create({});
    const shrink = { topology: 'development' };
    expect(await refused('PATCH', '/clusters/dev', { ...shrink, site: 'gland' })).toEqual([
      'immutable /site',
    ]);
    const { body: impact } = await service.api<Impact>('PATCH', '/previews/clusters/dev', { body: shrink });
    expect(impact.changes).toHaveLength(1);
    const { sites, ...cluster } = await patch(shrink);
    expect(sites).toEqual(ALL);
    expect(cluster).not.toHaveProperty('site');
  });
});

test('a site that does not exist is refused with the one that was meant', async () => {
  const body = { name: 'dev', topology: 'development', site: 'genva' };
  const { body: problem } = await service.api.refused('validation_failed', 'POST', '/clusters', { body });
  expect(problem.errors).toMatchObject([
    { pointer: '/site', code: 'unknown_site', detail: expect.stringContaining('Did you mean geneva?') },
  ]);
});
