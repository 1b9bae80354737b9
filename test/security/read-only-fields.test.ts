// What the service decides is never taken from a body, and what the contract does not know is never stored.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PROD, samples } from '../contract/samples.ts';
import { startTestService, type TestService } from '../support/service.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
  const { body } = await service.api<{ id: string }>('POST', '/clusters', { body: PROD });
  await service.finish(body);
});
afterAll(() => service.dispose());

const CANARY = 'canary-of-a-caller';
const FIELDS: Readonly<Record<string, unknown>> = {
  uid: '00000000-0000-4000-8000-000000000000',
  tenant: CANARY,
  generation: 4711,
  createdAt: '2001-01-01T00:00:00Z',
  createdBy: { token: CANARY, fingerprint: CANARY },
  removal: { requestedAt: '2001-01-01T00:00:00Z', operation: CANARY },
  status: { phase: CANARY },
  endpoint: `https://${CANARY}.example`,
  certificateAuthority: CANARY,
  sites: [CANARY],
  paused: true,
  committed: true,
  [CANARY]: CANARY,
};

/** Objects inside of bodies, and where they stand. */
const INSIDE: readonly {
  readonly path: string;
  readonly method: string;
  readonly body: (object: object) => object;
  readonly place: string;
}[] = [
  ...['nodeGroups', 'addons'].flatMap((map) => {
    const name = map === 'nodeGroups' ? 'web' : 'cert-manager';
    const body = (object: object) => ({ [map]: { [name]: object } });
    return [
      {
        method: 'POST',
        path: '/clusters',
        body: (object: object) => ({ name: 'fresh', ...body(object) }),
        place: `/${map}/${name}`,
      },
      { method: 'PATCH', path: '/clusters/prod', body, place: `/${map}/${name}` },
    ];
  }),
  ...['controlPlane', 'network', 'maintenance'].flatMap((name) => [
    {
      method: 'POST',
      path: '/clusters',
      body: (object: object) => ({ name: 'fresh', [name]: object }),
      place: `/${name}`,
    },
    {
      method: 'PATCH',
      path: '/clusters/prod',
      body: (object: object) => ({ [name]: object }),
      place: `/${name}`,
    },
  ]),
];

async function stored(): Promise<string> {
  const kinds = ['cluster', 'nodeGroup', 'addon', 'versionUpgrade', 'kubeconfig', 'token', 'operation'];
  const pages = await Promise.all(kinds.map((kind) => service.store.list({ kind, limit: 1000 })));
  return JSON.stringify(pages);
}

test('every read-only or unknown field in every write is refused or ignored, and never stored', async () => {
  const writes = samples().filter(
    ({ body, id, facts }) => body !== undefined && (facts.previews ?? id) !== 'putManifest',
  );
  const before = await service.store.sequence();
  let sent = 0;
  const refused = async (method: string, path: string, body: object, pointer: string) => {
    const reply = await service.api.refused('validation_failed', method, path, { body });
    expect(reply.body.errors?.map((error) => error.pointer)).toContain(pointer);
    sent += 1;
  };
  for (const [field, value] of Object.entries(FIELDS)) {
    for (const { method, path, body } of writes) {
      await refused(method, path, { ...body, [field]: value }, `/${field}`);
    }
    for (const { method, path, body, place } of INSIDE) {
      await refused(method, path, body({ [field]: value }), `${place}/${field}`);
    }
  }
  expect(await service.store.sequence()).toBe(before);
  const hits = (await stored()).split(CANARY).length - 1;
  expect(hits).toBe(0);
  console.log(
    `read-only and unknown fields: ${Object.keys(FIELDS).length} in ${writes.length} writes and at ${INSIDE.length} places inside of them: ${sent} sent, ${hits} stored`,
  );
});

test('an object that is sent back as it was read: every field that is not taken is known, with the reason', async () => {
  const group = '/clusters/prod/node-groups/web';
  const addon = '/clusters/prod/addons/cert-manager';
  const told = new Map<string, number>();
  for (const [method, path] of [
    ['PATCH', '/clusters/prod'],
    ['POST', '/clusters'],
    ['PATCH', group],
    ['PUT', addon],
  ] as const) {
    const from = path === '/clusters' ? '/clusters/prod' : path;
    const { body } = await service.api<object>('GET', from);
    const refused = await service.api.refused('validation_failed', method, path, { body });
    expect(refused.body.errors?.length).toBeGreaterThan(5);
    for (const { code, detail } of refused.body.errors ?? []) {
      expect(code).toBe('unknown_field');
      expect(detail).toMatch(/^(The service sets this field|The path, or|This field cannot be changed)/);
      told.set(detail, (told.get(detail) ?? 0) + 1);
    }
  }
  expect(told.size).toBe(3);
});

test('a manifest may carry what nobody knows: it is told, and not stored', async () => {
  const manifest = {
    apiVersion: 'apps.cozystack.io/v1alpha1',
    kind: 'Kubernetes',
    metadata: {
      name: 'prod',
      uid: CANARY,
      resourceVersion: CANARY,
      generation: 4711,
      managedFields: [CANARY],
    },
    spec: {
      version: 'v1.33',
      [CANARY]: CANARY,
      nodeGroups: { web: { minReplicas: 1, maxReplicas: 4, status: CANARY, [CANARY]: { deep: CANARY } } },
      addons: { certManager: { enabled: true, [CANARY]: CANARY } },
    },
    status: { phase: CANARY, version: CANARY },
  };
  const { status, body } = await service.api<{ warnings: { pointer: string }[] }>(
    'PUT',
    '/clusters/prod/manifest',
    {
      body: manifest,
    },
  );
  expect(status).toBe(202);
  const pointers = body.warnings.map(({ pointer }) => pointer);
  for (const place of [
    `/spec/${CANARY}`,
    `/spec/nodeGroups/web/${CANARY}`,
    `/spec/addons/certManager/${CANARY}`,
  ]) {
    expect(pointers).toContain(place);
  }
  // The operation quotes the names of what it ignored, and that is all.
  const rest = (await stored()).replaceAll(JSON.stringify(body.warnings), '');
  expect(rest).not.toContain(CANARY);
  const { body: cluster } = await service.api<{ generation: number; uid: string }>('GET', '/clusters/prod');
  expect(cluster.generation).toBeLessThan(100);
  expect(cluster.uid).not.toBe(CANARY);
});
