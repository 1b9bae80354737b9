// Several who change a cluster at once, with nothing but the platform between them: no change of anybody is lost.
import type { NodeGroup, Operation, Problem } from '@hikube/sdk';
import { describe, expect, test } from 'vitest';
import { PATH } from '../doubles/cozystack/testing.ts';
import { world } from './direct-world.ts';

describe.each(['1.6.2', '1.1.2'] as const)('on %s', (profile) => {
  test('two people at once: a stale If-Match is refused, and without one both changes stay', async () => {
    const { start, stored } = await world(profile, ['prod']);
    const path = '/clusters/prod/node-groups/web';
    const [a, b] = [start(), start()];
    const { uid, generation } = (await a.ask<NodeGroup>('GET', path)).body;
    await b.ask('GET', path);
    const ifMatch = { 'if-match': `"${uid}.${generation}"` };
    expect((await a.ask('PATCH', path, { maxReplicas: 6 }, ifMatch)).status).toBe(202);
    const stale = await b.ask<Problem>('PATCH', path, { minReplicas: 1 }, ifMatch);
    expect(stale).toMatchObject({ status: 412, body: { current: { maxReplicas: 6 } } });
    expect((await b.ask('PATCH', path, { minReplicas: 1 })).status).toBe(202);
    expect((await stored('prod')).spec).toMatchObject({
      nodeGroups: { web: { minReplicas: 1, maxReplicas: 6 } },
    });
  });

  test('somebody is faster by the blink of an eye: refused with If-Match, and else both stay', async () => {
    const { start, stored, double, clock, kubectl } = await world(profile, ['prod']);
    const path = '/clusters/prod/node-groups/web';
    // A write begins with the list, and the cluster is read right before it is written over: nobody can look later than that.
    let meanwhile: (() => Promise<void>) | undefined;
    let isListed = false;
    const a = start('acme', clock, async ({ method, url }) => {
      if (meanwhile === undefined || method !== 'GET') return;
      const { pathname } = new URL(url);
      isListed ||= pathname === PATH;
      if (!isListed || pathname !== `${PATH}/prod`) return;
      const work = meanwhile;
      meanwhile = undefined;
      isListed = false;
      await work();
    });
    const b = start();
    const read = async () => (await a.ask<NodeGroup>('GET', path)).body;
    expect((await a.ask('PATCH', path, { maxReplicas: 4 })).status).toBe(202);
    await b.ask('GET', path);
    const ifMatch = { 'if-match': `"${(await read()).uid}.${(await read()).generation}"` };
    const statuses: number[] = [];
    const change = (body: object) => async () => {
      statuses.push((await b.ask('PATCH', path, body)).status);
    };
    meanwhile = change({ maxReplicas: 7 });
    expect((await a.ask('PATCH', path, { minReplicas: 1 }, ifMatch)).status).toBe(412);
    meanwhile = change({ maxReplicas: 8 });
    expect((await a.ask('PATCH', path, { minReplicas: 1 })).status).toBe(202);
    expect(statuses).toEqual([202, 202]);
    expect((await stored('prod')).spec).toMatchObject({
      nodeGroups: { web: { minReplicas: 1, maxReplicas: 8 } },
    });
    // A group that somebody adds with kubectl at the same moment is not taken away. What kubectl reads lags, too.
    await double.advance(2_000);
    meanwhile = async () => {
      const app = await stored('prod');
      const { web } = app.spec['nodeGroups'] as { web: object };
      await kubectl('PUT', '/prod', { ...app, spec: { ...app.spec, nodeGroups: { web, extra: web } } });
    };
    expect((await a.ask('PATCH', path, { minReplicas: 2 })).status).toBe(202);
    expect((await stored('prod')).spec).toMatchObject({
      nodeGroups: { web: { minReplicas: 2, maxReplicas: 8 }, extra: { maxReplicas: 8 } },
    });
  });

  test('what kubectl changes after a change from here has ended is shown, and stays with the next change', async () => {
    const { start, stored, double, kubectl } = await world(profile, ['prod']);
    const { ask, until } = start();
    const path = '/clusters/prod/node-groups/web';
    const { id } = (await ask<Operation>('PATCH', path, { maxReplicas: 4 })).body;
    await until<Operation>(`/operations/${id}`, ({ status }) => status === 'succeeded');
    const app = await stored('prod');
    const { web, ...others } = app.spec['nodeGroups'] as { web: object };
    const nodeGroups = { ...others, web: { ...web, maxReplicas: 9 }, extra: web };
    await kubectl('PUT', '/prod', { ...app, spec: { ...app.spec, nodeGroups } });
    await double.advance(2_000);
    expect((await ask<NodeGroup>('GET', path)).body.maxReplicas).toBe(9);
    expect((await ask('GET', '/clusters/prod/node-groups/extra')).status).toBe(200);
    expect((await ask<Operation>('GET', `/operations/${id}`)).body.status).toBe('succeeded');
    expect((await ask('PATCH', path, { minReplicas: 1 })).status).toBe(202);
    expect((await stored('prod')).spec).toMatchObject({
      nodeGroups: { web: { minReplicas: 1, maxReplicas: 9 }, extra: { maxReplicas: 4 } },
    });
  });
});
