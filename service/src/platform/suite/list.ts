// Everything that is there, also what nobody here has ordered: a service can be started on a platform that has clusters.
import { expect, it } from 'vitest';
import type { FoundCluster } from '../found.ts';
import { type OpenPlatform, useBench } from './harness.ts';

export function describeList(open: OpenPlatform): void {
  const bench = useBench(open);

  /** Over all pages. */
  async function listed(tenant = 'acme'): Promise<readonly FoundCluster[]> {
    const found: FoundCluster[] = [];
    let cursor: string | undefined;
    do {
      const { clusters, next } = await bench().platform.list(tenant, cursor);
      found.push(...clusters);
      cursor = next;
    } while (cursor !== undefined);
    return found;
  }

  const uidOf = (number: number) => `7d0b0a0e-0000-4000-8000-${String(number).padStart(12, '0')}`;

  it('is empty at first', async () => {
    expect(await bench().platform.list('acme')).toEqual({ clusters: [] });
  });

  it('has what was ordered, as it was ordered', async () => {
    const { platform, wish, group } = bench();
    const desired = wish({ nodeGroups: [group('web', { minReplicas: 2, roles: ['edge'] })] });
    await platform.apply(desired);
    const [found, ...others] = await listed();
    expect(others).toEqual([]);
    const { tenant, name, uid } = desired;
    expect(found).toMatchObject({ ref: { tenant, name, uid }, managed: true });
    expect(found!.desired).toEqual(desired);
    expect(found!.createdAt).toBeLessThanOrEqual(bench().now());
  });

  it('has each cluster of the tenant once, over all pages, in the same order each time', async () => {
    const { platform, wish } = bench();
    const names = Array.from({ length: 120 }, (_, number) => `c-${number}`);
    for (const [number, name] of names.entries()) await platform.apply(wish({ name, uid: uidOf(number) }));
    await platform.apply(wish({ tenant: 'other', uid: uidOf(999) }));
    const found = (await listed()).map(({ ref }) => ref.name);
    expect([...found].sort()).toEqual([...names].sort());
    expect((await listed()).map(({ ref }) => ref.name)).toEqual(found);
    expect(await listed('other')).toHaveLength(1);
    expect(await listed('nobody')).toEqual([]);
  });

  it('has what goes until it is gone', async () => {
    const { platform, wish, untilGone, tick } = bench();
    await platform.apply(wish());
    // What nobody has begun to make may be gone at once.
    for (let moment = 0; moment < 5; moment += 1) await tick();
    await platform.remove(wish());
    expect(await listed()).toHaveLength(1);
    await untilGone(wish());
    expect(await listed()).toEqual([]);
  });

  it('gives back what the service keeps', async ({ skip }) => {
    const { platform, wish } = bench();
    if (platform.remembers === undefined) return skip('the platform keeps no memo');
    const memo = { cluster: { manager: 'separate' } };
    await platform.apply(wish({ memo }));
    const [found] = await listed();
    expect(found!.desired).toEqual(wish({ memo }));
  });

  it('has what was made by hand, marked, and leaves it alone', async ({ skip }) => {
    const { platform, wish, group, makeByHand } = bench();
    if (makeByHand === undefined) return skip('the platform has no other hand');
    await platform.apply(wish());
    const strange = wish({ name: 'by-hand', uid: uidOf(7), nodeGroups: [group('web')] });
    await makeByHand(strange);
    const found = await listed();
    expect(found.map(({ ref, managed }) => `${ref.name} ${managed}`).sort()).toEqual([
      'by-hand false',
      'prod true',
    ]);
    const { desired } = found.find(({ managed }) => !managed)!;
    expect(desired).toMatchObject({ name: 'by-hand', version: strange.version });
    expect(desired.generation).toBeGreaterThan(0);
    // The platform may have added groups that nobody named.
    const uids = (wanted: typeof desired) =>
      wanted.nodeGroups.map(({ name, uid, generation }) => `${name} ${uid} ${generation}`);
    expect(desired.nodeGroups.map(({ name }) => name)).toContain('web');
    expect(new Set(desired.nodeGroups.map(({ uid }) => uid)).size).toBe(desired.nodeGroups.length);
    expect(desired.nodeGroups.every(({ uid, generation }) => uid !== '' && generation > 0)).toBe(true);
    const again = await listed();
    expect(uids(again.find(({ managed }) => !managed)!.desired)).toEqual(uids(desired));
  });
}
