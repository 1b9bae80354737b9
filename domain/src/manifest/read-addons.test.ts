import { describe, expect, test } from 'vitest';
import { readSpec, told } from './manifest.test.support.ts';

/** What `spec.addons` is read as, and what is told about it. */
function readAddons(addons: unknown): readonly [unknown, readonly string[], readonly string[]] {
  const reading = readSpec({ addons });
  return [
    reading.cluster['addons'],
    told(reading).map((note) => note.replaceAll('/spec/addons', '')),
    reading.findings.map(({ pointer, code }) => `${code} ${pointer.replace('/spec/addons', '')}`),
  ];
}

const on = { enabled: true };

describe('an add-on', () => {
  test.each([
    [
      'under each key of the platform',
      { certManager: on, fluxcd: on, gatewayAPI: on, gpuOperator: on },
      ['cert-manager', 'flux', 'gateway-api', 'gpu-operator'],
    ],
    [
      'under more keys',
      { hami: on, ingressNginx: on, monitoringAgents: on, ouroboros: on, velero: on },
      ['hami', 'ingress-nginx', 'monitoring', 'ouroboros', 'velero'],
    ],
    ['that is always on', { cilium: {}, coredns: { valuesOverride: {} } }, ['cilium', 'coredns']],
    [
      'that is switched off',
      { certManager: { enabled: false }, velero: { enabled: null }, fluxcd: null },
      [],
    ],
  ])('%s', (_title, addons, ids) => {
    const [read, notes, findings] = readAddons(addons);
    expect(Object.keys(read as object).sort()).toEqual(ids);
    expect([notes, findings]).toEqual([[], []]);
  });

  test('under its id, or in another spelling, is told', () => {
    expect(readAddons({ 'cert-manager': on, flux: on, ingress_nginx: on, gatewayApi: on })).toEqual([
      { 'cert-manager': {}, flux: {}, 'ingress-nginx': {}, 'gateway-api': {} },
      [
        'moved /cert-manager → /certManager',
        'moved /flux → /fluxcd',
        'moved /ingress_nginx → /ingressNginx',
        'moved /gatewayApi → /gatewayAPI',
      ],
      [],
    ]);
  });

  test('that stands there twice counts once', () => {
    expect(readAddons({ fluxcd: on, flux: { enabled: false } })).toEqual([
      { flux: {} },
      ['ignored /flux'],
      [],
    ]);
  });

  test('without a key in the form is told where to go', () => {
    const { notes } = readSpec({ addons: { dashboard: on, whatever: on } });
    expect(notes.map(({ pointer, detail }) => [pointer, detail])).toEqual([
      [
        '/spec/addons/dashboard',
        'The form has no place for the add-on dashboard; enable it by itself, or in the annotation ' +
          'platform.hikube.cloud/addons.',
      ],
      ['/spec/addons/whatever', 'addons has no "whatever"; it has no effect.'],
    ]);
  });

  test('that is not enabled tells which of its settings have no effect', () => {
    const addons = {
      ingressNginx: { hosts: ['a.example.ch'], exposeMethod: 'LoadBalancer' },
      certManager: { enabled: false, valuesOverride: { installCRDs: true } },
      velero: { enabled: false, valuesOverride: {} },
    };
    expect(readAddons(addons)).toEqual([
      {},
      [
        'ignored /ingressNginx/hosts',
        'ignored /ingressNginx/exposeMethod',
        'ignored /certManager/valuesOverride',
      ],
      [],
    ]);
  });

  test.each([['true'], [1], [{}]])('cannot be enabled by %j', (enabled) => {
    expect(readAddons({ certManager: { enabled } })).toEqual([{}, [], ['invalid_type /certManager/enabled']]);
  });

  test('that has no switch tells so', () => {
    expect(readAddons({ cilium: { enabled: false } })).toEqual([
      { cilium: {} },
      ['ignored /cilium/enabled'],
      [],
    ]);
  });

  test('tells keys that it does not have', () => {
    const addons = { certManager: { ...on, hosts: ['x'], values: {} } };
    expect(readAddons(addons)).toEqual([
      { 'cert-manager': {} },
      ['ignored /certManager/hosts', 'ignored /certManager/values'],
      [],
    ]);
  });
});

describe('the vertical pod autoscaler', () => {
  const verticalPodAutoscaler = {
    valuesOverride: { 'vertical-pod-autoscaler': { updater: { enabled: false } } },
  };

  test('comes with the monitoring agents, wherever they stand', () => {
    const [read] = readAddons({ verticalPodAutoscaler, monitoringAgents: on });
    expect(read).toEqual({ monitoring: {}, 'vertical-pod-autoscaler': verticalPodAutoscaler });
  });

  test('is none without them', () => {
    expect(readAddons({ verticalPodAutoscaler })).toEqual([{}, ['ignored /verticalPodAutoscaler'], []]);
    expect(readAddons({ verticalPodAutoscaler: { valuesOverride: {} } })).toEqual([{}, [], []]);
  });
});

describe('the exposure of an ingress controller', () => {
  test.each([
    ['Proxied', 'proxied', []],
    ['LoadBalancer', 'load-balancer', []],
    ['loadbalancer', 'load-balancer', ['normalised /ingressNginx/exposeMethod → LoadBalancer']],
    ['load-balancer', 'load-balancer', ['normalised /ingressNginx/exposeMethod → LoadBalancer']],
  ])('%s is %s', (exposeMethod, exposure, notes) => {
    expect(readAddons({ ingressNginx: { ...on, exposeMethod } })).toEqual([
      { 'ingress-nginx': { options: { ingress: { exposure } } } },
      notes,
      [],
    ]);
  });

  test.each([['NodePort'], [7], [{}]])('cannot be %j', (exposeMethod) => {
    const [, , findings] = readAddons({ ingressNginx: { ...on, exposeMethod } });
    expect(findings).toEqual(['invalid_value /ingressNginx/exposeMethod']);
  });

  test('and hosts that are no list are left to the contract', () => {
    const [read] = readAddons({ ingressNginx: { ...on, hosts: 'a.example.ch' } });
    expect(read).toEqual({ 'ingress-nginx': { options: { ingress: { hosts: 'a.example.ch' } } } });
  });
});

describe('plugins', () => {
  test('are add-ons under another name; addons win', () => {
    const reading = readSpec({
      addons: { gpuOperator: on },
      plugins: { 'gpu-operator': { enabled: false }, certManager: on },
    });
    expect(reading.cluster['addons']).toEqual({ 'gpu-operator': {}, 'cert-manager': {} });
    expect(told(reading)).toEqual([
      'ignored /spec/plugins/gpu-operator',
      'moved /spec/plugins/certManager → /spec/addons/certManager',
    ]);
  });

  test.each([[null], [{}], ['']])('that are %j say nothing', (plugins) => {
    const reading = readSpec({ plugins });
    expect([reading.cluster['addons'], told(reading), reading.findings]).toEqual([{}, [], []]);
  });
});
