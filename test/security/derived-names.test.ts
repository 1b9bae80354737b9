// Names that the platform joins: no two objects of a tenant ever get the same one, whoever asks first and however many
// ask at once.
import { platformName } from '@hikube/domain';
import type { ClusterList, Node, NodeGroup } from '@hikube/openapi/types';
import { createSimulatedPlatform } from '@hikube/platform-simulated';
import { createSeededRandom, createService, type Store } from '@hikube/service';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Api, createApi, type Reply } from '../support/api.ts';
import { scaled, scaledTimeout } from '../support/scale.ts';
import { startTestService, type TestService } from '../support/service.ts';

const NAMES = scaled(1000);
const config = { quota: {}, rateLimit: 'off' as const };

let one: TestService;
let apis: readonly [Api, Api];
/** Called when the first replica has looked for names that are taken and has not committed yet. */
let afterLook: (() => Promise<void>) | undefined;

beforeEach(async () => {
  let shared: Store | undefined;
  afterLook = undefined;
  one = await startTestService({
    config,
    wrapStore: (store) => {
      shared = store;
      return pausing(store);
    },
  });
  const { clock } = one;
  const store = shared!;
  const platform = createSimulatedPlatform({ clock });
  const two = createService({ store, platform, clock, random: createSeededRandom('two'), config });
  apis = [one.api, createApi(two.fetch, 'http://127.0.0.1/v1', 'an-administrator-of-demo')];
});
afterEach(() => one.dispose());

/** The same store, with a pause behind the look at node groups by their names. */
function pausing(store: Store): Store {
  return new Proxy(store, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target);
      if (name !== 'getMany') return typeof member === 'function' ? member.bind(target) : member;
      return async (keys: Parameters<Store['getMany']>[0]) => {
        const found = await target.getMany(keys);
        const pause = keys.some(({ kind }) => kind === 'nodeGroup') ? afterLook : undefined;
        if (pause !== undefined) afterLook = undefined;
        await pause?.();
        return found;
      };
    },
  });
}

const group = (name: string) => ({ name, minReplicas: 1, maxReplicas: 2 });
const cluster = (name: string, ...groups: string[]) => ({
  name,
  topology: 'development',
  nodeGroups: Object.fromEntries(groups.map((each) => [each, { minReplicas: 1, maxReplicas: 2 }])),
});

test('the one who comes second is told where the name is taken, in a preview too', async () => {
  await one.api('POST', '/clusters', { body: cluster('a', 'b-c') });
  await one.api('POST', '/clusters', { body: cluster('a-b') });
  for (const before of ['', '/previews']) {
    const taken = await one.api.refused('validation_failed', 'POST', `${before}/clusters/a-b/node-groups`, {
      body: group('c'),
    });
    expect(taken.body.errors).toEqual([
      {
        pointer: '/name',
        code: 'name_collision',
        detail:
          'The platform would name the node group c "kubernetes-a-b-c", as it has named the node group b-c of ' +
          'the cluster a; choose another name.',
      },
    ]);
    const patched = await one.api.refused('validation_failed', 'PATCH', `${before}/clusters/a-b`, {
      body: { nodeGroups: { c: {}, d: {} } },
    });
    expect(patched.body.errors?.map(({ pointer }) => pointer)).toEqual(['/nodeGroups/c']);
    const named = await one.api.refused('validation_failed', 'POST', `${before}/clusters`, {
      body: cluster('a-b-c'),
    });
    expect(named.body.errors?.map(({ pointer, code }) => [pointer, code])).toEqual([
      ['/name', 'name_collision'],
    ]);
  }
});

test('a manifest is told the place in the manifest', async () => {
  await one.api('POST', '/clusters', { body: cluster('a', 'b-c') });
  const body = {
    apiVersion: 'apps.cozystack.io/v1alpha1',
    kind: 'Kubernetes',
    metadata: { name: 'a-b' },
    spec: { nodeGroups: { c: { minReplicas: 1, maxReplicas: 2 } } },
  };
  const refused = await one.api.refused('validation_failed', 'PUT', '/clusters/a-b/manifest', { body });
  expect(refused.body.errors?.map(({ pointer, code }) => [pointer, code])).toEqual([
    ['/spec/nodeGroups/c', 'name_collision'],
  ]);
});

test('a name is free again once the other one is gone', async () => {
  const created = await one.api<{ id: string }>('POST', '/clusters', { body: cluster('a', 'b-c') });
  await one.finish(created.body);
  const deleted = await one.api<{ id: string }>('DELETE', '/clusters/a');
  await one.api.refused('validation_failed', 'POST', '/clusters', { body: cluster('a-b', 'c') });
  await one.finish(deleted.body);
  expect((await one.api('POST', '/clusters', { body: cluster('a-b', 'c') })).status).toBe(202);
});

test('a name that is taken between the look and the commit is refused, although the quota stays as it is', async () => {
  const added = { minReplicas: 1, maxReplicas: 2 };
  await one.api('POST', '/clusters', { body: cluster('a', 'old') });
  await one.api('POST', '/clusters', { body: cluster('a-b', 'old') });
  afterLook = async () => {
    const body = { nodeGroups: { old: null, 'b-c': added } };
    expect((await apis[1]('PATCH', '/clusters/a', { body })).status).toBe(202);
  };
  const body = { nodeGroups: { old: null, c: added } };
  const late = await one.api.refused('validation_failed', 'PATCH', '/clusters/a-b', { body });
  expect(late.body.errors?.map(({ code }) => code)).toEqual(['name_collision']);
  expect(afterLook).toBeUndefined();
});

test('more "-" than a commit can rely on is a refusal', async () => {
  const names = Array.from({ length: 50 }, (_, index) => {
    const tail = [...index.toString(2).padStart(6, '0')].map((bit) => (bit === '0' ? 'a' : 'b')).join('-');
    return `${'a-'.repeat(18)}${tail}`;
  });
  await one.api.refused('validation_failed', 'POST', '/clusters', { body: cluster('a', ...names) });
  expect((await one.api('POST', '/clusters', { body: cluster('a', ...names.slice(0, 30)) })).status).toBe(
    202,
  );
});

test(`${NAMES} names that meet, sent to two replicas at once`, {
  timeout: scaledTimeout(240_000),
}, async () => {
  const random = createSeededRandom('derived names');
  const piece = () => ['a', 'b', 'c'][random.int(3)]!;
  const name = () => Array.from({ length: 1 + random.int(4) }, piece).join('-');
  const statuses = new Map<number, number>();
  const count = ({ status }: Reply) => statuses.set(status, (statuses.get(status) ?? 0) + 1);
  for (let sent = 0; sent < NAMES; sent += 2) {
    // Two readings of one text, or two names of their own.
    const pieces = Array.from({ length: 2 + random.int(3) }, piece);
    const cut = () => {
      const at = 1 + random.int(pieces.length - 1);
      return cluster(pieces.slice(0, at).join('-'), pieces.slice(at).join('-'));
    };
    const bodies = random.int(2) === 0 ? [cut(), cut()] : [cut(), cluster(name())];
    const replies = await Promise.all(
      bodies.map((body, index) => apis[index]!('POST', '/clusters', { body })),
    );
    for (const reply of replies) count(reply);
    // What is there gets a group more, so that groups meet clusters, too.
    const extra = bodies[random.int(2)]!.name;
    count(await apis[random.int(2)]!('POST', `/clusters/${extra}/node-groups`, { body: group(name()) }));
    if (random.int(4) > 0) continue;
    const victim = await apis[0]<{ id: string }>('DELETE', `/clusters/${extra}`);
    if (victim.status === 202) await one.finish(victim.body);
  }
  const { body: clusters } = await one.api<ClusterList>('GET', '/clusters?limit=200');
  const groups = await one.store.list<NodeGroup>({ kind: 'nodeGroup', tenant: 'demo', limit: 1000 });
  const nodes = await one.store.list<{ nodes: Node[] }>({
    kind: 'clusterNodes',
    tenant: 'demo',
    limit: 1000,
  });
  const derived = [
    ...clusters.items.map(({ name: own }) => platformName({ cluster: own })),
    ...groups.map(({ body }) => platformName({ cluster: body.cluster, nodeGroup: body.name })),
  ];
  const machines = nodes.flatMap(({ body }) => body.nodes.map((node) => node.name));
  const collisions = derived.length - new Set(derived).size + machines.length - new Set(machines).size;
  expect(collisions).toBe(0);
  expect(derived.length).toBeGreaterThan(20);
  expect(statuses.get(422)).toBeGreaterThan(NAMES / 10);
  expect([...statuses.keys()].filter((status) => status >= 500)).toEqual([]);
  const told = [...statuses].sort().map(([status, times]) => `${times} × ${status}`);
  console.log(
    `names that the platform derives: ${told.join(', ')}; ${derived.length} names and ${machines.length} machines kept, ${collisions} collisions`,
  );
});
