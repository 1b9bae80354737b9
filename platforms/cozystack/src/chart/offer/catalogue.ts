// What can be ordered: names from what the platform serves, sizes and texts from what is known of them.
import type { AddonType, GpuType, OfferedVersion, StorageClass } from '@hikube/domain';
import type { LiveCatalogue } from '@hikube/service/platform';
import type { Shape } from '../shape/shape.ts';
import { capabilitiesOf } from './capabilities.ts';
import { fromBoth, nearestCatalogue } from './known.ts';
import { takesOptions } from './refusals.ts';

/** One choice, as `options` of `core.cozystack.io` lists it. */
export interface Choice {
  readonly value: string;
  readonly label?: string;
  readonly default?: boolean;
}

/** What `options` list, by source. A source that is absent was not served, which releases before 1.5 never do. */
export interface Choices {
  readonly instancetype?: readonly Choice[];
  readonly gpu?: readonly Choice[];
  readonly storageclass?: readonly Choice[];
}

/** The catalogue of this platform at this moment. */
export function catalogueOf(shape: Shape, choices: Choices = {}): LiveCatalogue {
  const nearest = nearestCatalogue(shape);
  const types = fromBoth(({ instanceTypes }) => instanceTypes);
  const served = choices.instancetype?.map(({ value }) => value);
  const presets = fromBoth((catalogue) => catalogue.presets);
  return {
    profile: profileOf(shape),
    sites: nearest.sites,
    kubernetesVersions: versionsOf(shape),
    // A size that nobody knows cannot be checked against a quota; `resources` take its place.
    instanceTypes: types.filter(({ name }) => served?.includes(name) ?? true),
    gpuTypes: gpusOf(choices.gpu),
    storageClasses: storageClassesOf(shape, choices.storageclass),
    presets: presets.filter(({ name }) => shape.presets.includes(name)),
    addons: nearest.addons.map((addon) => offered(addon, shape)),
    capabilities: [...capabilitiesOf(shape)].sort(),
  };
}

/** The release that has this shape, by whose name manifests are written in its keys. */
function profileOf({ diskKey, needsResources }: Shape): string {
  if (diskKey === 'ephemeralStorage') return 'cozystack-1.1.2';
  return needsResources ? 'cozystack-1.4.0' : 'cozystack-1.6.2';
}

function versionsOf(shape: Shape): readonly OfferedVersion[] {
  const { kubernetesVersions } = nearestCatalogue(shape);
  return [...shape.versions].reverse().map((minor) => ({
    // A minor that is newer than this package runs a patch that nobody here knows.
    ...(kubernetesVersions.find((each) => each.minor === minor) ?? { minor, patch: minor, endOfLife: null }),
    default: minor === shape.defaultVersion,
  }));
}

function gpusOf(served: readonly Choice[] | undefined): readonly GpuType[] {
  const known = fromBoth(({ gpuTypes }) => gpuTypes);
  if (served === undefined) return known;
  return served.map(
    ({ value, label = value }) =>
      known.find(({ name }) => name === value) ?? { name: value, displayName: label, memory: '0' },
  );
}

function storageClassesOf(shape: Shape, served: readonly Choice[] | undefined): readonly StorageClass[] {
  const known = fromBoth(({ storageClasses }) => storageClasses);
  if (served === undefined) return nearestCatalogue(shape).storageClasses;
  return served.map((choice) => ({
    // Of a class that nobody here knows, no copy is promised.
    ...(known.find(({ name }) => name === choice.value) ?? { name: choice.value, replication: 'none' }),
    default: choice.default === true,
  }));
}

/** The platform chooses versions of add-ons, and takes of their options only what the chart has a place for. */
function offered(addon: AddonType, { addons }: Shape): AddonType {
  const shape = addon.manifest ? addons.get(addon.manifest.key) : undefined;
  return {
    ...addon,
    available: shape !== undefined,
    versions: [],
    options: takesOptions(addon.id) ? addon.options : null,
    valuesOverride: addon.valuesOverride && shape?.values === true,
  };
}
