// What can be ordered: versions, presets and add-ons that the platform serves, sizes and texts from what is known of it.
import type { AddonType, OfferedVersion } from '@hikube/domain';
import type { LiveCatalogue } from '@hikube/service/platform';
import type { Shape } from '../shape/shape.ts';
import { capabilitiesOf } from './capabilities.ts';
import { fromBoth, nearestCatalogue } from './known.ts';
import { takesOptions } from './refusals.ts';

/** The catalogue of this platform at this moment. */
export function catalogueOf(shape: Shape): LiveCatalogue {
  const nearest = nearestCatalogue(shape);
  const presets = fromBoth((catalogue) => catalogue.presets);
  return {
    profile: profileOf(shape),
    sites: nearest.sites,
    kubernetesVersions: versionsOf(shape),
    instanceTypes: fromBoth(({ instanceTypes }) => instanceTypes),
    gpuTypes: fromBoth(({ gpuTypes }) => gpuTypes),
    storageClasses: nearest.storageClasses,
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
