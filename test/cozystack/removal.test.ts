// A write takes away the finalizer by which the platform uninstalls, until it has looked at the release again: whoever deletes
// in between leaves machines behind that nobody sees any more and somebody pays for.
import { clusterWish, groupWish } from '@hikube/service/platform/suite';
import { afterEach, describe, expect, test } from 'vitest';
import { type Driven, driveCozystack } from '../doubles/cozystack/driver.support.ts';

let driven: Driven | undefined;
afterEach(async () => {
  await driven?.platform.close();
});

describe.each(['1.6.2', '1.1.2'] as const)('on %s', (profile) => {
  test.each([
    ['only what the service keeps', { memo: { cluster: { manager: 'separate' } } }],
    ['the settings', { generation: 2, nodeGroups: [groupWish('web', { maxReplicas: 9, generation: 2 })] }],
    ['nothing', {}],
  ])('a cluster that is removed right after %s was written leaves nothing behind', async (_what, change) => {
    driven = await driveCozystack(profile);
    const { platform, double, tick } = driven;
    const [version] = (await platform.catalogue('acme')).kubernetesVersions.map(({ minor }) => minor);
    const wish = clusterWish({ version: version!, nodeGroups: [groupWish('web')] });
    await platform.apply(wish);
    await double.advance(300_000);
    expect(double.clusters().size).toBe(1);
    if (Object.keys(change).length > 0) await platform.apply({ ...wish, ...change });
    await platform.remove(wish);
    let gone = false;
    for (let moment = 0; moment < 200 && !gone; moment += 1) {
      await tick();
      gone = (await platform.observe(wish)) === undefined;
    }
    expect(gone).toBe(true);
    await double.advance(60_000);
    expect([...double.clusters().keys()]).toEqual([]);
  });
});
