// What is offered, and what is refused with words.
import { checkCluster } from '@hikube/domain';
import { manifestShapeOf } from '@hikube/domain/manifest';
import { addonWish, clusterWish, groupWish } from '@hikube/service/platform/suite';
import { expect, test } from 'vitest';
import { RELEASES, shapeOf } from '../testing/schemas.ts';
import { capabilitiesOf } from './capabilities.ts';
import { catalogueOf } from './catalogue.ts';
import { refusalsOf } from './refusals.ts';

test('a cluster without special wishes is refused nothing', () => {
  for (const release of RELEASES)
    expect(
      refusalsOf(
        clusterWish({ nodeGroups: [groupWish('web')], addons: [addonWish('velero')] }),
        shapeOf(release),
      ),
    ).toEqual([]);
});

test('refuses what the chart has no place for, at its place and with the next step', () => {
  const group = groupWish('web', {
    labels: { team: 'shop' },
    taints: [{ key: 'gpu', value: '', effect: 'NoSchedule' }],
    rollout: { maxSurge: 2, maxUnavailable: 0 },
  });
  const found = refusalsOf(
    clusterWish({
      nodeGroups: [group],
      network: { exposure: 'load-balancer' },
      controlPlane: { replicas: 3, etcdMembers: 5 },
      patch: '1.34.4',
      rollout: { paused: true, maxSurge: 1, maxUnavailable: 0 },
      replaceNodes: ['node-1'],
      addons: [
        addonWish('nfs'),
        addonWish('velero', { version: '1.17.0' }),
        addonWish('cert-manager', {
          options: { certManager: { issuers: { le: { type: 'private-ca', secretName: 'ca' } } } },
        }),
        addonWish('monitoring', {
          options: { monitoring: { fluentBit: false, nodeExporter: true, kubeStateMetrics: true } },
        }),
      ],
    }),
    shapeOf('1.6.2'),
  );
  expect(found.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual([
    '/network/exposure capability_missing',
    '/controlPlane/etcdMembers capability_missing',
    '/version capability_missing',
    ' capability_missing',
    ' capability_missing',
    ' capability_missing',
    '/nodeGroups/web/labels capability_missing',
    '/nodeGroups/web/taints capability_missing',
    '/nodeGroups/web/rollout capability_missing',
    '/addons/nfs addon_unavailable',
    '/addons/velero/version capability_missing',
    '/addons/cert-manager/options/certManager/issuers capability_missing',
    '/addons/monitoring/options/monitoring capability_missing',
  ]);
  for (const { detail } of found) expect(detail).toMatch(/^[A-Z].*[;:,] .*\.$/);
});

test('settings of nodes are those of the release, and refused where it has none', () => {
  const settings = {
    storageClass: 'local',
    kubelet: { evictionHardMemory: '5%' },
    healthCheck: { maxUnhealthy: '1' },
  };
  const told = (release: (typeof RELEASES)[number]) => {
    const asked = { nodeGroups: [groupWish('web', settings)] };
    return refusalsOf(asked, shapeOf(release)).map(({ pointer }) => pointer.split('/').at(-1));
  };
  expect(told('1.1.2')).toEqual(['storageClass', 'kubelet', 'healthCheck']);
  expect(told('1.4.0')).toEqual(['healthCheck']);
  expect(told('1.6.2')).toEqual([]);
  for (const release of RELEASES) {
    const capabilities = capabilitiesOf(shapeOf(release));
    const missing = Object.keys(settings).filter((key) => !capabilities.has(`nodeGroup.${key}`));
    expect(missing).toEqual(told(release));
    const findings = checkCluster({ nodeGroups: { web: settings } }, catalogueOf(shapeOf(release)));
    expect(findings.map(({ pointer }) => pointer.split('/').at(-1))).toEqual(told(release));
  }
});

test('capabilities follow from the release, and are those of the catalogue', () => {
  for (const release of RELEASES) {
    const shape = shapeOf(release);
    expect([...capabilitiesOf(shape)].sort()).toEqual(catalogueOf(shape).capabilities);
  }
  expect(capabilitiesOf(shapeOf('1.1.2')).has('addon.hami')).toBe(false);
  expect(capabilitiesOf(shapeOf('1.6.2')).has('addon.flux')).toBe(true);
  expect(capabilitiesOf(shapeOf('3c780ac')).has('addon.flux')).toBe(false);
  for (const missing of ['etcd.perCluster', 'network.loadBalancer', 'addon.nfs', 'oidc'])
    expect(capabilitiesOf(shapeOf('1.6.2')).has(missing)).toBe(false);
});

test('manifests are written in the keys of the release', () => {
  const keys = RELEASES.map((release) => manifestShapeOf(catalogueOf(shapeOf(release)).profile));
  expect(keys).toEqual(['1.1.2', '1.6', '1.6', '1.6']);
});

test('the catalogue is what is known of both kinds of release', () => {
  const oldest = catalogueOf(shapeOf('1.1.2'));
  expect(oldest.kubernetesVersions.map(({ minor, patch }) => `${minor} ${patch}`)).toEqual([
    '1.30 1.30.14',
    '1.31 1.31.14',
    '1.32 1.32.12',
    '1.33 1.33.8',
    '1.34 1.34.4',
    '1.35 1.35.1',
  ]);
  expect(oldest.kubernetesVersions.filter((version) => version.default).map(({ minor }) => minor)).toEqual([
    '1.35',
  ]);
  const names = oldest.instanceTypes.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['s1.large', 'u1.nano']));
  expect(new Set(names).size).toBe(names.length);
  expect(oldest.storageClasses.map(({ name }) => name)).toContain('replicated-async');
});

test('settings of groups that the chart has no place for are refused by the rules of the domain', () => {
  const web = { labels: { a: 'b' }, taints: [{ key: 'a', effect: 'NoSchedule' }], rollout: { maxSurge: 2 } };
  for (const release of RELEASES) {
    const findings = checkCluster({ nodeGroups: { web } }, catalogueOf(shapeOf(release)));
    expect(findings.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual([
      '/nodeGroups/web/labels capability_missing',
      '/nodeGroups/web/taints capability_missing',
      '/nodeGroups/web/rollout capability_missing',
    ]);
  }
});

test('options of add-ons that the chart has no place for are refused by the rules of the domain', () => {
  const findings = (options: object) =>
    checkCluster({ addons: { 'cert-manager': { options } } }, catalogueOf(shapeOf('1.6.2')));
  expect(findings({ certManager: { issuers: {} } }).map(({ code }) => code)).toEqual(['option_mismatch']);
});
