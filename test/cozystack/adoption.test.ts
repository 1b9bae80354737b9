// A service in front of a platform that has clusters already: shown at once, written to only where somebody asks for
// something, and found again by a service without a memory.
import type { Cluster, NodeGroup, Operation, Tenant } from '@hikube/sdk';
import { createService, type Service, systemRandom } from '@hikube/service';
import { createMemoryStore } from '@hikube/service/store';
import { afterEach, describe, expect, test } from 'vitest';
import { type Driven, driveCozystack } from '../doubles/cozystack/driver.support.ts';
import type { Release } from '../doubles/cozystack/index.ts';
import { type App, appOf, PATH } from '../doubles/cozystack/testing.ts';

const TOKEN = 'adoption-test-token';

interface Bench extends Driven {
  readonly service: Service;
  ask<Body>(
    method: string,
    path: string,
    body?: object,
    headers?: object,
  ): Promise<{ status: number; body: Body }>;
  kubectl<Body>(method: string, path: string, body?: object): Promise<Body>;
  until<Body>(path: string, isDone: (body: Body) => boolean): Promise<Body>;
  /** Writes to applications from now on. */
  writes(): readonly string[];
  /** Another service, whose store is empty. */
  restart(): Promise<Bench>;
}

const open: { close(): Promise<unknown> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0).reverse()) await each.close();
});

async function begin(driven: Driven): Promise<Bench> {
  const { platform, clock, double } = driven;
  const service = createService({
    store: createMemoryStore({ clock }),
    platform,
    clock,
    random: systemRandom,
    config: { bootstrapToken: TOKEN, takeIn: ['demo'] },
  });
  await service.start();
  const stopping = { close: () => service.stop() };
  open.push(stopping);
  const from = double.faults.calls.length;
  const bench: Bench = {
    ...driven,
    service,
    async ask<Body>(method: string, path: string, body?: object, headers: object = {}) {
      const answer = await service.fetch(
        new Request(`https://hikube.test/v1${path}`, {
          method,
          headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json', ...headers },
          ...(body && { body: JSON.stringify(body) }),
        }),
      );
      return { status: answer.status, body: (await answer.json()) as Body };
    },
    async kubectl<Body>(method: string, path: string, body?: object) {
      const answer = await double.tenant('acme').ask(method, `${PATH}${path}`, body);
      if (answer.status >= 300) throw new Error(`the platform answered ${answer.status}`);
      return answer.body as Body;
    },
    async until<Body>(path: string, isDone: (body: Body) => boolean) {
      for (let moment = 0; moment < 400; moment += 1) {
        const { body } = await bench.ask<Body>('GET', path);
        if (isDone(body)) return body;
        await driven.tick();
      }
      throw new Error(`Not reached in time: ${JSON.stringify((await bench.ask('GET', path)).body)}`);
    },
    writes: () =>
      double.faults.calls
        .slice(from)
        .filter((call) => /^(POST|PUT|PATCH|DELETE) /.test(call) && call.includes(PATH))
        .map((call) => call.replace(PATH, '')),
    async restart() {
      await service.stop();
      open.splice(open.indexOf(stopping), 1);
      return begin(driven);
    },
  };
  return bench;
}

async function bench(profile: Release): Promise<Bench> {
  const driven = await driveCozystack(profile, ['demo']);
  open.push(driven.platform);
  for (const name of ['prod', 'test']) {
    const { status } = await driven.double.tenant('acme').ask('POST', PATH, appOf(profile, name));
    expect(status).toBe(201);
  }
  for (let moment = 0; moment < 60; moment += 1) await driven.tick();
  return begin(driven);
}

describe.each(['1.6.2', '1.1.2'] as const)('on %s', (profile) => {
  test('clusters made with kubectl are shown, and nothing is written to them', async () => {
    const { ask, until, writes } = await bench(profile);
    const { body } = await ask<{ items: Cluster[] }>('GET', '/clusters');
    expect(body.items.map(({ name }) => name)).toEqual(['prod', 'test']);
    const prod = await until<Cluster>('/clusters/prod', ({ status }) => status.phase === 'Running');
    expect(prod).toMatchObject({ version: '1.34', manager: 'other' });
    const group = await until<NodeGroup>(
      '/clusters/prod/node-groups/web',
      ({ status }) => status.phase === 'Running',
    );
    expect(group).toMatchObject({ minReplicas: 2, maxReplicas: 3, instanceType: 's1.large' });
    expect(writes()).toEqual([]);
  });

  test('one change is written to one cluster, and keeps what only others know of it', async () => {
    const { ask, until, writes, kubectl, tick } = await bench(profile);
    const before = await kubectl<App>('GET', '/prod');
    const { status, body } = await ask<Operation>('PATCH', '/clusters/prod/node-groups/web', {
      maxReplicas: 5,
    });
    expect(status, JSON.stringify(body)).toBe(202);
    await until<Operation>(`/operations/${body.id}`, ({ status: now }) => now === 'succeeded');
    for (let moment = 0; moment < 20; moment += 1) await tick();
    expect(new Set(writes())).toEqual(new Set(['PUT /prod']));
    const after = await kubectl<App>('GET', '/prod');
    expect(after.metadata.uid).toBe(before.metadata.uid);
    expect(after.metadata.labels).toMatchObject({ by: 'test' });
    expect(after.spec).toMatchObject({ nodeGroups: { web: { maxReplicas: 5, minReplicas: 2 } } });
  });

  test('an hour in which nothing happens writes nothing to the platform', async () => {
    const { ask, until, double, tick, pass } = await bench(profile);
    const { body } = await ask<Operation>('PATCH', '/clusters/prod/node-groups/web', { maxReplicas: 5 });
    await until<Operation>(`/operations/${body.id}`, ({ status: now }) => now === 'succeeded');
    for (let moment = 0; moment < 20; moment += 1) await tick();
    const from = double.faults.calls.length;
    for (let minute = 0; minute < 60; minute += 1) await pass!(60_000);
    const calls = double.faults.calls.slice(from);
    expect(calls.filter((call) => !call.startsWith('GET '))).toEqual([]);
    // One watch for all clusters, which is begun anew within the minute.
    expect(calls.filter((call) => call.includes('watch=true')).length).toBeLessThanOrEqual(90);
    console.log(`cozystack ${profile}: ${calls.length} reads for two idle clusters in an hour, 0 writes`);
  });

  test('a service that lost its store shows the same objects, and goes on with what was under way', async () => {
    const first = await bench(profile);
    const headers = { 'hikube-manager': 'separate', 'hikube-holder': '3f2b8c1e-6a4d-4e0f-9b7a-5c1d2e3f4a5b' };
    const made = await first.ask<Operation>(
      'POST',
      '/clusters',
      {
        name: 'mine',
        displayName: 'Mine',
        labels: { team: 'a' },
        deletionProtection: true,
        nodeGroups: { web: { minReplicas: 1, maxReplicas: 2, instanceType: 's1.large' } },
        addons: { 'cert-manager': { valuesOverride: { replicaCount: 2 } } },
      },
      headers,
    );
    expect(made.status, JSON.stringify(made.body)).toBe(202);
    await first.until<Operation>(`/operations/${made.body.id}`, ({ status }) => status === 'running');
    await first.ask('PUT', '/clusters/mine/addons/cert-manager', {
      valuesOverride: { replicaCount: 2 },
      secretValues: { acme: { key: 'hidden-value' } },
    });
    // What is to survive the store has to have left it.
    await expect
      .poll(async () => {
        await first.tick();
        return JSON.stringify((await first.kubectl<App>('GET', '/mine')).spec);
      })
      .toContain('hidden-value');
    const shown = async ({ ask }: Bench) => {
      const withoutStatus = ({ status: _, ...rest }: { status: unknown }) => rest;
      return [
        withoutStatus((await ask<Cluster>('GET', '/clusters/mine')).body),
        withoutStatus((await ask<NodeGroup>('GET', '/clusters/mine/node-groups/web')).body),
        withoutStatus((await ask<NodeGroup>('GET', '/clusters/mine/addons/cert-manager')).body),
      ];
    };
    const before = await shown(first);
    const second = await first.restart();
    expect(await shown(second)).toEqual(before);
    expect(JSON.stringify(before)).not.toContain('hidden-value');
    await second.until<Operation>(`/operations/${made.body.id}`, ({ status }) => status === 'succeeded');
    expect(JSON.stringify((await second.kubectl<App>('GET', '/mine')).spec)).toContain('hidden-value');
    expect((await second.ask<Cluster>('GET', '/clusters/prod')).status).toBe(200);
  });

  test('one that was removed does not come back', async () => {
    const { ask, until, kubectl, tick } = await bench(profile);
    const { body } = await ask<Operation>('DELETE', '/clusters/test');
    await until<Operation>(`/operations/${body.id}`, ({ status }) => status === 'succeeded');
    for (let moment = 0; moment < 30; moment += 1) await tick();
    const { body: list } = await ask<{ items: Cluster[] }>('GET', '/clusters');
    expect(list.items.map(({ name }) => name)).toEqual(['prod']);
    expect((await kubectl<{ items: App[] }>('GET', '')).items.map(({ metadata }) => metadata.name)).toEqual([
      'prod',
    ]);
  });

  test('what its maker changes is shown, under another ETag, and is not taken back', async () => {
    const { ask, kubectl, tick, until } = await bench(profile);
    const read = async () => (await ask<NodeGroup>('GET', '/clusters/prod/node-groups/web')).body;
    const before = await read();
    const { metadata, spec } = await kubectl<App>('GET', '/prod');
    const { nodeGroups } = spec as { nodeGroups: { web: object } };
    const edited = { ...nodeGroups, web: { ...nodeGroups.web, maxReplicas: 7 } };
    await kubectl('PUT', '/prod', {
      ...{ apiVersion: 'apps.cozystack.io/v1alpha1', kind: 'Kubernetes', metadata },
      spec: { ...spec, nodeGroups: edited },
    });
    for (let moment = 0; moment < 60; moment += 1) await tick();
    const after = await read();
    expect(after).toMatchObject({ uid: before.uid, maxReplicas: 7 });
    expect(after.generation).not.toBe(before.generation);
    const stale = { 'if-match': `"${before.uid}.${before.generation}"` };
    const path = '/clusters/prod/node-groups/web';
    expect((await ask('PATCH', path, { minReplicas: 1 }, stale)).status).toBe(412);
    const { body } = await ask<Operation>('PATCH', path, { minReplicas: 1 });
    await until<Operation>(`/operations/${body.id}`, ({ status }) => status === 'succeeded');
    const stored = (await kubectl<App>('GET', '/prod')).spec;
    expect(stored).toMatchObject({ nodeGroups: { web: { maxReplicas: 7, minReplicas: 1 } } });
  });

  test('one that somebody deletes with kubectl is gone, and so is what it took', async () => {
    const { ask, kubectl, until } = await bench(profile);
    const before = await ask<Tenant>('GET', '/tenant');
    expect(before.body.quota.find(({ resource }) => resource === 'clusters')).toMatchObject({
      requested: '2',
    });
    await kubectl('DELETE', '/test');
    await until<{ status: unknown }>('/clusters/test', ({ status }) => status === 404);
    expect((await ask<Cluster>('GET', '/clusters/prod')).status).toBe(200);
    const { body } = await ask<Tenant>('GET', '/tenant');
    expect(body.quota.find(({ resource }) => resource === 'clusters')).toMatchObject({ requested: '1' });
  });

  test('one that is made later is shown, without anybody asking for it', async () => {
    const { until, kubectl, writes } = await bench(profile);
    await kubectl('POST', '', appOf(profile, 'later'));
    await until<Cluster>(
      '/clusters/later',
      ({ name, status }) => name === 'later' && status.phase === 'Running',
    );
    // That of kubectl.
    expect(writes()).toEqual(['POST ']);
  });
});
