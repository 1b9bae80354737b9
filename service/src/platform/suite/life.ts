// From a wish to a cluster that serves.
import { expect, it } from 'vitest';
import { type ObservedCluster, UNKNOWN_SITE } from '../platform.ts';
import { isInPlace, nodesOf, type OpenPlatform, useBench } from './harness.ts';

export function describeLife(open: OpenPlatform): void {
  const bench = useBench(open);

  it('knows nothing of a cluster that nobody asked for', async () => {
    expect(await bench().platform.observe(bench().wish())).toBeUndefined();
  });

  it('shows a cluster as soon as it is asked for', async () => {
    const { platform, wish, group, see } = bench();
    await platform.apply(wish({ nodeGroups: [group('web')] }));
    const seen = await see(wish());
    expect(seen).toMatchObject({ uid: wish().uid, apiReady: false, observedGeneration: 0, deleting: false });
  });

  it('brings up the control plane, then the nodes', async () => {
    const { platform, wish, group, until } = bench();
    const desired = wish({ nodeGroups: [group('web', { minReplicas: 2 })] });
    await platform.apply(desired);
    const story = await until(desired, isInPlace(desired));
    for (const seen of story) {
      if (!seen.apiReady) expect(nodesOf(seen, 'web').filter(({ phase }) => phase === 'Ready')).toEqual([]);
    }
    const last = story.at(-1)!;
    expect(last.failure).toBeUndefined();
    expect(last.controlPlane.filter(({ ready }) => ready).length).toBeGreaterThan(0);
    expect(nodesOf(last, 'web')).toHaveLength(2);
  });

  it('gives nodes what their group asks for', async () => {
    const { platform, wish, group, until, catalogue } = bench();
    const type = catalogue.instanceTypes.at(-1)!;
    const desired = wish({ nodeGroups: [group('web', { instanceType: type.name, roles: ['edge'] })] });
    await platform.apply(desired);
    const [node] = nodesOf((await until(desired, isInPlace(desired))).at(-1)!, 'web');
    expect(node).toMatchObject({
      instanceType: type.name,
      cpu: String(type.vcpus),
      memory: type.memory,
      roles: ['edge'],
      gpus: [],
      message: '',
    });
    expect(node!.name).toContain('prod-web-');
    expect([...catalogue.sites.map(({ id }) => id), UNKNOWN_SITE]).toContain(node!.site);
  });

  it('takes an explicit size in place of the flavour', async () => {
    const { platform, wish, group, until } = bench();
    const desired = wish({ nodeGroups: [group('web', { resources: { cpu: '3', memory: '5Gi' } })] });
    await platform.apply(desired);
    const [node] = nodesOf((await until(desired, isInPlace(desired))).at(-1)!, 'web');
    expect(node).toMatchObject({ cpu: '3', memory: '5Gi' });
  });

  it('runs the patch of the catalogue', async () => {
    const { platform, wish, group, until, catalogue } = bench();
    const desired = wish({ nodeGroups: [group('web')] });
    await platform.apply(desired);
    const seen = (await until(desired, isInPlace(desired))).at(-1)!;
    const patch = catalogue.kubernetesVersions.find(({ minor }) => minor === desired.version)!.patch;
    const versions = [...seen.controlPlane, ...nodesOf(seen, 'web')].map(({ version }) => version);
    expect(new Set(versions)).toEqual(new Set([patch]));
  });

  it('keeps clusters of one name apart', async () => {
    const { platform, wish, group, until, see } = bench();
    const [mine, theirs] = [
      wish({ nodeGroups: [group('web')] }),
      wish({ tenant: 'other', uid: '7d0b0a0e-0000-4000-8000-000000000002', ...host('other.example.test') }),
    ];
    await platform.apply(mine);
    await platform.apply(theirs);
    await until(mine, isInPlace(mine));
    await until(theirs, isInPlace(theirs));
    // A group that nobody asked for may come along.
    const wanted = ({ nodeGroups }: ObservedCluster) => nodeGroups.filter(({ uid }) => uid !== '');
    expect(wanted(await see(mine))).toHaveLength(1);
    expect(wanted(await see(theirs))).toHaveLength(0);
  });
}

function host(name: string) {
  return { host: name, endpoint: `https://${name}` };
}
