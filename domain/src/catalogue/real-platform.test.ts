import { expect, test } from 'vitest';
import { HIKUBE } from './profiles.test.support.ts';
import { withoutSimulation } from './real-platform.ts';

const real = withoutSimulation(HIKUBE);

test('capabilities of the simulation and of the service layer are gone', () => {
  expect(real.capabilities).toEqual([
    'addon.cert-manager',
    'addon.flux',
    'addon.gateway-api',
    'addon.gpu-operator',
    'addon.ingress-nginx',
    'addon.monitoring',
    'addon.velero',
    'addon.vertical-pod-autoscaler',
    'autoscaling.scaleFromZero',
    'nodeGroup.gpus',
    'nodeGroup.resources',
  ]);
});

test('add-ons of the service layer are not available, but still known', () => {
  const gone = real.addons.filter((addon) => addon.layer === 'service');
  expect(gone.map((addon) => [addon.id, addon.available])).toEqual([
    ['ingress-traefik', false],
    ['ingress-haproxy', false],
    ['dashboard', false],
    ['nfs', false],
  ]);
});

test('the monitoring agents lose their options, cert-manager keeps them', () => {
  const options = Object.fromEntries(real.addons.map((addon) => [addon.id, addon.options]));
  expect([options['monitoring'], options['cert-manager']]).toEqual([null, 'certManager']);
});

test('doing it again changes nothing', () => {
  expect(withoutSimulation(real)).toEqual(real);
});
