// Add-ons come up, change, wait for what they need, and go.
import { expect, it } from 'vitest';
import type { DesiredAddon, ObservedCluster } from '../platform.ts';
import { isInPlace, type OpenPlatform, useBench } from './harness.ts';

export function describeAddons(open: OpenPlatform): void {
  const bench = useBench(open);

  function addon(id: string, generation = 1): DesiredAddon {
    return { id, uid: `uid-${id}`, generation };
  }

  function isWaiting({ addons }: ObservedCluster): boolean {
    return addons.some(({ uid, phase }) => uid !== '' && phase === 'WaitingFor');
  }

  function offers(id: string): boolean {
    return bench().catalogue.addons.some((type) => type.id === id && type.available);
  }

  it('installs an add-on and reports its version', async ({ skip }) => {
    skip(!offers('cert-manager'), 'the platform has no cert-manager');
    const { platform, wish, group, until, catalogue } = bench();
    const desired = wish({ nodeGroups: [group('web')], addons: [addon('cert-manager')] });
    await platform.apply(desired);
    const seen = (await until(desired, isInPlace(desired))).at(-1)!;
    const found = seen.addons.find(({ id }) => id === 'cert-manager')!;
    const [newest] = catalogue.addons.find(({ id }) => id === 'cert-manager')!.versions;
    expect(found).toMatchObject({ uid: 'uid-cert-manager', phase: 'Ready', version: newest ?? null });
  });

  it('takes a change of an add-on', async ({ skip }) => {
    skip(!offers('cert-manager'), 'the platform has no cert-manager');
    const { platform, wish, group, until } = bench();
    const desired = wish({ nodeGroups: [group('web')], addons: [addon('cert-manager')] });
    await platform.apply(desired);
    await until(desired, isInPlace(desired));
    const changed = { ...desired, addons: [{ ...addon('cert-manager', 2), values: { replicaCount: 2 } }] };
    await platform.apply(changed);
    const story = await until(changed, isInPlace(changed));
    expect(story.at(-1)!.addons.find(({ id }) => id === 'cert-manager')!.observedGeneration).toBe(2);
  });

  it('says what an add-on waits for, and goes on when it is there', async ({ skip }) => {
    skip(!offers('ingress-nginx'), 'the platform has no ingress-nginx');
    const { platform, wish, group, until } = bench();
    const desired = wish({ nodeGroups: [group('web')], addons: [addon('ingress-nginx')] });
    await platform.apply(desired);
    const waits = await until(desired, isWaiting);
    const waiting = waits.at(-1)!.addons.find(({ id }) => id === 'ingress-nginx')!;
    expect(waiting.waitingFor).toEqual({
      kind: 'NodeGroup',
      selector: 'node-role.kubernetes.io/ingress-nginx',
    });
    const edge = group('edge', { roles: ['ingress-nginx'] });
    const complete = { ...desired, nodeGroups: [...desired.nodeGroups, edge] };
    await platform.apply(complete);
    const story = await until(complete, isInPlace(complete));
    expect(story.at(-1)!.addons.find(({ id }) => id === 'ingress-nginx')!.waitingFor).toBeUndefined();
  });

  it('says that an add-on waits for a node, in a cluster that has none', async ({ skip }) => {
    skip(!offers('cert-manager'), 'the platform has no cert-manager');
    const { platform, wish, group, until } = bench();
    const desired = wish({ nodeGroups: [], addons: [addon('cert-manager')] });
    await platform.apply(desired);
    const waits = await until(desired, (seen) => seen.apiReady && isWaiting(seen));
    expect(waits.at(-1)!.addons.find(({ id }) => id === 'cert-manager')!.waitingFor).toEqual({
      kind: 'Node',
      selector: 'ready',
    });
    const complete = { ...desired, nodeGroups: [group('web')] };
    await platform.apply(complete);
    await until(complete, isInPlace(complete));
  });

  it('wakes a group that may be empty for the pods of an add-on', async ({ skip }) => {
    skip(!offers('cert-manager'), 'the platform has no cert-manager');
    const { platform, wish, group, until } = bench();
    const desired = wish({ nodeGroups: [group('web', { minReplicas: 0 })], addons: [addon('cert-manager')] });
    await platform.apply(desired);
    const seen = (await until(desired, isInPlace(desired))).at(-1)!;
    // Or the one that comes along where nobody asked for it.
    expect(seen.nodeGroups.flatMap(({ nodes }) => nodes)).toHaveLength(1);
  });

  it('removes an add-on', async ({ skip }) => {
    skip(!offers('cert-manager'), 'the platform has no cert-manager');
    const { platform, wish, group, until } = bench();
    const desired = wish({ nodeGroups: [group('web')], addons: [addon('cert-manager')] });
    await platform.apply(desired);
    await until(desired, isInPlace(desired));
    await platform.apply({ ...desired, addons: [] });
    const story = await until(desired, (seen) => seen.addons.every(({ id }) => id !== 'cert-manager'));
    expect(story.at(-1)!.apiReady).toBe(true);
    // Whoever waits for its end knows it by its uid.
    const going = story.flatMap(({ addons }) => addons.filter(({ id }) => id === 'cert-manager'));
    expect(going.map(({ uid }) => uid)).toEqual(going.map(() => 'uid-cert-manager'));
    expect(going).not.toEqual([]);
  });

  it('keeps what is always on, whether it is configured or not', async () => {
    const { platform, wish, group, until } = bench();
    const plain = wish({ nodeGroups: [group('web')] });
    const configured = {
      ...plain,
      addons: [{ ...addon('coredns'), values: { coredns: { replicaCount: 3 } } }],
    };
    await platform.apply(configured);
    await until(configured, isInPlace(configured));
    await platform.apply(plain);
    const story = await until(plain, (seen) => seen.addons.every(({ uid }) => uid !== 'uid-coredns'));
    expect(story.at(-1)!.apiReady).toBe(true);
  });
}
