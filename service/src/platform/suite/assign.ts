// What a cluster gets before any work begins.
import { expect, it } from 'vitest';
import { PlatformError, type Wanted } from '../platform.ts';
import { isInPlace, type OpenPlatform, useBench } from './harness.ts';

const REF = { tenant: 'acme', name: 'prod', uid: '7d0b0a0e-0000-4000-8000-000000000001' };

const WANTED = { exposure: 'proxied', topology: 'production' } as const;

export function describeAssign(open: OpenPlatform): void {
  const bench = useBench(open);

  it('is the same for the same cluster, again and again', async () => {
    const { platform } = bench();
    const first = await platform.assign(REF, WANTED);
    expect(await platform.assign({ ...REF }, WANTED)).toEqual(first);
  });

  it('is an endpoint under the host, networks and a record for the host', async () => {
    const given = await bench().platform.assign(REF, WANTED);
    expect(new URL(given.endpoint).hostname).toBe(given.host);
    expect(given.endpoint).toMatch(/^https:/);
    expect(given.podCidr).toMatch(/^[0-9.]+\/[0-9]+$/);
    expect(given.serviceCidr).toMatch(/^[0-9.]+\/[0-9]+$/);
    expect(given.dnsDomain).not.toBe('');
    expect(given.dnsRecords.map(({ name }) => name)).toContain(given.host);
    expect(given.sites.length).toBeGreaterThan(0);
  });

  it('takes the host that is asked for', async () => {
    const given = await bench().platform.assign(REF, { ...WANTED, host: 'k8s.example.org' });
    expect(given.host).toBe('k8s.example.org');
    expect(given.dnsRecords.map(({ name }) => name)).toEqual(['k8s.example.org']);
  });

  it('gives different hosts to different clusters and tenants', async () => {
    const { platform } = bench();
    const refs = [REF, { ...REF, name: 'test' }, { ...REF, tenant: 'other' }];
    const hosts = await Promise.all(refs.map(async (ref) => (await platform.assign(ref, WANTED)).host));
    expect(new Set(hosts).size).toBe(3);
  });

  it('gives all sites to production, and one to development: the one that is asked for, or says that it cannot', async ({
    skip,
  }) => {
    const { platform, catalogue } = bench();
    const sitesOf = async (wanted: Partial<Wanted>) =>
      (await platform.assign(REF, { ...WANTED, ...wanted })).sites;
    const all = catalogue.sites.map(({ id }) => id);
    expect(await sitesOf({})).toEqual(all);
    expect(all).toEqual(expect.arrayContaining([...(await sitesOf({ topology: 'development' }))]));
    const refused = await sitesOf({ topology: 'development', site: all[0]! }).catch(
      (error: unknown) => error,
    );
    if (refused instanceof PlatformError && refused.reason === 'CapabilityMissing') skip(refused.message);
    expect(await sitesOf({ topology: 'development' })).toHaveLength(1);
    for (const site of all) expect(await sitesOf({ topology: 'development', site })).toEqual([site]);
  });

  it('makes nothing', async () => {
    const { platform } = bench();
    await platform.assign(REF, WANTED);
    expect(await platform.observe(REF)).toBeUndefined();
    expect(await platform.list(REF.tenant)).toEqual({ clusters: [] });
  });

  it('knows the authority at once, or brings it with the cluster and keeps it', async () => {
    const { platform, wish, group, until, see } = bench();
    const { certificateAuthority: assigned } = await platform.assign(REF, WANTED);
    const desired = wish({ nodeGroups: [group('web')] });
    await platform.apply(desired);
    const story = await until(desired, isInPlace(desired));
    const seen = story.flatMap(({ certificateAuthority }) => certificateAuthority ?? []);
    expect(seen.at(-1)).toMatch(/^-----BEGIN CERTIFICATE-----\n/);
    expect(new Set([...(assigned === null ? [] : [assigned]), ...seen]).size).toBe(1);
    await platform.apply({ ...desired, generation: 2, version: desired.version });
    expect((await see(desired)).certificateAuthority).toBe(seen.at(-1));
  });
}
