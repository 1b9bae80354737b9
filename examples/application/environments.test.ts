import { test } from '@hikube/emulator/vitest';
import { describe } from 'vitest';
import { ensurePreview, removeStale, TooManyPreviews } from './environments.ts';

describe.concurrent('previews', () => {
  test('a branch gets a cluster that runs', async ({ hikube, expect }) => {
    const cluster = await ensurePreview(hikube, 'Fix/Login');
    expect(cluster.name).toMatch(/^pr-fix-login-[0-9a-f]{6}$/);
    expect(cluster.status.phase).toBe('Running');
  });

  test('two branches never share one', async ({ hikube, expect }) => {
    const branches = ['fix/login', 'fix-login', 'Fix/Login', 'a'.repeat(40), 'a'.repeat(41), '--', '~'];
    const previews = await Promise.all(branches.map((branch) => ensurePreview(hikube, branch)));
    expect(new Set(previews.map(({ uid }) => uid)).size).toBe(branches.length);
  });

  test('and keeps it', async ({ hikube, expect }) => {
    const first = await ensurePreview(hikube, 'main');
    expect((await ensurePreview(hikube, 'main')).uid).toBe(first.uid);
  });

  test('also when the answer to its creation is lost', async ({ emulator, hikube, expect }) => {
    await emulator.setFaults([{ kind: 'DroppedAfter', operation: 'createCluster', times: 1 }]);
    const { uid } = await ensurePreview(hikube, 'main');
    const { items } = await hikube.clusters.list();
    expect(items.map((each) => each.uid)).toEqual([uid]);
  });

  test('a day later it goes, and what is no preview stays', async ({ emulator, hikube, expect }) => {
    const old = await ensurePreview(hikube, 'old');
    await hikube.clusters.create({ name: 'prod', topology: 'development' });
    await emulator.clock.advance(25 * 3_600_000);
    const fresh = await ensurePreview(hikube, 'new');
    expect(await removeStale(hikube, emulator.clock.now())).toEqual([old.name]);
    const { items } = await hikube.clusters.list();
    expect(items.map(({ name }) => name)).toEqual([fresh.name, 'prod']);
  });

  test('a site that is down holds no preview up', async ({ emulator, hikube, expect }) => {
    await emulator.setFaults([{ kind: 'SiteDown', site: 'lucerne' }]);
    expect((await ensurePreview(hikube, 'main')).status.phase).toBe('Running');
  });
});

describe('with room for two', () => {
  test.override({ emulatorOptions: { quota: { clusters: '2' } } });

  test('the third one is told what to do', async ({ hikube, expect }) => {
    await ensurePreview(hikube, 'a');
    await ensurePreview(hikube, 'b');
    await expect(ensurePreview(hikube, 'c')).rejects.toThrow(TooManyPreviews);
  });
});
