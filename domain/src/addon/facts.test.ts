import { expect, test } from 'vitest';
import { HIKUBE } from '../catalogue/profiles.test.support.ts';
import { ADDON_IDS, addonFacts, addonIdOfManifestKey, findAddon } from './facts.ts';

test('the table is closed', () => {
  expect(ADDON_IDS).toEqual([
    'cert-manager',
    'ingress-nginx',
    'ingress-traefik',
    'ingress-haproxy',
    'flux',
    'monitoring',
    'gpu-operator',
    'hami',
    'gateway-api',
    'velero',
    'vertical-pod-autoscaler',
    'cilium',
    'coredns',
    'ouroboros',
    'dashboard',
    'nfs',
  ]);
  expect(Object.isFrozen(ADDON_IDS)).toBe(true);
});

test.each([
  ['fluxcd', 'flux'],
  ['certManager', 'cert-manager'],
  ['gatewayAPI', 'gateway-api'],
  ['monitoringAgents', 'monitoring'],
  ['flux', undefined],
  ['constructor', undefined],
])('the manifest key %s is the add-on %s', (key, id) => {
  expect(addonIdOfManifestKey(key)).toBe(id);
});

test('only cilium and coredns are always on', () => {
  expect(ADDON_IDS.filter((id) => addonFacts(id)?.alwaysOn)).toEqual(['cilium', 'coredns']);
});

test('an add-on is found in a catalogue by its id', () => {
  expect(findAddon(HIKUBE, 'nfs')?.displayName).toBe('NFS storage');
  expect(findAddon(HIKUBE, 'istio')).toBeUndefined();
  expect(findAddon(undefined, 'nfs')).toBeUndefined();
});
