// What other doubles of a Kubernetes API get wrong: stale writes, finalizers, namespaces, owners, options that are ignored.
import { describe, expect, test } from 'vitest';
import { type Cluster, CONFIG_MAPS, createCluster } from '../testing/cluster.ts';

interface Shown {
  readonly metadata: {
    readonly name: string;
    readonly uid: string;
    readonly resourceVersion: string;
    readonly deletionTimestamp?: string;
    readonly finalizers?: readonly string[];
    readonly ownerReferences?: readonly object[];
  };
}

const shown = (value: unknown): Shown => value as Shown;
const at = (name: string): string => `${CONFIG_MAPS}/${name}`;
const GADGETS = '/apis/example.com/v1/namespaces/default/gadgets';

const definition = {
  metadata: { name: 'gadgets.example.com' },
  spec: {
    group: 'example.com',
    scope: 'Namespaced',
    names: { plural: 'gadgets', singular: 'gadget', kind: 'Gadget' },
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        subresources: { status: {} },
        schema: {
          openAPIV3Schema: {
            type: 'object',
            properties: {
              spec: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
              status: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
            },
          },
        },
      },
    ],
  },
};

async function withGadgets(): Promise<Cluster> {
  const cluster = createCluster();
  await cluster.create('/apis/apiextensions.k8s.io/v1/customresourcedefinitions', definition);
  return cluster;
}

describe('a stale write', () => {
  test('is a conflict by update, by patch and on status, and each change raises the version', async () => {
    const cluster = await withGadgets();
    const gadget = { apiVersion: 'example.com/v1', kind: 'Gadget', metadata: { name: 'g' }, spec: { a: 1 } };
    const first = shown(await cluster.create(GADGETS, gadget));
    const stale = first.metadata.resourceVersion;
    const second = shown((await cluster.patch(`${GADGETS}/g`, { spec: { a: 2 } })).body);
    expect(Number(second.metadata.resourceVersion)).toBeGreaterThan(Number(stale));
    const old = { ...gadget, metadata: { name: 'g', resourceVersion: stale } };
    const answers = [
      await cluster.ask('PUT', `${GADGETS}/g`, old),
      await cluster.ask('PUT', `${GADGETS}/g/status`, { ...old, status: { b: 1 } }),
      await cluster.patch(`${GADGETS}/g`, { metadata: { resourceVersion: stale }, spec: { a: 3 } }),
      await cluster.patch(`${GADGETS}/g/status`, { metadata: { resourceVersion: stale }, status: { b: 1 } }),
    ];
    expect(answers.map(({ status, body }) => [status, body['reason']])).toEqual(
      answers.map(() => [409, 'Conflict']),
    );
    expect(shown(await cluster.get(`${GADGETS}/g`))).toEqual(second);
  });

  test('is refused by create, whatever version it names, and makes nothing', async () => {
    const cluster = createCluster();
    for (const resourceVersion of ['1', '999999']) {
      const { status, body } = await cluster.ask('POST', CONFIG_MAPS, {
        metadata: { name: 'v', resourceVersion },
      });
      expect([status, body['message']]).toEqual([
        500,
        'resourceVersion should not be set on objects to be created',
      ]);
    }
    expect((await cluster.ask('GET', at('v'))).status).toBe(404);
  });

  test('among many at once exactly one update with a version wins, and every patch without one is kept', async () => {
    const cluster = createCluster();
    const first = shown(await cluster.create(CONFIG_MAPS, { metadata: { name: 'a' }, data: {} }));
    const { resourceVersion } = first.metadata;
    const updates = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        cluster.ask('PUT', at('a'), {
          metadata: { name: 'a', resourceVersion },
          data: { winner: String(index) },
        }),
      ),
    );
    expect(updates.filter(({ status }) => status === 200)).toHaveLength(1);
    const patches = await Promise.all(
      Array.from({ length: 15 }, (_, index) => cluster.patch(at('a'), { data: { [`k${index}`]: '1' } })),
    );
    expect(patches.map(({ status }) => status)).toEqual(patches.map(() => 200));
    const { data } = (await cluster.get(at('a'))) as { data: Record<string, string> };
    expect(Object.keys(data)).toHaveLength(16);
  });
});

describe('pages of a list', () => {
  test('are one snapshot, whatever is written meanwhile', async () => {
    const cluster = createCluster();
    for (let count = 10; count < 30; count += 1)
      await cluster.create(CONFIG_MAPS, { metadata: { name: `n${count}` } });
    const names: string[] = [];
    let token = '';
    do {
      const page = (await cluster.get(`${CONFIG_MAPS}?limit=7&continue=${token}`)) as unknown as {
        metadata: { continue?: string; remainingItemCount?: number };
        items: Shown[];
      };
      names.push(...page.items.map(({ metadata }) => metadata.name));
      token = page.metadata.continue ?? '';
      await cluster.remove(at('n29'));
      await cluster.ask('POST', CONFIG_MAPS, { metadata: { name: 'n10a' } });
    } while (token !== '');
    expect(names).toEqual(Array.from({ length: 20 }, (_, index) => `n${index + 10}`));
  });
});

describe('a deletion', () => {
  test('waits for finalizers, is seen meanwhile, and takes no new ones', async () => {
    const cluster = createCluster();
    await cluster.create(CONFIG_MAPS, { metadata: { name: 'f', finalizers: ['example.com/a'] } });
    const { body } = await cluster.remove(at('f'));
    expect(shown(body).metadata.deletionTimestamp).toBeDefined();
    expect(shown(await cluster.get(at('f'))).metadata.finalizers).toEqual(['example.com/a']);
    const more = await cluster.patch(at('f'), {
      metadata: { finalizers: ['example.com/a', 'example.com/b'] },
    });
    expect(more.status).toBe(422);
    await cluster.patch(at('f'), { metadata: { finalizers: [] } });
    expect((await cluster.ask('GET', at('f'))).status).toBe(404);
  });

  test('of a namespace empties it, and it can be made again', async () => {
    const cluster = createCluster();
    for (let round = 0; round < 3; round += 1) {
      await cluster.create('/api/v1/namespaces', { metadata: { name: 'n' } });
      await cluster.create('/api/v1/namespaces/n/configmaps', { metadata: { name: 'inside' } });
      await cluster.create('/api/v1/namespaces/n/secrets', { metadata: { name: 'inside' } });
      await cluster.remove('/api/v1/namespaces/n');
      expect((await cluster.ask('GET', '/api/v1/namespaces/n')).status).toBe(404);
      expect((await cluster.get('/api/v1/namespaces/n/configmaps'))['items']).toEqual([]);
    }
  });
});

describe('owners', () => {
  async function family(cluster: Cluster): Promise<void> {
    const { metadata } = shown(await cluster.create(CONFIG_MAPS, { metadata: { name: 'owner' } }));
    const owner = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      name: 'owner',
      uid: metadata.uid,
      blockOwnerDeletion: true,
    };
    const child = shown(
      await cluster.create(CONFIG_MAPS, { metadata: { name: 'child', ownerReferences: [owner] } }),
    );
    const middle = { apiVersion: 'v1', kind: 'ConfigMap', name: 'child', uid: child.metadata.uid };
    await cluster.create(CONFIG_MAPS, { metadata: { name: 'grandchild', ownerReferences: [middle] } });
  }
  const left = async (cluster: Cluster): Promise<string[]> => {
    const { items } = (await cluster.get(CONFIG_MAPS)) as unknown as { items: Shown[] };
    return items.map(({ metadata }) => metadata.name);
  };

  test.each(['Background', 'Foreground'])('%s: all dependents go with them', async (propagationPolicy) => {
    const cluster = createCluster();
    await family(cluster);
    await cluster.remove(at('owner'), { propagationPolicy });
    expect(await left(cluster)).toEqual([]);
  });

  test('Orphan: the dependents stay, and forget them', async () => {
    const cluster = createCluster();
    await family(cluster);
    await cluster.remove(at('owner'), { propagationPolicy: 'Orphan' });
    expect(await left(cluster)).toEqual(['child', 'grandchild']);
    expect(shown(await cluster.get(at('child'))).metadata.ownerReferences).toBeUndefined();
  });

  test('Foreground: an owner waits for a dependent that something holds', async () => {
    const cluster = createCluster();
    await family(cluster);
    await cluster.patch(at('child'), { metadata: { finalizers: ['example.com/hold'] } });
    await cluster.remove(at('owner'), { propagationPolicy: 'Foreground' });
    expect(await left(cluster)).toContain('owner');
    await cluster.patch(at('child'), { metadata: { finalizers: null } });
    await cluster.api.settled();
    expect(await left(cluster)).toEqual([]);
  });

  test('with the controllers off, owners go alone, and a namespace keeps what is in it', async () => {
    const cluster = createCluster({ controllers: false });
    await cluster.create('/api/v1/namespaces', { metadata: { name: 'default' } });
    await family(cluster);
    for (const propagationPolicy of ['Background', 'Foreground'])
      await cluster.remove(at('owner'), { propagationPolicy });
    await cluster.api.settled();
    expect(await left(cluster)).toEqual(expect.arrayContaining(['child', 'grandchild']));
    await cluster.remove('/api/v1/namespaces/default');
    await cluster.api.settled();
    expect(await left(cluster)).toEqual(expect.arrayContaining(['child', 'grandchild']));
  });

  test('nothing of this happens with the controllers off', async () => {
    const cluster = createCluster({ controllers: false });
    const path = '/api/v1/namespaces/any/configmaps';
    const owner = { apiVersion: 'v1', kind: 'ConfigMap', name: 'none', uid: 'none' };
    await cluster.create(path, { metadata: { name: 'child', ownerReferences: [owner] } });
    expect((await cluster.ask('GET', `${path}/child`)).status).toBe(200);
    expect((await cluster.get('/api/v1/namespaces'))['items']).toEqual([]);
  });
});

describe('what is for writing only', () => {
  test('stringData is folded into data and never read', async () => {
    const cluster = createCluster();
    const path = '/api/v1/namespaces/default/secrets';
    const made = await cluster.create(path, {
      metadata: { name: 's' },
      stringData: { a: 'ä' },
      data: { b: 'Yg==' },
    });
    expect([made['stringData'], made['data']]).toEqual([undefined, { a: 'w6Q=', b: 'Yg==' }]);
    await cluster.patch(`${path}/s`, { stringData: { b: 'B' } });
    const read = await cluster.get(`${path}/s`);
    expect([read['stringData'], read['data']]).toEqual([undefined, { a: 'w6Q=', b: 'Qg==' }]);
  });
});

describe('bounds', () => {
  test('an object that is too large, and a storage that is full, are refused as etcd does', async () => {
    const { createMemoryStorage } = await import('../storage/memory.ts');
    const small = createCluster({ bounds: { objectBytes: 1000 } });
    const large = await small.ask('POST', CONFIG_MAPS, {
      metadata: { name: 'l' },
      data: { a: 'x'.repeat(2000) },
    });
    expect([large.status, large.body['message']]).toEqual([500, 'etcdserver: request is too large']);
    const full = createCluster({ storage: createMemoryStorage({ mostObjects: 1 }), controllers: false });
    await full.create(CONFIG_MAPS, { metadata: { name: 'a' } });
    const refused = await full.ask('POST', CONFIG_MAPS, { metadata: { name: 'b' } });
    expect([refused.status, refused.body['message']]).toEqual([
      500,
      'etcdserver: mvcc: database space exceeded: the storage holds 1 objects and takes no more; delete some',
    ]);
    expect([...small.failures, ...full.failures]).toEqual([]);
  });
});
