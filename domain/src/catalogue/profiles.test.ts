import { describe, expect, test } from 'vitest';
import { ADDON_IDS, addonFacts } from '../addon/facts.ts';
import { parseQuantity } from '../values/quantity.ts';
import { normaliseVersion } from '../values/version.ts';
import { COZYSTACK, HIKUBE } from './profiles.test.support.ts';

const unique = (names: readonly string[]) => new Set(names).size === names.length;

describe.each([HIKUBE, COZYSTACK])('$profile', (catalogue) => {
  test('names are unique', () => {
    expect(unique(catalogue.sites.map((site) => site.id))).toBe(true);
    expect(unique(catalogue.kubernetesVersions.map((version) => version.minor))).toBe(true);
    expect(unique(catalogue.instanceTypes.map((type) => type.name))).toBe(true);
    expect(unique(catalogue.gpuTypes.map((type) => type.name))).toBe(true);
    expect(unique(catalogue.storageClasses.map((each) => each.name))).toBe(true);
    expect(unique(catalogue.presets.map((preset) => preset.name))).toBe(true);
    expect(unique(catalogue.capabilities)).toBe(true);
  });

  test('the sites are Geneva, Gland and Lucerne', () => {
    expect(catalogue.sites.map((site) => site.id)).toEqual(['geneva', 'gland', 'lucerne']);
  });

  test('one version and one storage class are the default', () => {
    expect(catalogue.kubernetesVersions.filter((each) => each.default).map((each) => each.minor)).toEqual([
      '1.35',
    ]);
    expect(catalogue.storageClasses.filter((each) => each.default).map((each) => each.name)).toEqual([
      'replicated',
    ]);
  });

  test('each patch belongs to its minor', () => {
    for (const { minor, patch } of catalogue.kubernetesVersions) expect(normaliseVersion(patch)).toBe(minor);
  });

  test('sizes are quantities, and families are the first part of names', () => {
    for (const type of catalogue.instanceTypes) {
      expect(parseQuantity(type.memory)).toBeGreaterThan(0n);
      expect(type.name.startsWith(`${type.family}.`)).toBe(true);
    }
    for (const preset of catalogue.presets) {
      expect(parseQuantity(preset.cpu)).toBeGreaterThan(0n);
      expect(parseQuantity(preset.memory)).toBeGreaterThan(0n);
    }
    for (const gpu of catalogue.gpuTypes) expect(parseQuantity(gpu.memory)).toBeGreaterThan(0n);
  });

  test('the add-on table is the closed one', () => {
    expect(catalogue.addons.map((addon) => addon.id)).toEqual(ADDON_IDS);
  });

  test.each(catalogue.addons)('the add-on $id says what is true of it everywhere', (addon) => {
    const facts = addonFacts(addon.id);
    expect(addon.alwaysOn).toBe(facts?.alwaysOn);
    expect(addon.requires).toEqual(facts?.requires);
    expect(addon.manifest).toEqual(facts?.manifest);
    expect([facts?.options, null]).toContain(addon.options);
    expect(addon.layer).toBe(addon.manifest === null ? 'service' : 'platform');
    expect(addon.versions.length > 0).toBe(addon.available);
  });

  test('each add-on that can be switched has its capability', () => {
    const switched = catalogue.addons.filter((addon) => addon.available && !addon.alwaysOn);
    const listed = catalogue.capabilities.filter((id) => /^addon\.[a-z-]+$/.test(id));
    expect(listed).toEqual(switched.map((addon) => `addon.${addon.id}`).sort());
  });
});

test('hikube-1.1.2 has the instance types of the documentation', () => {
  const table = HIKUBE.instanceTypes.map((type) => `${type.name} ${type.vcpus}/${type.memory}`);
  expect(table).toEqual([
    's1.small 1/2Gi',
    's1.medium 2/4Gi',
    's1.large 4/8Gi',
    's1.xlarge 8/16Gi',
    's1.3large 12/24Gi',
    's1.2xlarge 16/32Gi',
    's1.3xlarge 24/48Gi',
    's1.4xlarge 32/64Gi',
    's1.8xlarge 64/128Gi',
    'u1.medium 1/4Gi',
    'u1.large 2/8Gi',
    'u1.xlarge 4/16Gi',
    'u1.2xlarge 8/32Gi',
    'u1.4xlarge 16/64Gi',
    'u1.8xlarge 32/128Gi',
    'm1.large 2/16Gi',
    'm1.xlarge 4/32Gi',
    'm1.2xlarge 8/64Gi',
    'm1.4xlarge 16/128Gi',
    'm1.8xlarge 32/256Gi',
  ]);
});
