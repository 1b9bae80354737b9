// A service that starts for several tenants, over sockets and with their kubeconfigs: what ends the start, and what is a matter
// of one tenant alone.
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Clock, createMemoryStore, systemClock } from '@hikube/service';
import type { Platform } from '@hikube/service/platform';
import type { Store } from '@hikube/service/store';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { bindingTo, bindTenant } from '../../server/src/bind-store.ts';
import { buildCozystack } from '../../server/src/cozystack.ts';
import type { TenantSettings } from '../../server/src/tenant-settings.ts';
import { type Cozystack, createRunningClock, startCozystack } from '../doubles/cozystack/index.ts';

let double: Cozystack;
let folder: string;
let store: Store;
let logged: string[];
let platform: Platform | undefined;

beforeAll(async () => {
  const tenants = ['acme', 'other'];
  double = await startCozystack({ profile: '1.6.2', sockets: true, clock: createRunningClock(60), tenants });
  folder = await mkdtemp(join(tmpdir(), 'hikube-tenants-'));
  for (const name of tenants) await writeFile(join(folder, `${name}.yaml`), double.tenant(name).kubeconfig);
  await copyFile(join(folder, 'acme.yaml'), join(folder, 'acme-again.yaml'));
  // The same address, spelled otherwise.
  const spelled = double.tenant('acme').kubeconfig.replaceAll('https://127.0.0.1:', 'https://127.1:');
  await writeFile(join(folder, 'acme-spelled.yaml'), spelled);
  // Nobody listens at that port.
  const nowhere = double.tenant('other').kubeconfig.replaceAll(double.url, 'https://127.0.0.1:1');
  await writeFile(join(folder, 'nowhere.yaml'), nowhere);
});
afterAll(async () => {
  await double.close();
  await rm(folder, { recursive: true });
});
beforeEach(() => {
  store = createMemoryStore({ clock: systemClock });
  logged = [];
});
afterEach(async () => {
  await platform?.close();
  await store.close();
  platform = undefined;
});

/** A deadline is far longer than a busy machine takes; what waits for another try waits as it does. */
const clock: Clock = {
  ...systemClock,
  schedule(at, work) {
    const ms = at - systemClock.now();
    return systemClock.schedule(ms < 10_000 ? at : at + 20 * ms, work);
  },
};

const settings = (of: string, file = `${of}.yaml`): TenantSettings => ({
  kubeconfig: join(folder, file),
  context: `tenant-${of}`,
  namespace: `tenant-${of}`,
});

async function build(tenants: Readonly<Record<string, TenantSettings>>): Promise<Platform> {
  platform = await buildCozystack(new Map(Object.entries(tenants)), {
    clock,
    environment: {},
    store,
    log: (level, event, fields) => logged.push(`${level} ${event} ${fields?.['tenant']}`),
  });
  return platform;
}

const acme = () => settings('acme');
const other = () => settings('other');

test('each tenant is reached with his own kubeconfig, and the store learns which namespaces they are', async () => {
  const { list, catalogue } = await build({ acme: acme(), other: other() });
  for (const name of ['acme', 'other']) {
    expect((await list(name)).clusters).toEqual([]);
    expect((await catalogue(name)).profile).toBe('cozystack-1.6.2');
  }
  const bound = await store.list<{ uid?: string }>({ kind: 'platformBinding', limit: 10 });
  expect(bound.map(({ key }) => key.tenant)).toEqual(['acme', 'other']);
  expect(new Set(bound.map(({ body }) => body.uid)).size).toBe(2);
  expect(logged).toEqual([]);
});

test('one whose platform is away is told so himself, and nobody else', async () => {
  const { catalogue } = await build({ acme: acme(), other: settings('other', 'nowhere.yaml') });
  expect(logged).toEqual(['warn tenant_unreachable other']);
  expect((await catalogue('acme')).profile).toBe('cozystack-1.6.2');
  await expect(catalogue('other')).rejects.toMatchObject({ reason: 'Unreachable', retryable: true });
});

test('one who is alone ends the start, because nobody else needs it', async () => {
  await expect(build({ other: settings('other', 'nowhere.yaml') })).rejects.toThrow(
    /cannot be reached: .* The service asks what its platform can do before it starts\.$/,
  );
});

test('a mistake in the settings ends the start, by the name of the tenant', async () => {
  const wrong = { ...other(), context: 'wrong' };
  await expect(build({ acme: acme(), other: wrong })).rejects.toThrow(
    'tenants.other: The kubeconfig has no context "wrong"',
  );
  const same = settings('acme', 'acme-again.yaml');
  await expect(build({ acme: acme(), again: same })).rejects.toThrow(
    /^tenants\.(acme|again): It is the same namespace of the same platform as that of tenants\./,
  );
});

test.each(['acme-again.yaml', 'acme-spelled.yaml'])(
  'two tenants on one namespace end the start also where the platform tells no uid: %s',
  async (file) => {
    // Nobody may see the namespace of another one, and so nobody knows its uid.
    const unseen = (of: TenantSettings) => ({ ...of, namespace: 'tenant-other' });
    await expect(build({ acme: unseen(acme()), again: unseen(settings('acme', file)) })).rejects.toThrow(
      /^tenants\.(acme|again): It is the same namespace of the same platform as that of tenants\./,
    );
  },
);

test('a tenant who gets another name while there are clusters under the old one ends the start', async () => {
  await build({ demo: acme(), other: other() });
  await platform?.close();
  await put('demo');
  await expect(build({ acme: acme(), other: other() })).rejects.toThrow(
    'tenants.acme: The store holds 1 cluster of the namespace tenant-acme of a Cozystack under the name demo: name that tenant demo in the settings',
  );
  await build({ demo: acme(), other: other() });
  expect(logged).toEqual([]);
});

test('one whose namespace was made anew is told so himself, and nobody else', async () => {
  await bindTenant(store, 'other', bindingTo('tenant-other', 'another-uid'));
  await put('other');
  const { catalogue } = await build({ acme: acme(), other: other() });
  expect(logged).toEqual(['warn tenant_unreachable other']);
  expect((await catalogue('acme')).profile).toBe('cozystack-1.6.2');
  await expect(catalogue('other')).rejects.toMatchObject({
    reason: 'TenantElsewhere',
    message: expect.stringMatching(/^The store holds 1 cluster .* leads to another platform/),
  });
  await expect(build({ other: other() })).rejects.toThrow('leads to another platform');
});

async function put(tenant: string): Promise<void> {
  const key = { tenant, kind: 'cluster', id: 'prod' };
  await store.commit({ writes: [{ key, body: {}, expect: 'absent' }] });
}
