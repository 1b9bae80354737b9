// Clusters through the double, from their creation to their end, on both releases.
import { createVirtualClock } from '@hikube/service';
import { afterEach, describe, expect, test } from 'vitest';
import { type Cozystack, createRunningClock, startCozystack } from './index.ts';
import { type App, appOf, conditionOf, PATH, secretOf } from './testing.ts';

let platform: Cozystack;
afterEach(() => platform.close());

describe.each(['1.1.2', '1.6.2'] as const)('release %s', (profile) => {
  test('a cluster comes to life in steps, and goes', async () => {
    platform = await startCozystack({ profile });
    const { ask } = platform.tenant('acme');
    expect((await ask('POST', PATH, appOf(profile, 'one'))).status).toBe(201);
    const ready = async () => conditionOf((await ask<App>('GET', `${PATH}/one`)).body, 'Ready');
    expect(await ready()).toBeUndefined();
    await platform.advance(5_000);
    expect(await ready()).toMatchObject({ status: 'Unknown', reason: 'Progressing' });
    await platform.advance(10_000);
    // The newer one says that the chart is there, the older one that machines are.
    expect((await ready())?.status).toBe(profile === '1.1.2' ? 'Unknown' : 'True');
    expect((await ask('GET', secretOf('one'))).status).toBe(404);
    await platform.advance(300_000);
    expect(await ready()).toMatchObject({ status: 'True', reason: 'InstallSucceeded' });
    const inside = await platform.inside('acme', 'one');
    expect(inside.nodes.filter((name) => name.startsWith('kubernetes-one-web-'))).toHaveLength(2);
    expect(inside.version).toMatch(/^v1\.34\./);
    expect((await ask('DELETE', `${PATH}/one`)).status).toBe(200);
    expect((await ask('GET', `${PATH}/one`)).body.metadata.deletionTimestamp).toBeDefined();
    await platform.advance(300_000);
    expect((await ask('GET', `${PATH}/one`)).status).toBe(404);
    expect(platform.clusters().size).toBe(0);
  });

  test('a change of the version changes the control plane and then every node', async () => {
    platform = await startCozystack({ profile });
    const { ask } = platform.tenant('acme');
    await ask('POST', PATH, appOf(profile, 'one'));
    await platform.advance(300_000);
    const before = await platform.inside('acme', 'one');
    await ask('PUT', `${PATH}/one`, appOf(profile, 'one', { version: 'v1.35' }));
    const ready = async () => conditionOf((await ask<App>('GET', `${PATH}/one`)).body, 'Ready');
    // What was said of the state before stands until Flux looks.
    expect(await ready()).toMatchObject({ status: 'True', reason: 'InstallSucceeded' });
    await platform.advance(80_000);
    expect((await platform.inside('acme', 'one')).version).toMatch(/^v1\.35\./);
    expect((await platform.inside('acme', 'one')).nodes).toEqual(before.nodes);
    await platform.advance(600_000);
    const after = await platform.inside('acme', 'one');
    expect(after.nodes).toHaveLength(before.nodes.length);
    expect(after.nodes.some((name) => before.nodes.includes(name))).toBe(false);
    expect(after.kubelets.every((kubelet) => kubelet.startsWith('v1.35.'))).toBe(true);
  });

  test.each([
    ['v1.36', 'not supported'],
    ['v1.32', 'cannot downgrade'],
  ])('the step to %s is taken by the API and refused by the platform', async (version, words) => {
    platform = await startCozystack({ profile });
    const { ask } = platform.tenant('acme');
    await ask('POST', PATH, appOf(profile, 'one'));
    await platform.advance(300_000);
    expect((await ask('PUT', `${PATH}/one`, appOf(profile, 'one', { version }))).status).toBe(200);
    await platform.advance(60_000);
    const ready = conditionOf((await ask<App>('GET', `${PATH}/one`)).body, 'Ready');
    expect(ready).toMatchObject({ status: 'False', reason: 'UpgradeFailed' });
    expect(ready?.message).toMatch(version === 'v1.36' ? /v1\.36|must be equal to one of/ : words);
    await ask('PUT', `${PATH}/one`, appOf(profile, 'one'));
    await platform.advance(60_000);
    expect(conditionOf((await ask<App>('GET', `${PATH}/one`)).body, 'Ready')?.status).toBe('True');
  });

  test('a failure that is planted is told in the words of the platform, and can be healed', async () => {
    platform = await startCozystack({ profile });
    platform.plants.refuse('one', 'no DataStore is ready');
    const { ask } = platform.tenant('acme');
    await ask('POST', PATH, appOf(profile, 'one'));
    await platform.advance(100_000);
    const ready = async () => conditionOf((await ask<App>('GET', `${PATH}/one`)).body, 'Ready');
    expect(await ready()).toMatchObject({ status: 'False', reason: 'InstallFailed' });
    expect((await ready())?.message).toContain('no DataStore is ready');
    platform.plants.heal('one');
    await platform.advance(300_000);
    expect(await ready()).toMatchObject({ status: 'True', reason: 'InstallSucceeded' });
  });

  test('nodes that do not join leave everything else as it should be', async () => {
    platform = await startCozystack({ profile });
    platform.plants.stick('one', 'web');
    const { ask } = platform.tenant('acme');
    await ask('POST', PATH, appOf(profile, 'one'));
    await platform.advance(600_000);
    expect(conditionOf((await ask<App>('GET', `${PATH}/one`)).body, 'Ready')?.status).toBe('True');
    const web = (await platform.inside('acme', 'one')).nodes.filter((name) => name.includes('-web-'));
    expect(web).toEqual([]);
    platform.plants.heal('one');
    await platform.advance(100_000);
    expect(
      (await platform.inside('acme', 'one')).nodes.filter((name) => name.includes('-web-')),
    ).toHaveLength(2);
  });

  test('a deletion that hangs says on what, and goes on when that is mended', async () => {
    platform = await startCozystack({ profile });
    const { ask } = platform.tenant('acme');
    await ask('POST', PATH, appOf(profile, 'one'));
    await platform.advance(300_000);
    platform.plants.hold('one');
    await ask('DELETE', `${PATH}/one`);
    await platform.advance(900_000);
    const held = (await ask<App>('GET', `${PATH}/one`)).body;
    expect(conditionOf(held, 'Ready')).toMatchObject({ status: 'False', reason: 'UninstallFailed' });
    expect(conditionOf(held, 'Ready')?.message).toContain('DataStore');
    platform.plants.heal('one');
    await platform.advance(300_000);
    expect((await ask('GET', `${PATH}/one`)).status).toBe(404);
  });
});

test('add-ons run as soon as a node does, where its role is right', async () => {
  platform = await startCozystack({ profile: '1.6.2' });
  const addons = { certManager: { enabled: true }, ingressNginx: { enabled: true } };
  await platform.tenant('acme').ask('POST', PATH, appOf('1.6.2', 'one', { addons }));
  await platform.advance(300_000);
  const inside = await platform.inside('acme', 'one');
  expect(inside.workloads).toMatchObject({
    'kube-system/coredns': '1/1',
    'cozy-cilium/cilium': '2/2',
    'cozy-cert-manager/cert-manager': '1/1',
    // No group has its role.
    'cozy-ingress-nginx/ingress-nginx': '0/0',
  });
  const path =
    '/apis/helm.toolkit.fluxcd.io/v2/namespaces/tenant-acme/helmreleases/kubernetes-one-cert-manager';
  expect(conditionOf((await platform.admin('GET', path)) as App, 'Ready')?.status).toBe('True');
  await platform.tenant('acme').ask('PUT', `${PATH}/one`, appOf('1.6.2', 'one'));
  await platform.advance(60_000);
  expect((await platform.inside('acme', 'one')).workloads).not.toHaveProperty(
    'cozy-cert-manager/cert-manager',
  );
});

test('a pool of its own joins its cluster, and leaves it', async () => {
  platform = await startCozystack({ profile: '1.6.2' });
  const { ask } = platform.tenant('acme');
  await ask('POST', PATH, appOf('1.6.2', 'one'));
  await platform.advance(300_000);
  const pools = PATH.replace('kuberneteses', 'kubernetesnodeses');
  const pool = {
    apiVersion: 'apps.cozystack.io/v1alpha1',
    kind: 'KubernetesNodes',
    metadata: { name: 'one-extra', labels: { by: 'test' } },
    spec: { cluster: 'one', minReplicas: 1, maxReplicas: 2, instanceType: 'm1.large', diskSize: '20Gi' },
  };
  expect((await ask('POST', pools, pool)).status).toBe(201);
  await platform.advance(300_000);
  const extra = async () =>
    (await platform.inside('acme', 'one')).nodes.filter((name) => name.startsWith('kubernetes-one-extra-'));
  expect(await extra()).toHaveLength(1);
  await ask('PUT', `${PATH}/one`, appOf('1.6.2', 'one', { host: 'k8s.example.com' }));
  await platform.advance(60_000);
  expect(await extra()).toHaveLength(1);
  await ask('DELETE', `${pools}/one-extra`);
  await platform.advance(300_000);
  expect(await extra()).toEqual([]);
  expect((await ask('GET', `${pools}/one-extra`)).status).toBe(404);
});

test('on a clock that runs everything comes by itself, over sockets, too', async () => {
  platform = await startCozystack({ profile: '1.6.2', clock: createRunningClock(300), sockets: true });
  const { ask } = platform.tenant('acme');
  await ask('POST', PATH, appOf('1.6.2', 'one'));
  await expect.poll(async () => (await ask('GET', secretOf('one'))).status).toBe(200);
  await expect.poll(async () => (await platform.inside('acme', 'one')).nodes.length).toBe(2);
});

test('a clock of somebody else moves it as well', async () => {
  const clock = createVirtualClock(Date.parse('2026-11-28T09:00:00Z'));
  platform = await startCozystack({ profile: '1.6.2', clock });
  await platform.tenant('acme').ask('POST', PATH, appOf('1.6.2', 'one'));
  await platform.advance(300_000);
  expect((await platform.inside('acme', 'one')).nodes).toHaveLength(2);
});
