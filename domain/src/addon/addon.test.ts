import { describe, expect, test } from 'vitest';
import { COZYSTACK, HIKUBE } from '../catalogue/profiles.test.support.ts';
import { UNKNOWN } from '../values/unknown.ts';
import { checkAddon, checkAddonRemoval } from './addon.ts';

describe('checkAddon', () => {
  test.each([
    ['cert-manager', {}],
    ['cert-manager', { version: '1.19.3' }],
    ['cert-manager', { version: 'v1.19.3' }],
    ['ingress-traefik', { version: '3.6.10', options: { ingress: { exposure: 'load-balancer' } } }],
    ['velero', { valuesOverride: { velero: { schedules: {} } } }],
    ['gateway-api', { valuesOverride: {} }],
    ['cilium', { valuesOverride: { cilium: { hubble: { relay: { enabled: true } } } } }],
    ['flux', UNKNOWN],
    [UNKNOWN, {}],
  ])('takes %s with %j', (id, addon) => {
    expect(checkAddon(id, addon, { catalogue: HIKUBE })).toEqual([]);
  });

  test('refuses an id that does not exist, with those that do', () => {
    const [finding] = checkAddon('istio', {}, { catalogue: HIKUBE, pointer: '/addons/istio' });
    expect([finding?.pointer, finding?.code]).toEqual(['/addons/istio', 'unknown_addon']);
    expect(finding?.allowed).toContain('cert-manager');
    expect(finding?.allowed).not.toContain('hami');
  });

  test('an id that exists elsewhere is not available', () => {
    expect(checkAddon('nfs', {}, { catalogue: COZYSTACK }).map((finding) => finding.code)).toEqual([
      'addon_unavailable',
    ]);
  });

  test('refuses a version that the catalogue does not have', () => {
    expect(checkAddon('ingress-traefik', { version: '2.0' }, { catalogue: HIKUBE })).toEqual([
      {
        pointer: '/version',
        code: 'unknown_addon_version',
        severity: 'error',
        detail: 'The add-on ingress-traefik has no version "2.0"; choose one of 3.6.13, 3.6.10.',
        allowed: ['3.6.13', '3.6.10'],
      },
    ]);
  });

  test('refuses values that the platform would not read', () => {
    expect(checkAddon('monitoring', { valuesOverride: { a: 1 } }, { catalogue: HIKUBE })).toEqual([
      {
        pointer: '/valuesOverride',
        code: 'values_override_unsupported',
        severity: 'error',
        detail: 'The platform reads no Helm values for the add-on monitoring; remove valuesOverride.',
      },
    ]);
  });

  test('refuses what is no object under the name of the chart', () => {
    const findings = checkAddon('velero', { valuesOverride: { velero: true } });
    expect(findings.map((finding) => [finding.pointer, finding.code])).toEqual([
      ['/valuesOverride/velero', 'invalid_type'],
    ]);
  });

  test('tells what was moved', () => {
    const findings = checkAddon('cert-manager', { valuesOverride: { certManager: { a: 1 } } });
    expect(findings.map((finding) => [finding.pointer, finding.code, finding.severity])).toEqual([
      ['/valuesOverride/certManager', 'values_override_moved', 'warning'],
    ]);
  });

  test('warns of what it waits for', () => {
    const findings = checkAddon('vertical-pod-autoscaler', {}, { catalogue: HIKUBE, addonIds: [] });
    expect(findings.map((finding) => [finding.code, finding.severity])).toEqual([['waiting_for', 'warning']]);
  });

  test('without a catalogue no name is refused', () => {
    expect(checkAddon('istio', { version: '9', valuesOverride: { a: 1 }, options: { x: {} } })).toEqual([]);
  });

  test.each([
    ['flux', 'on', ''],
    ['flux', { version: 2 }, '/version'],
    ['flux', { valuesOverride: '{}' }, '/valuesOverride'],
    ['flux', { options: [] }, '/options'],
    [7, {}, ''],
  ])('%s with %j is of another type', (id, addon, pointer) => {
    expect(checkAddon(id, addon).map((finding) => [finding.pointer, finding.code])).toEqual([
      [pointer, 'invalid_type'],
    ]);
  });
});

describe('checkAddonRemoval', () => {
  test('resets an add-on that is always on, with or without a catalogue', () => {
    const expected = [
      {
        pointer: '/addons/cilium',
        code: 'addon_always_on',
        severity: 'warning',
        detail: 'The add-on cilium cannot be disabled; its settings go back to the defaults.',
      },
    ];
    expect(checkAddonRemoval('cilium', HIKUBE, '/addons/cilium')).toEqual(expected);
    expect(checkAddonRemoval('cilium', undefined, '/addons/cilium')).toEqual(expected);
  });

  test('any other can go', () => {
    expect(checkAddonRemoval('flux', HIKUBE)).toEqual([]);
    expect(checkAddonRemoval('newer-than-this-package')).toEqual([]);
  });
});
