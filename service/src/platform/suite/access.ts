// Access: what is issued is what was ordered, and it ends when it is said to end.
import { expect, it } from 'vitest';
import type { AccessOrder, Credential } from '../access.ts';
import type { ClusterRef, DesiredCluster } from '../platform.ts';
import { PlatformError } from '../platform.ts';
import { type Bench, isInPlace, type OpenPlatform, useBench } from './harness.ts';

const MINUTE = 60_000;

export function describeAccess(open: OpenPlatform): void {
  const bench = useBench(open);
  const later = (ms: number): number => bench().now() + ms;

  function issue(
    ref: ClusterRef,
    order: Partial<AccessOrder> & { readonly id: string },
  ): Promise<Credential> {
    return bench().platform.access.issue(ref, { role: 'view', expiresAt: later(15 * MINUTE), ...order });
  }

  it('is not given before the API server answers, and not to a cluster that nobody asked for', async () => {
    const { platform, wish } = bench();
    await expect(issue(wish(), { id: 'kc-1' })).rejects.toMatchObject({ reason: 'NotReady' });
    await platform.apply(wish());
    await expect(issue(wish(), { id: 'kc-1' })).rejects.toMatchObject({ reason: 'NotReady' });
  });

  it('names the server and the authority of the cluster', async () => {
    const desired = await running(bench());
    const given = await issue(desired, { id: 'kc-1' });
    expect(given.server).toMatch(/^https:/);
    expect(given.certificateAuthority).toBe((await bench().see(desired)).certificateAuthority);
    expect(given.token).not.toBe('');
  });

  it('is another one for each order', async () => {
    const desired = await running(bench());
    const roles = ['view', 'edit', 'admin'] as const;
    const given = await Promise.all(roles.map((role) => issue(desired, { id: `kc-${role}`, role })));
    expect(new Set(given.map(({ token }) => token)).size).toBe(3);
    for (const [index, role] of roles.entries()) expect(await roleOf(desired, given[index]!)).toBe(role);
  });

  it('ends at its time', async () => {
    const desired = await running(bench());
    const given = await issue(desired, { id: 'kc-1', expiresAt: later(5 * MINUTE) });
    await bench().pass(5 * MINUTE - 1);
    expect(await roleOf(desired, given)).toBe('view');
    await bench().pass(1);
    expect(await roleOf(desired, given)).toBeUndefined();
  });

  it('lives longer when it is renewed, or says that it cannot', async ({ skip }) => {
    const desired = await running(bench());
    const given = await issue(desired, { id: 'kc-1', expiresAt: later(5 * MINUTE) });
    const { access, capabilities } = bench().platform;
    const renewed = access.renew(desired, 'kc-1', later(20 * MINUTE));
    if (!(await capabilities(desired.tenant)).has('kubeconfig.renew')) {
      await expect(renewed).rejects.toMatchObject({ reason: 'NotRenewable', retryable: false });
      skip('the platform issues what cannot be renewed');
    }
    await renewed;
    await bench().pass(19 * MINUTE);
    expect(await roleOf(desired, given)).toBe('view');
    await bench().pass(MINUTE);
    expect(await roleOf(desired, given)).toBeUndefined();
    await expect(bench().platform.access.renew(desired, 'kc-1', later(MINUTE))).rejects.toThrow(
      PlatformError,
    );
  });

  it('ends at once when it is revoked, alone, and is not renewed back', async () => {
    const desired = await running(bench());
    const [gone, stays] = [await issue(desired, { id: 'kc-1' }), await issue(desired, { id: 'kc-2' })];
    const { access } = bench().platform;
    await access.revoke(desired, 'kc-1');
    await access.revoke(desired, 'kc-1');
    await expect(access.renew(desired, 'kc-1', later(MINUTE))).rejects.toThrow(PlatformError);
    expect(await roleOf(desired, gone)).toBeUndefined();
    expect(await roleOf(desired, stays)).toBe('view');
  });

  it('may be revoked although it was never issued', async () => {
    const { platform, wish } = bench();
    await platform.access.revoke(wish(), 'kc-nothing');
    const desired = await running(bench());
    await platform.access.revoke(desired, 'kc-nothing');
  });

  it('goes with its cluster, and is nothing in a later one of the same name', async () => {
    const desired = await running(bench());
    const given = await issue(desired, { id: 'kc-1', expiresAt: later(24 * 60 * MINUTE) });
    const before = (await bench().see(desired)).certificateAuthority;
    await bench().platform.remove(desired);
    await bench().untilGone(desired);
    expect(await roleOf(desired, given)).toBeUndefined();
    const again = await running(bench(), { uid: '7d0b0a0e-0000-4000-8000-000000000009' });
    expect(await roleOf(again, given)).toBeUndefined();
    expect((await bench().see(again)).certificateAuthority).not.toBe(before);
  });

  /** What the API server of a cluster takes the holder of a credential for. */
  function roleOf(ref: ClusterRef, credential: Credential): Promise<string | undefined> {
    return bench().roleOf(ref, credential);
  }
}

/** A cluster whose API server answers. */
async function running(bench: Bench, changes: Partial<DesiredCluster> = {}): Promise<DesiredCluster> {
  const desired = bench.wish({ nodeGroups: [bench.group('web')], ...changes });
  await bench.platform.apply(desired);
  await bench.until(desired, isInPlace(desired));
  return desired;
}
