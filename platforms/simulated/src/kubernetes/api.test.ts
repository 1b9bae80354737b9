import { PlatformError } from '@hikube/service/platform';
import { uid } from '@hikube/service/testing';
import { beforeEach, describe, expect, test } from 'vitest';
import { ROOT, type ServedCluster, serveCluster } from '../testing/served-cluster.ts';

let cluster: ServedCluster;
let view: string;
beforeEach(async () => {
  cluster = await serveCluster();
  await cluster.setNodes(['web-1', 'web-2']);
  view = await cluster.token('view');
});

async function status(answer: Promise<Response>): Promise<object> {
  const response = await answer;
  const body = (await response.json()) as { code: number };
  expect(body.code).toBe(response.status);
  return body;
}

const FAILURE = { kind: 'Status', apiVersion: 'v1', status: 'Failure' };

describe('who asks', () => {
  test.each([undefined, 'hkc_', `hkc_${'f'.repeat(60)}`, 'hik_0123456789abcdef', 'a b', ''])(
    'a stranger with %j is turned away',
    async (token) => {
      expect(await status(cluster.ask(token, '/api/v1/nodes'))).toEqual({
        ...FAILURE,
        metadata: {},
        message: 'Unauthorized',
        reason: 'Unauthorized',
        code: 401,
      });
    },
  );

  test('the token of one cluster is none of another', async () => {
    const path = `https://127.0.0.1/clusters/${uid('c2')}/api/v1/nodes`;
    const answer = cluster.api.fetch(new Request(path, { headers: { Authorization: `Bearer ${view}` } }));
    expect(await status(answer)).toMatchObject({ code: 401 });
  });

  test('the token of another cluster is known to none of its reviews', async () => {
    const admin = await cluster.token('admin');
    const foreign = await cluster.token('admin', { tenant: 'demo', name: 'other', uid: uid('c2') });
    const review = async (token: string) => {
      const body = JSON.stringify({
        apiVersion: 'authentication.k8s.io/v1',
        kind: 'TokenReview',
        spec: { token },
      });
      const path = '/apis/authentication.k8s.io/v1/tokenreviews';
      const answer = await cluster.ask(admin, path, { method: 'POST', body });
      return ((await answer.json()) as { status: { authenticated?: boolean } }).status.authenticated ?? false;
    };
    expect([await review(admin), await review(foreign)]).toEqual([true, false]);
    expect((await cluster.ask(foreign, '/api/v1/nodes')).status).toBe(401);
  });

  test('strangers learn the version and whether it lives, of clusters that exist', async () => {
    expect(await (await cluster.ask(undefined, '/version')).json()).toMatchObject({
      gitVersion: 'v1.33.8',
      minor: '33',
    });
    expect(await (await cluster.ask(undefined, '/readyz')).text()).toBe('ok');
    const missing = new Request(`https://127.0.0.1/clusters/${uid('c2')}/version`);
    expect(await status(cluster.api.fetch(missing))).toMatchObject({ code: 404 });
  });

  test.each(['/', '/clusters', '/clusters/x/version', '/v1/clusters', `${ROOT.toUpperCase()}/version`])(
    'the path %s is nothing here',
    async (path) => {
      const answer = cluster.api.fetch(new Request(`https://127.0.0.1${path}`));
      expect(await status(answer)).toMatchObject({ ...FAILURE, reason: 'NotFound' });
    },
  );

  test('the name in the handshake stands in for the path', async () => {
    const request = new Request('https://127.0.0.1/readyz');
    const answer = await cluster.api.fetch(request, {
      serverName: `${uid('c1')}.kubernetes.hikube.internal`,
    });
    expect(await answer.text()).toBe('ok');
  });
});

describe('what is there', () => {
  test('discovery says the same in both forms', async () => {
    const aggregated = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';
    const names: Record<'old' | 'new', string[]> = { old: [], new: [] };
    for (const root of ['/api', '/apis'] as const) {
      const answer = await cluster.ask(view, root, { accept: aggregated });
      expect(answer.headers.get('content-type')).toBe(aggregated);
      const { items } = (await answer.json()) as {
        items: {
          metadata: { name?: string };
          versions: { version: string; resources: { resource: string }[] }[];
        }[];
      };
      for (const { metadata, versions } of items) {
        for (const { version, resources } of versions) {
          const path = metadata.name === undefined ? `/api/${version}` : `/apis/${metadata.name}/${version}`;
          names.new.push(...resources.map(({ resource }) => `${path}/${resource}`).sort());
          const list = (await (await cluster.ask(view, path)).json()) as { resources: { name: string }[] };
          const whole = list.resources.filter(({ name }) => !name.includes('/'));
          names.old.push(...whole.map(({ name }) => `${path}/${name}`).sort());
        }
      }
    }
    expect(names.new).toEqual(names.old);
    expect(names.new).toContain('/apis/apps/v1/deployments');
  });

  test('every resource can be listed, as objects and as a table', async () => {
    const admin = await cluster.token('admin');
    const paths = ['configmaps', 'events', 'namespaces', 'nodes', 'pods', 'secrets', 'services'].map(
      (name) => `/api/v1/${name}`,
    );
    paths.push('/apis/apps/v1/deployments', '/apis/apps/v1/daemonsets');
    paths.push('/apis/storage.k8s.io/v1/storageclasses', '/apis/coordination.k8s.io/v1/leases');
    for (const path of paths) {
      const list = (await (await cluster.ask(admin, path)).json()) as {
        kind: string;
        items: object[];
      };
      const accept = 'application/json;as=Table;v=v1;g=meta.k8s.io';
      const table = (await (await cluster.ask(admin, path, { accept })).json()) as {
        columnDefinitions: object[];
        rows: { cells: unknown[] }[];
      };
      expect(list.kind).toMatch(/List$/);
      expect(table.rows).toHaveLength(list.items.length);
      const cells = table.rows.flatMap((row) => row.cells);
      expect(table.rows.every((row) => row.cells.length === table.columnDefinitions.length)).toBe(true);
      expect(cells.filter((cell) => !['string', 'number', 'boolean'].includes(typeof cell))).toEqual([]);
    }
  });

  test.each(['/api/v1/widgets', '/apis/apps/v2/deployments', '/api/v1/namespaces/a/pods/b/log'])(
    '%s is not served',
    async (path) => {
      const admin = await cluster.token('admin');
      expect(await status(cluster.ask(admin, path))).toMatchObject({
        reason: 'NotFound',
        message: 'the server could not find the requested resource',
      });
    },
  );
});

describe('what is refused', () => {
  test('writes of what the world shows, with the reason, for those who could', async () => {
    const admin = await cluster.token('admin');
    const node = '/api/v1/nodes/web-1';
    const merge = 'application/merge-patch+json';
    const label = { method: 'PATCH', type: merge, body: '{"metadata":{"labels":{"a":"b"}}}' };
    const cordon = { method: 'PATCH', type: merge, body: '{"spec":{"unschedulable":true}}' };
    const binding = '/apis/rbac.authorization.k8s.io/v1/clusterrolebindings/hikube:view';
    for (const [path, request] of [
      [node, { method: 'DELETE' }],
      [node, label],
      [node, cordon],
      [binding, { method: 'DELETE' }],
      ['/apis/apps/v1/namespaces/kube-system/deployments/coredns', { method: 'DELETE' }],
    ] as const)
      expect(await status(cluster.ask(admin, path, request))).toMatchObject({
        reason: 'Forbidden',
        message: expect.stringContaining('it shows what the simulated cluster is'),
      });
    const made = { method: 'POST', body: '{"apiVersion":"v1","kind":"Node","metadata":{"name":"mine"}}' };
    expect(await status(cluster.ask(admin, '/api/v1/nodes', made))).toMatchObject({
      message: expect.stringContaining('the nodes of a simulated cluster are its machines'),
    });
    expect((await cluster.ask(admin, node)).status).toBe(200);
  });

  test('writes, as forbidden, for those who could not', async () => {
    expect(await status(cluster.ask(view, '/api/v1/nodes/web-1', { method: 'DELETE' }))).toMatchObject({
      reason: 'Forbidden',
      details: { name: 'web-1', kind: 'nodes' },
    });
  });

  test.each([
    ['labelSelector==', 400],
    ['fieldSelector=spec.x=1', 400],
    ['limit=x', 400],
    ['watch=1&limit=x', 400],
  ])('%s', async (query, code) => {
    expect(await status(cluster.ask(view, `/api/v1/nodes?${query}`))).toMatchObject({ ...FAILURE, code });
  });

  test.each([
    ['no JSON', 'nonsense', 400],
    ['nothing to review', '{"spec":{}}', 422],
    ['a large body', 'x'.repeat(4 * 1024 * 1024), 413],
  ])('a review with %s', async (_name, body, code) => {
    const path = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';
    expect(await status(cluster.ask(view, path, { method: 'POST', body }))).toMatchObject({
      ...FAILURE,
      code,
    });
  });

  test('everything but health while no API server is up', async () => {
    await cluster.setControlPlane(0, false);
    expect(await status(cluster.ask(view, '/api/v1/nodes'))).toMatchObject({ reason: 'ServiceUnavailable' });
    const health = await cluster.ask(view, '/readyz');
    expect([health.status, await health.text()]).toEqual([
      500,
      '[-]ping failed\n[-]etcd failed\nreadyz check failed\n',
    ]);
  });

  test('writes while etcd has no majority, and no reads', async () => {
    await cluster.setControlPlane(1, false);
    const admin = await cluster.token('admin');
    const body = '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"c"}}';
    const path = '/api/v1/namespaces/default/configmaps';
    expect(await status(cluster.ask(admin, path, { method: 'POST', body }))).toMatchObject({
      reason: 'ServiceUnavailable',
      message: expect.stringContaining('etcd of this cluster has no majority'),
    });
    expect((await cluster.ask(admin, path)).status).toBe(200);
    expect(await (await cluster.ask(admin, '/livez')).text()).toBe(
      '[+]ping ok\n[-]etcd failed\nlivez check failed\n',
    );
    await cluster.setControlPlane(3, true);
    expect((await cluster.ask(admin, path, { method: 'POST', body })).status).toBe(201);
  });

  test('everything while the state cannot be read, with a time to come back', async () => {
    const away = new PlatformError('StateUnavailable', 'The state cannot be read.', { retryable: true });
    for (const path of ['/api/v1/nodes', '/api/v1/nodes?watch=1']) {
      cluster.fail(away);
      const answer = await cluster.ask(view, path);
      expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '1']);
      cluster.fail(undefined);
      expect((await cluster.ask(view, '/api/v1/nodes')).status).toBe(200);
    }
    expect(cluster.failures).toEqual([away, away]);
  });

  test('nothing of this is a failure of the service', () => {
    expect(cluster.failures).toEqual([]);
  });
});

describe('what a request costs', () => {
  test('the store is asked for the token and for what is new, and for nothing that was known', async () => {
    const admin = await cluster.token('admin');
    const path = '/api/v1/namespaces/default/configmaps';
    const costs = async (asking: () => Promise<Response>): Promise<Record<string, number>> => {
      const before = new Map(cluster.calls);
      expect((await asking()).status).toBeLessThan(300);
      const entries = [...cluster.calls].map(
        ([name, count]) => [name, count - (before.get(name) ?? 0)] as const,
      );
      return Object.fromEntries(entries.filter(([, count]) => count > 0));
    };
    const body = (name: string) => `{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"${name}"}}`;
    const create = (name: string) => cluster.ask(admin, path, { method: 'POST', body: body(name) });
    const first = await costs(() => cluster.ask(admin, path));
    const read = await costs(() => cluster.ask(admin, path));
    const table = await costs(() => cluster.ask(admin, '/api/v1/pods'));
    await create('a');
    const write = await costs(() => create('b'));
    expect([read, table]).toEqual([
      { get: 1, changes: 1 },
      { get: 1, changes: 1 },
    ]);
    expect(write).toEqual({ get: 1, changes: 2, commit: 1 });
    console.log(
      `calls of the store: first request ${JSON.stringify(first)}, a read ${JSON.stringify(read)}, a write ${JSON.stringify(write)}`,
    );
  });
});

test('a cluster that keeps as much as it may says so, and is read on', async () => {
  const full = await serveCluster({ objectLimits: { objects: 1, bytes: 100_000 } });
  const admin = await full.token('admin');
  await full.setAddons(['cert-manager']);
  const body = (name: string) => JSON.stringify({ metadata: { name } });
  const maps = '/api/v1/namespaces/cert-manager/configmaps';
  expect((await full.ask(admin, maps, { method: 'POST', body: body('a') })).status).toBe(201);
  const refused = await full.ask(admin, maps, { method: 'POST', body: body('b') });
  expect(await status(Promise.resolve(refused))).toMatchObject({
    code: 500,
    message:
      'etcdserver: mvcc: database space exceeded: the cluster keeps up to 1 objects of 100000 bytes; delete some',
  });
  // Its namespace would have to be kept, because something is in it.
  await full.setAddons([]);
  expect((await full.ask(admin, '/api/v1/nodes')).status).toBe(200);
  expect((await full.ask(admin, `${maps}/a`, { method: 'DELETE' })).status).toBe(200);
  expect(full.failures).toEqual([]);
});
