import { describe, expect, test } from 'vitest';
import { HIKUBE } from '../catalogue/profiles.test.support.ts';
import { UNKNOWN } from '../values/unknown.ts';
import { checkResources, hasExplicitSize, nodeSize } from './resources.ts';

const UNIT = 1_000_000_000n;
const GIBI = 1024n ** 3n * UNIT;

describe('checkResources', () => {
  test.each([
    [undefined],
    [null],
    [{}],
    [{ cpu: '4', memory: '16Gi' }],
    [{ cpu: 4, memory: '16Gi' }],
    [{ cpu: '4', memory: UNKNOWN }],
    [UNKNOWN],
  ])('takes %j', (resources) => {
    expect(checkResources(resources)).toEqual([]);
  });

  test.each([
    [
      { cpu: '4' },
      '/resources/memory',
      'resources has cpu without memory; set both, or remove resources to use instanceType.',
    ],
    [
      { memory: '8Gi' },
      '/resources/cpu',
      'resources has memory without cpu; set both, or remove resources to use instanceType.',
    ],
  ])('refuses %j at what is missing', (resources, pointer, detail) => {
    expect(checkResources(resources)).toEqual([
      { pointer, code: 'resources_incomplete', severity: 'error', detail },
    ]);
  });

  test('refuses what is no quantity', () => {
    const findings = checkResources({ cpu: '', memory: '0' });
    expect(findings.map((finding) => [finding.pointer, finding.code])).toEqual([
      ['/resources/cpu', 'invalid_quantity'],
      ['/resources/memory', 'out_of_range'],
    ]);
  });
});

describe('nodeSize', () => {
  test.each([
    [{ instanceType: 's1.large' }, { cpu: 4n * UNIT, memory: 8n * GIBI }],
    [{}, { cpu: UNIT, memory: 4n * GIBI }],
    [
      { instanceType: 's1.large', resources: { cpu: '500m', memory: '1Gi' } },
      { cpu: UNIT / 2n, memory: GIBI },
    ],
    [
      { instanceType: 's1.large', resources: {} },
      { cpu: 4n * UNIT, memory: 8n * GIBI },
    ],
    [{ instanceType: 'm5.large' }, undefined],
    [{ instanceType: UNKNOWN }, undefined],
    [{ instanceType: 's1.large', resources: UNKNOWN }, undefined],
    [{ resources: { cpu: UNKNOWN, memory: '1Gi' } }, undefined],
  ])('of %j', (group, expected) => {
    expect(nodeSize(group, HIKUBE)).toEqual(expected);
  });

  test('of an instance type without a catalogue is not known', () => {
    expect(nodeSize({ instanceType: 's1.large' })).toBeUndefined();
  });
});

test('a half or empty resources object is no explicit size', () => {
  expect(hasExplicitSize({ resources: { cpu: '1', memory: '1Gi' } })).toBe(true);
  expect(hasExplicitSize({ resources: { cpu: '1' } })).toBe(false);
  expect(hasExplicitSize({ resources: {} })).toBe(false);
  expect(hasExplicitSize({})).toBe(false);
});
