// Volumes are told by the API server of their cluster: while that is down nobody knows them, which is not the same as none.
import type { Problem, VolumeList } from '@hikube/openapi/types';
import { afterEach, expect, test } from 'vitest';
import { openWorld, TOKEN, type Way, type World } from './world.ts';

let world: World;
afterEach(() => world.close());

async function volumes(): Promise<Response> {
  const headers = { authorization: `Bearer ${TOKEN}` };
  return world.fetch(new Request('https://hikube.test/v1/clusters/prod/volumes', { headers }));
}

test.each(['service', 'direct'] as const)(
  'of a cluster whose API server is down are refused, and not shown as none: %s',
  async (way: Way) => {
    world = await openWorld({ way, profile: '1.6.2' }, ['prod']);
    await world.pass(60_000);
    const before = await volumes();
    expect([before.status, ((await before.json()) as VolumeList).items]).toEqual([200, []]);
    const { cluster } = world.double.clusters().get('tenant-acme/prod')!;
    cluster!.up = false;
    const refused = await volumes();
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([409, '15']);
    const { code, detail } = (await refused.json()) as Problem;
    expect([code, detail]).toEqual(['not_ready', expect.stringContaining('ControlPlaneReady')]);
    cluster!.up = true;
    expect((await volumes()).status).toBe(200);
  },
);
