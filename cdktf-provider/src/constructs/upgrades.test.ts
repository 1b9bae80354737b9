// Scheduled upgrades, on both engines.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Terraform writes its references so.
import { describe, expect, test } from 'vitest';
import { complaints, ENGINES, synth, warnings } from '../testing/engines.ts';

describe.each(ENGINES)('$name', (engine) => {
  test('upgrades are resources that wait for each other in the order of their schedule', () => {
    const { resource } = synth(engine, (stack, { hikube }) => {
      const cluster = new hikube.KubernetesCluster(stack, 'main', { name: 'prod', initialVersion: '1.30' });
      cluster.scheduleUpgrade({ targetVersion: '1.31' });
      cluster.scheduleUpgrade({
        targetVersion: '1.32',
        start: 'at',
        startAt: '2026-12-24T03:00:00Z',
        maxSurge: 2,
        maxUnavailable: 0,
        timeouts: { create: '3h' },
      });
    });
    expect(resource).toEqual({
      hikube_kubernetes_cluster: { main: { name: 'prod', initial_version: '1.30' } },
      hikube_kubernetes_version_upgrade: {
        'main_upgrade-131_A74F44DF': {
          cluster_id: '${hikube_kubernetes_cluster.main.id}',
          target_version: '1.31',
        },
        'main_upgrade-132_A638819A': {
          cluster_id: '${hikube_kubernetes_cluster.main.id}',
          depends_on: ['hikube_kubernetes_version_upgrade.main_upgrade-131_A74F44DF'],
          target_version: '1.32',
          start: 'at',
          start_at: '2026-12-24T03:00:00Z',
          max_surge: 2,
          max_unavailable: 0,
          timeouts: { create: '3h' },
        },
      },
    });
  });

  test('the name of an upgrade does not depend on its place, so that the first can be removed', () => {
    const addresses = (targets: readonly string[]) => {
      const { resource } = synth(engine, (stack, { hikube }) => {
        const cluster = new hikube.KubernetesCluster(stack, 'main', { name: 'prod' });
        for (const targetVersion of targets) cluster.scheduleUpgrade({ targetVersion });
      });
      return Object.keys(resource['hikube_kubernetes_version_upgrade'] ?? {});
    };
    expect(addresses(['1.31', '1.32'])).toContain('main_upgrade-132_A638819A');
    expect(addresses(['v1.32.1'])).toEqual(['main_upgrade-132_A638819A']);
  });

  test('one upgrade to a version is enough', () => {
    const build = () =>
      synth(engine, (stack, { hikube }) => {
        const cluster = new hikube.KubernetesCluster(stack, 'main', { name: 'prod' });
        cluster.scheduleUpgrade({ targetVersion: '1.31' });
        cluster.scheduleUpgrade({ targetVersion: 'v1.31.4' });
      });
    expect(build).toThrow('The cluster has an upgrade to v1.31.4 already; schedule it once.');
  });

  test('a window that the cluster does not have is a warning', () => {
    const build = (maintenance: boolean) =>
      warnings(engine, (stack, { hikube }) => {
        const cluster = new hikube.KubernetesCluster(stack, 'main', {
          name: 'prod',
          ...(maintenance && {
            maintenance: { window: { days: ['sun'], startTime: '02:00', durationMinutes: 60 } },
          }),
        });
        cluster.scheduleUpgrade({ targetVersion: '1.31', start: 'window' });
      });
    expect(build(true)).toEqual([]);
    expect(build(false)).toEqual([
      'upgrades[0].start: The cluster has no maintenance window, so the upgrade waits until it has one; add maintenance.window.',
    ]);
  });

  test('a version that two sides move is refused', () => {
    const found = complaints(engine, (stack, { hikube }) => {
      const cluster = new hikube.KubernetesCluster(stack, 'main', { name: 'prod', version: '1.30' });
      cluster.scheduleUpgrade({ targetVersion: '1.31' });
    });
    expect(found).toEqual([
      '[test/main] version: A cluster with version is upgraded by changing it, and scheduleUpgrade would fight with that. Write initialVersion in place of version, or remove the scheduled upgrades.',
    ]);
  });

  test.each([
    ['1.33', 'upgrades[1].targetVersion: Kubernetes moves one minor version at a time'],
    ['1.30', 'upgrades[1].targetVersion: The cluster runs Kubernetes 1.31 and cannot go back to 1.30'],
    ['next', 'upgrades[1].targetVersion: The version "next" is not a Kubernetes version'],
  ])('after 1.31, %s is refused', (targetVersion, expected) => {
    const found = complaints(engine, (stack, { hikube }) => {
      const cluster = new hikube.KubernetesCluster(stack, 'main', { name: 'prod' });
      cluster.scheduleUpgrade({ targetVersion: '1.31' });
      cluster.scheduleUpgrade({ targetVersion });
    });
    expect(found).toEqual([expect.stringContaining(`[test/main] ${expected}`)]);
  });
});
