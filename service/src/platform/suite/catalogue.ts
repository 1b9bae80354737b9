// What can be ordered, and what the platform can do.
import { expect, it } from 'vitest';
import { type OpenPlatform, useBench } from './harness.ts';

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

  it('has the capabilities that its catalogue names', async () => {
    const { platform, catalogue } = bench();
    const has = await platform.capabilities(bench().wish().tenant);
    expect([...has].sort()).toEqual([...catalogue.capabilities].sort());
  });
}
