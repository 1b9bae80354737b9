import { createVirtualClock } from '@hikube/service/platform';
import { createMemoryStore, type Store } from '@hikube/service/store';
import { describe, expect, it } from 'vitest';
import { createSimulatedPlatform } from './index.ts';
import { cluster, group } from './testing/desired.ts';
import { HOUR, MINUTE, START } from './testing/simulation.ts';

const WISH = cluster({ nodeGroups: [group('web')] });
const SLOW = { kind: 'NodeSlow', ms: 30 * MINUTE };
type Platform = ReturnType<typeof createSimulatedPlatform>;

/** Calls a route, as an administrator of the tenant of the cluster. */
async function ask(platform: Platform, method: string, path: string, body?: object): Promise<unknown> {
  const route = platform.routes.json.find(
    (each) => each.method === method && each.path.replace(/\/:\w+$/, '') === path.replace(/\/\d+$/, ''),
  );
  return route!.answer({
    tenant: WISH.tenant,
    params: { fault: path.split('/').at(-1)! },
    query: new URLSearchParams(),
    body,
    find: async () => WISH,
  });
}

describe('a fault that was planted', () => {
  it('is there after a restart and for another replica, and gone for all of them', async () => {
    const clock = createVirtualClock(START);
    const store: Store = createMemoryStore({ clock });
    const [here, there] = [
      createSimulatedPlatform({ clock, store }),
      createSimulatedPlatform({ clock, store }),
    ];
    await ask(here, 'PUT', '/faults', SLOW);
    const expected = { faults: [{ id: '1', createdAt: '2026-01-01T00:00:00.000Z', ...SLOW }] };
    expect(await ask(there, 'GET', '/faults')).toEqual(expected);
    await here.close();
    const restarted = createSimulatedPlatform({ clock, store });
    expect(await ask(restarted, 'GET', '/faults')).toEqual(expected);
    await restarted.apply(WISH);
    await clock.advance(20 * MINUTE);
    const phase = async (platform: Platform) =>
      (await platform.observe(WISH))!.nodeGroups[0]!.nodes.map((node) => node.phase);
    expect(await phase(there)).toEqual(['Booting']);
    await ask(there, 'DELETE', '/faults/1');
    expect(await ask(restarted, 'GET', '/faults')).toEqual({ faults: [] });
    await clock.advance(HOUR);
    expect(await phase(restarted)).toEqual(['Ready']);
    await Promise.all([there.close(), restarted.close()]);
  });

  it('leaves a cluster of the same name alone that comes after the one which it names', async () => {
    const clock = createVirtualClock(START);
    const platform = createSimulatedPlatform({ clock });
    await ask(platform, 'PUT', '/faults', { ...SLOW, cluster: WISH.name });
    const other = { ...WISH, uid: 'another' };
    await platform.apply(other);
    await clock.advance(20 * MINUTE);
    expect((await platform.observe(other))!.nodeGroups[0]!.nodes.map(({ phase }) => phase)).toEqual([
      'Ready',
    ]);
    await platform.close();
  });

  it('strikes a cluster that nobody looked at as it would have struck it then', async () => {
    const lives = [false, true].map(async (isLookedAt) => {
      const clock = createVirtualClock(START);
      const platform = createSimulatedPlatform({ clock });
      await platform.apply(WISH);
      const pass = async () => {
        for (let minute = 0; minute < 20; minute += 1) {
          await clock.advance(MINUTE);
          if (isLookedAt) await platform.observe(WISH);
        }
      };
      await ask(platform, 'PUT', '/faults', SLOW);
      await pass();
      await ask(platform, 'DELETE', '/faults/1');
      await pass();
      await ask(platform, 'PUT', '/faults', SLOW);
      await pass();
      // Its certificate is another one each time.
      return { ...(await platform.observe(WISH)), certificateAuthority: '' };
    });
    const [unseen, seen] = await Promise.all(lives);
    expect(unseen).toEqual(seen);
  });
});
