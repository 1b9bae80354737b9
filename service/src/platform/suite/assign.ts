// What a cluster gets before any work begins.
import { expect, it } from 'vitest';
import { isInPlace, type OpenPlatform, useBench } from './harness.ts';

const REF = { tenant: 'acme', name: 'prod', uid: '7d0b0a0e-0000-4000-8000-000000000001' };

export function describeAssign(open: OpenPlatform): void {
  const bench = useBench(open);

  it('is the same for the same cluster, again and again', async () => {
    const { platform } = bench();
    const first = await platform.assign(REF, { exposure: 'proxied' });
    expect(await platform.assign({ ...REF }, { exposure: 'proxied' })).toEqual(first);
  });

  it('is an endpoint under the host, networks and a record for the host', async () => {
    const given = await bench().platform.assign(REF, { exposure: 'proxied' });
    expect(new URL(given.endpoint).hostname).toBe(given.host);
    expect(given.endpoint).toMatch(/^https:/);
    expect(given.podCidr).toMatch(/^[0-9.]+\/[0-9]+$/);
    expect(given.serviceCidr).toMatch(/^[0-9.]+\/[0-9]+$/);
    expect(given.dnsDomain).not.toBe('');
    expect(given.dnsRecords.map(({ name }) => name)).toContain(given.host);
    expect(given.sites.length).toBeGreaterThan(0);
  });

  it('takes the host that is asked for', async () => {
    const given = await bench().platform.assign(REF, { host: 'k8s.example.org', exposure: 'proxied' });
    expect(given.host).toBe('k8s.example.org');
    expect(given.dnsRecords.map(({ name }) => name)).toEqual(['k8s.example.org']);
  });

  it('gives different hosts to different clusters and tenants', async () => {
    const { platform } = bench();
    const refs = [REF, { ...REF, name: 'test' }, { ...REF, tenant: 'other' }];
    const hosts = await Promise.all(
      refs.map(async (ref) => (await platform.assign(ref, { exposure: 'proxied' })).host),
    );
    expect(new Set(hosts).size).toBe(3);
  });

  it('makes nothing', async () => {
    const { platform } = bench();
    await platform.assign(REF, { exposure: 'proxied' });
    expect(await platform.observe(REF)).toBeUndefined();
    expect(await platform.list(REF.tenant)).toEqual({ clusters: [] });
  });

  it('knows the authority at once, or brings it with the cluster and keeps it', async () => {
    const { platform, wish, group, until, see } = bench();
    const { certificateAuthority: assigned } = await platform.assign(REF, { exposure: 'proxied' });
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
