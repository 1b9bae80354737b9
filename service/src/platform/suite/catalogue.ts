// What can be ordered, and what a cluster gets before any work begins.
import { expect, it } from 'vitest';
import { type OpenPlatform, useBench } from './harness.ts';

const REF = { tenant: 'acme', name: 'prod', uid: 'uid-1' };

export function describeCatalogue(open: OpenPlatform): void {
  const bench = useBench(open);

  it('offers sites, versions, instance types and storage classes, with one default each', () => {
    const { sites, kubernetesVersions, instanceTypes, storageClasses } = bench().catalogue;
    expect(sites.length).toBeGreaterThan(0);
    expect(instanceTypes.length).toBeGreaterThan(0);
    expect(kubernetesVersions.filter((version) => version.default)).toHaveLength(1);
    expect(storageClasses.filter((storageClass) => storageClass.default)).toHaveLength(1);
  });

  it('names each entry once', () => {
    const { sites, instanceTypes, gpuTypes, addons, capabilities } = bench().catalogue;
    const lists = [
      sites.map(({ id }) => id),
      instanceTypes.map(({ name }) => name),
      gpuTypes.map(({ name }) => name),
      addons.map(({ id }) => id),
      capabilities,
    ];
    for (const list of lists) expect(new Set(list).size).toBe(list.length);
  });

  it('assigns the same to the same cluster, again and again', async () => {
    const { platform } = bench();
    const first = await platform.assign(REF, { exposure: 'proxied' });
    expect(await platform.assign({ ...REF }, { exposure: 'proxied' })).toEqual(first);
  });

  it('assigns an endpoint under the host, networks and a record for the host', async () => {
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

  it('assigns different hosts to different clusters and tenants', async () => {
    const { platform } = bench();
    const refs = [REF, { ...REF, name: 'test' }, { ...REF, tenant: 'other' }];
    const hosts = await Promise.all(
      refs.map(async (ref) => (await platform.assign(ref, { exposure: 'proxied' })).host),
    );
    expect(new Set(hosts).size).toBe(3);
  });

  it('creates nothing by assigning', async () => {
    const { platform } = bench();
    await platform.assign(REF, { exposure: 'proxied' });
    expect(await platform.observe(REF)).toBeUndefined();
  });
}
