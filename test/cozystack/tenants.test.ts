// Several tenants in one service: on platforms of two releases, each by himself. None sees or reaches what is another one's, and
// none waits for another one's platform.
import { createCozystackPlatform, fetchShape } from '@hikube/platform-cozystack';
import type { Capability, Cluster, Operation, Problem } from '@hikube/sdk';
import {
  createMemoryStore,
  createService,
  createVirtualClock,
  type LogFields,
  systemRandom,
  type VirtualClock,
} from '@hikube/service';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Cozystack, type Release, startCozystack } from '../doubles/cozystack/index.ts';
import { appOf, PATH } from '../doubles/cozystack/testing.ts';

const TOKENS = { acme: 'a-token-of-the-tenant-acme', other: 'a-token-of-the-tenant-other' } as const;
type Name = keyof typeof TOKENS;
const NAMES = ['acme', 'other'] as const;
const NODE_GROUPS = { web: { minReplicas: 1, maxReplicas: 2 } };

interface World {
  readonly clock: VirtualClock;
  /** That of each tenant; the same where they are on one. */
  readonly double: Readonly<Record<Name, Cozystack>>;
  ask<Body>(as: Name, method: string, path: string, body?: object): Promise<Answer<Body>>;
  /** Lets time pass until the answer is so. */
  until<Body>(as: Name, path: string, isSo: (body: Body) => boolean): Promise<Body>;
  pass(ms: number): Promise<void>;
  /** What the service has written to its log of that event. */
  told(event: string): readonly (LogFields | undefined)[];
  metrics(): string;
}

interface Answer<Body> {
  readonly status: number;
  readonly body: Body;
}

const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

async function begin(releases: Readonly<Record<Name, Release>>, away?: Name): Promise<World> {
  const clock = createVirtualClock(Date.parse('2026-11-28T09:00:00Z'));
  const doubles = new Map<Release, Cozystack>();
  for (const profile of new Set(Object.values(releases)))
    doubles.set(profile, await startCozystack({ profile, clock, tenants: [...NAMES] }));
  for (const each of doubles.values()) open.push(() => each.close());
  const double = { acme: doubles.get(releases.acme)!, other: doubles.get(releases.other)! };
  if (away !== undefined) double[away].faults.away();
  const tenants = new Map(
    NAMES.map((name) => {
      const { kubeconfig, namespace } = double[name].tenant(name);
      const fetch = double[name].connect(kubeconfig);
      return [name, { namespace, reach: async () => ({ fetch, shape: await fetchShape(fetch, clock) }) }];
    }),
  );
  // The host of a cluster has the name of its tenant in it.
  const connect = (kubeconfig: string) =>
    double[NAMES.find((name) => kubeconfig.includes(`.${name}.`))!].connect(kubeconfig);
  const platform = createCozystackPlatform({ clock, tenants, connect });
  open.push(() => platform.close());
  const told: { readonly event: string; readonly fields: LogFields | undefined }[] = [];
  const service = createService({
    store: createMemoryStore({ clock }),
    platform,
    clock,
    random: systemRandom,
    config: {
      firstTokens: NAMES.map((tenant) => ({ tenant, token: TOKENS[tenant] })),
      takeIn: NAMES,
      log: (_level, event, fields) => void told.push({ event, fields }),
      rateLimit: 'off',
    },
  });
  const pass = async (ms: number) => {
    for (const each of doubles.values()) await each.advance(ms / doubles.size);
  };
  async function moved<Result>(work: Promise<Result>): Promise<Result> {
    let isOver = false;
    const over = work.finally(() => {
      isOver = true;
    });
    over.catch(() => undefined);
    for (let moment = 0; moment < 600 && !isOver; moment += 1) await pass(1_000);
    return over;
  }
  await moved(service.start());
  open.push(() => moved(service.stop()));
  async function ask<Body>(as: Name, method: string, path: string, body?: object): Promise<Answer<Body>> {
    const headers = { authorization: `Bearer ${TOKENS[as]}`, 'content-type': 'application/json' };
    const init = { method, headers, ...(body && { body: JSON.stringify(body) }) };
    const answer = await moved(service.fetch(new Request(`https://hikube.test/v1${path}`, init)));
    const text = await answer.text();
    return { status: answer.status, body: (text === '' ? undefined : JSON.parse(text)) as Body };
  }
  return {
    clock,
    double,
    ask,
    pass,
    told: (event) => told.filter((each) => each.event === event).map(({ fields }) => fields),
    metrics: () => service.metrics(),
    async until<Body>(as: Name, path: string, isSo: (body: Body) => boolean) {
      for (let moment = 0; moment < 400; moment += 1) {
        const { status, body } = await ask<Body>(as, 'GET', path);
        if (status === 200 && isSo(body)) return body;
        await pass(5_000);
      }
      throw new Error(`Not reached in time: ${JSON.stringify((await ask(as, 'GET', path)).body)}`);
    },
  };
}

const runs = ({ status }: Cluster): boolean => status.phase === 'Running';

describe('on platforms of two releases', () => {
  let world: World;
  beforeEach(async () => {
    world = await begin({ acme: '1.1.2', other: '1.6.2' });
  });

  test('each can order what his own release has', async () => {
    const able = async (as: Name) => {
      const { body } = await world.ask<{ items: Capability[] }>(as, 'GET', '/capabilities?limit=100');
      return body.items.filter(({ available }) => available).map(({ name }) => name);
    };
    const [older, newer] = [await able('acme'), await able('other')];
    const [added] = newer.filter((name) => name.startsWith('addon.') && !older.includes(name));
    const addon = added!.replace('addon.', '');
    const body = { name: 'prod', version: '1.34', nodeGroups: NODE_GROUPS, addons: { [addon]: {} } };
    const refused = await world.ask<Problem>('acme', 'POST', '/clusters', body);
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ pointer: `/addons/${addon}` }] } });
    expect((await world.ask('other', 'POST', '/previews/clusters', body)).status).toBe(200);
    for (const name of NAMES)
      expect((await world.ask(name, 'POST', '/clusters', { ...body, addons: {} })).status).toBe(202);
    await world.until('acme', '/clusters/prod', runs);
    await world.until('other', '/clusters/prod', runs);
    // Each went to its own platform, once.
    for (const name of NAMES)
      expect([...world.double[name].clusters().keys()]).toEqual([`tenant-${name}/prod`]);
  });
});

describe('when the release of a platform is exchanged', () => {
  test('its tenant can order what the other one has, without a new start, and his clusters are what they were', async () => {
    const world = await begin({ acme: '1.1.2', other: '1.6.2' });
    const able = async (as: Name) => {
      const { body } = await world.ask<{ items: Capability[] }>(as, 'GET', '/capabilities?limit=100');
      return body.items.filter(({ available }) => available).map(({ name }) => name);
    };
    const others = await able('other');
    expect(await able('acme')).not.toContain('addon.hami');
    const body = { version: '1.34', nodeGroups: NODE_GROUPS };
    expect((await world.ask('acme', 'POST', '/clusters', { ...body, name: 'before' })).status).toBe(202);
    const before = await world.until<Cluster>('acme', '/clusters/before', runs);
    const machines = world.double.acme.clusters().get('tenant-acme/before');
    // Its API is away while it is exchanged.
    await world.pass(600_000);
    // One whose machines are on their way meanwhile.
    expect((await world.ask('acme', 'POST', '/clusters', { ...body, name: 'during' })).status).toBe(202);
    world.double.acme.presence('away');
    await world.pass(60_000);
    await world.double.acme.exchange('1.6.2');
    world.double.acme.presence('here');
    const from = world.clock.now();
    await world.until<{ items: Capability[] }>('acme', '/capabilities?limit=100', ({ items }) =>
      items.some(({ name, available }) => name === 'addon.hami' && available),
    );
    expect(world.clock.now() - from).toBeLessThan(300_000);
    await world.until<Cluster>('acme', '/clusters/during', runs);
    const { body: after } = await world.ask<Cluster>('acme', 'GET', '/clusters/before');
    expect([after.uid, after.generation]).toEqual([before.uid, before.generation]);
    expect(world.double.acme.clusters().get('tenant-acme/before')).toBe(machines);
    const hami = { ...body, name: 'after', addons: { hami: {} } };
    expect((await world.ask('acme', 'POST', '/previews/clusters', hami)).status).toBe(200);
    // A version that the later release has no more is refused from now on.
    const old = { ...body, name: 'old', version: '1.30' };
    expect((await world.ask('acme', 'POST', '/clusters', old)).status).toBe(422);
    expect(await able('other')).toEqual(others);
    expect(world.told('platform_changed')).toMatchObject([{ tenant: 'acme', lost: '' }]);
    expect(world.metrics()).toContain('hikube_platform_changes_total 1');
  });

  test('an hour in which nothing is exchanged takes two questions', async () => {
    const world = await begin({ acme: '1.6.2', other: '1.6.2' });
    const { calls } = world.double.acme.faults;
    const asked = () => calls.filter((call) => call.includes('/openapi/')).length;
    const from = asked();
    await world.pass(3_600_000);
    const perTenant = (asked() - from) / NAMES.length;
    expect(perTenant).toBeGreaterThan(0);
    expect(perTenant).toBeLessThanOrEqual(2);
    expect(world.told('platform_changed')).toEqual([]);
  });
});

describe('on one platform', () => {
  let world: World;
  beforeEach(async () => {
    world = await begin({ acme: '1.6.2', other: '1.6.2' });
  });

  async function make(as: Name, name: string): Promise<Cluster> {
    const body = { name, version: '1.34', nodeGroups: NODE_GROUPS };
    const made = await world.ask<Operation>(as, 'POST', '/clusters', body);
    expect(made.status).toBe(202);
    return world.until<Cluster>(as, `/clusters/${name}`, runs);
  }

  test('nobody sees, changes, enters or removes what is another one’s', async () => {
    await make('acme', 'prod');
    const { body: page } = await world.ask<{ items: Operation[] }>('acme', 'GET', '/operations');
    const mine = await world.ask<{ id: string }>('acme', 'POST', '/clusters/prod/kubeconfigs', {
      role: 'view',
    });
    expect(mine.status).toBe(201);
    for (const [method, path, body] of [
      ['GET', '/clusters/prod'],
      ['PATCH', '/clusters/prod', { displayName: 'mine now' }],
      ['DELETE', '/clusters/prod'],
      ['GET', '/clusters/prod/nodes'],
      ['GET', '/clusters/prod/volumes'],
      ['GET', '/clusters/prod/events'],
      ['GET', '/clusters/prod/manifest'],
      ['PATCH', '/clusters/prod/node-groups/web', { maxReplicas: 1 }],
      ['POST', '/clusters/prod/kubeconfigs', { role: 'admin' }],
      ['DELETE', `/clusters/prod/kubeconfigs/${mine.body.id}`],
      ['GET', `/operations/${page.items[0]!.id}`],
      ['POST', `/operations/${page.items[0]!.id}/cancel`],
    ] as const)
      expect([path, (await world.ask<Problem>('other', method, path, body)).status]).toEqual([path, 404]);
    for (const list of ['/clusters', '/operations', '/events', '/volumes'])
      expect((await world.ask('other', 'GET', list)).body).toMatchObject({ items: [] });
    await world.until<Cluster>('acme', '/clusters/prod', runs);
  });

  test('one of the same name is another cluster, and who goes leaves the other', async () => {
    const [mine, theirs] = [await make('acme', 'prod'), await make('other', 'prod')];
    expect(mine.uid).not.toBe(theirs.uid);
    await world.ask('other', 'DELETE', '/clusters/prod');
    for (let moment = 0; moment < 400; moment += 1) {
      if ((await world.ask('other', 'GET', '/clusters/prod')).status === 404) break;
      await world.pass(5_000);
    }
    expect([...world.double.acme.clusters().keys()]).toEqual(['tenant-acme/prod']);
    expect((await world.ask<Cluster>('acme', 'GET', '/clusters/prod')).body.uid).toBe(mine.uid);
  });

  test('who writes the uid of another one’s cluster on his own gets nothing of it', async () => {
    await make('acme', 'prod');
    const { ask } = world.double.acme.tenant('acme');
    const app = await ask<{ metadata: { annotations: Record<string, string> } }>('GET', `${PATH}/prod`);
    // All that is written on it, the wish among it, on one of his own.
    const own = appOf('1.6.2', 'prod') as { metadata: object };
    const copied = { ...own, metadata: { ...own.metadata, annotations: app.body.metadata.annotations } };
    const there = world.double.other.tenant('other');
    expect((await there.ask('POST', PATH.replace('acme', 'other'), copied)).status).toBe(201);
    await world.until<Cluster>('other', '/clusters/prod', runs);
    await world.ask('other', 'DELETE', '/clusters/prod');
    await world.pass(900_000);
    expect([...world.double.acme.clusters().keys()]).toEqual(['tenant-acme/prod']);
    const patch = { maxReplicas: 3 };
    expect((await world.ask('acme', 'PATCH', '/clusters/prod/node-groups/web', patch)).status).toBe(202);
    for (let moment = 0; moment < 400; moment += 1) {
      const { body } = await ask<{ spec: { nodeGroups: { web: { maxReplicas: number } } } }>(
        'GET',
        `${PATH}/prod`,
      );
      if (body.spec.nodeGroups.web.maxReplicas === patch.maxReplicas) return;
      await world.pass(5_000);
    }
    throw new Error('What was asked for never came to the platform.');
  });

  test('a credential that is not good any more stops its tenant only', async () => {
    await make('acme', 'prod');
    world.double.acme.faults.expire(world.double.acme.tenant('acme').token);
    await make('other', 'prod');
    const unreachable = ({ status }: Cluster) =>
      status.conditions.some(({ type, status }) => type === 'PlatformReachable' && status === 'False');
    const { status } = await world.until<Cluster>('acme', '/clusters/prod', unreachable);
    const told = status.conditions.find(({ type }) => type === 'PlatformReachable')?.message;
    expect(told).toMatch(/does not accept the credential .* new kubeconfig/);
  });
});

test('a platform that is away at the start holds up its own tenant only, and is taken up when it is back', async () => {
  const world = await begin({ acme: '1.1.2', other: '1.6.2' }, 'acme');
  const body = { name: 'prod', version: '1.34', nodeGroups: NODE_GROUPS };
  expect((await world.ask('other', 'POST', '/clusters', body)).status).toBe(202);
  await world.until<Cluster>('other', '/clusters/prod', runs);
  const refused = await world.ask<Problem>('acme', 'POST', '/clusters', body);
  expect(refused).toMatchObject({ status: 503 });
  world.double.acme.faults.away(false);
  const { ask } = world.double.acme.tenant('acme');
  expect((await ask('POST', PATH, appOf('1.1.2', 'by-hand'))).status).toBe(201);
  await world.until<Cluster>('acme', '/clusters/by-hand', runs);
  expect((await world.ask('acme', 'POST', '/clusters', body)).status).toBe(202);
});
