import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { equalJson } from '../values/json.ts';
import { equalValues, movedValueWarnings, nestValues, subChartOf } from './values.ts';

describe('nestValues', () => {
  test.each([
    [
      'nested already',
      'cert-manager',
      { 'cert-manager': { replicaCount: 2 } },
      { 'cert-manager': { replicaCount: 2 } },
      [],
    ],
    [
      'under the manifest key',
      'cert-manager',
      { certManager: { replicaCount: 2 } },
      { 'cert-manager': { replicaCount: 2 } },
      [['/certManager', '/cert-manager']],
    ],
    [
      'flat',
      'cert-manager',
      { replicaCount: 2, prometheus: {} },
      { 'cert-manager': { replicaCount: 2, prometheus: {} } },
      [
        ['/replicaCount', '/cert-manager/replicaCount'],
        ['/prometheus', '/cert-manager/prometheus'],
      ],
    ],
    [
      'a spelling of the documentation',
      'coredns',
      { corends: { replicaCount: 3 } },
      { coredns: { replicaCount: 3 } },
      [['/corends', '/coredns']],
    ],
    [
      'flux under its manifest key',
      'flux',
      { fluxcd: { instance: {} } },
      { 'flux-instance': { instance: {} } },
      [['/fluxcd', '/flux-instance']],
    ],
    [
      'flux under its id',
      'flux',
      { flux: { instance: {} } },
      { 'flux-instance': { instance: {} } },
      [['/flux', '/flux-instance']],
    ],
    ['the same name for key and chart', 'velero', { velero: { a: 1 } }, { velero: { a: 1 } }, []],
    [
      'helm globals stay',
      'velero',
      { global: { x: 1 }, a: 1 },
      { global: { x: 1 }, velero: { a: 1 } },
      [['/a', '/velero/a']],
    ],
    ['only helm globals', 'velero', { global: { x: 1 } }, { global: { x: 1 } }, []],
    ['nothing', 'velero', {}, {}, []],
    [
      'a flat value with the name of the key',
      'gpu-operator',
      { gpuOperator: true },
      { 'gpu-operator': { gpuOperator: true } },
      [['/gpuOperator', '/gpu-operator/gpuOperator']],
    ],
    ['no object under the name', 'velero', { velero: 7, a: 1 }, { velero: 7, a: 1 }, []],
    ['an add-on without a sub-chart', 'ingress-traefik', { ports: {} }, { ports: {} }, []],
    ['an add-on that is newer than this package', 'istio', { a: 1 }, { a: 1 }, []],
  ])('%s', (_name, id, values, expected, moved) => {
    const result = nestValues(id, values);
    expect(result.values).toEqual(expected);
    expect(result.moved.map(({ from, to }) => [from, to])).toEqual(moved);
  });

  test('nested wins over the manifest key, and that over flat, whatever the order', () => {
    const flat = { a: 'flat', b: 'flat', c: 'flat' };
    const key = { certManager: { b: 'key', c: 'key' } };
    const nested = { 'cert-manager': { c: 'nested' } };
    const expected = { 'cert-manager': { a: 'flat', b: 'key', c: 'nested' } };
    expect(nestValues('cert-manager', { ...flat, ...key, ...nested }).values).toEqual(expected);
    expect(nestValues('cert-manager', { ...nested, ...key, ...flat }).values).toEqual(expected);
  });

  test('objects under two spellings are merged', () => {
    const values = { prometheus: { enabled: true }, 'cert-manager': { prometheus: { port: 9402 } } };
    expect(nestValues('cert-manager', values).values).toEqual({
      'cert-manager': { prometheus: { enabled: true, port: 9402 } },
    });
  });

  test('a key such as __proto__ is data and pollutes nothing', () => {
    const values = JSON.parse('{"__proto__": {"polluted": 1}, "velero": {"__proto__": {"polluted": 2}}}');
    const result = nestValues('velero', values).values;
    expect(JSON.stringify(result)).toBe('{"velero":{"__proto__":{"polluted":2}}}');
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  test('doing it again changes and moves nothing', () => {
    const keys = fc.constantFrom('a', 'b', 'global', 'certManager', 'cert-manager');
    fc.assert(
      fc.property(fc.dictionary(keys, fc.jsonValue({ maxDepth: 2 })), (values) => {
        const once = nestValues('cert-manager', values);
        const twice = nestValues('cert-manager', once.values);
        expect(equalJson(twice.values, once.values)).toBe(true);
        expect(twice.moved).toEqual([]);
      }),
    );
  });
});

describe('equalValues', () => {
  test.each([
    ['cert-manager', { replicaCount: 2 }, { 'cert-manager': { replicaCount: 2 } }, true],
    ['cert-manager', { certManager: { b: 1, a: 2 } }, { a: 2, b: 1 }, true],
    ['cert-manager', { a: 1 }, { a: 2 }, false],
    ['ingress-traefik', { traefik: { a: 1 } }, { a: 1 }, false],
    ['cert-manager', undefined, undefined, true],
    ['cert-manager', {}, null, false],
  ])('%s: %j and %j: %s', (id, a, b, expected) => {
    expect(equalValues(id, a, b)).toBe(expected);
  });
});

test('each move is a warning at the place as it was written', () => {
  expect(movedValueWarnings('cert-manager', { 'a/b': 1 }, undefined, '/valuesOverride')).toEqual([
    {
      pointer: '/valuesOverride/a~1b',
      code: 'values_override_moved',
      severity: 'warning',
      detail:
        'The add-on cert-manager reads its values under "cert-manager/a~1b"; they were moved from "/a~1b".',
    },
  ]);
});

test('the sub-chart comes from the catalogue when it says one', () => {
  const addon = {
    id: 'x',
    available: true,
    alwaysOn: false,
    versions: [],
    requires: [],
    options: null,
    valuesOverride: true,
  };
  const catalogue = { addons: [{ ...addon, manifest: { key: 'x', subChart: 'x-chart' } }] };
  expect(subChartOf('x', catalogue)).toBe('x-chart');
  expect(subChartOf('x')).toBeNull();
});
