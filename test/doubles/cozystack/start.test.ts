// Clusters through the double, from their creation to their end, on both releases.
import { afterEach, describe, expect, test } from 'vitest';
import { type Cozystack, startCozystack } from './index.ts';
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
