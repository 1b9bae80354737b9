// A profile without what only the simulated platform adds: what a driver of the real one may promise.
import type { AddonType } from './addon-type.ts';
import type { Catalogue } from './catalogue.ts';

/**
 * The catalogue of the real platform of a profile: capabilities listed as `simulatedOnly` are gone, `addon.<id>.options`
 * among them takes the typed options from that add-on, and add-ons that only a service layer installs are unavailable.
 */
export function withoutSimulation(catalogue: Catalogue): Catalogue {
  const added = new Set(catalogue.simulatedOnly ?? []);
  const addons = catalogue.addons.map((addon) => realAddon(addon, added));
  const gone = new Set(addons.filter((addon) => !addon.available).map((addon) => `addon.${addon.id}`));
  const capabilities = catalogue.capabilities.filter((id) => !added.has(id) && !gone.has(id));
  return { ...catalogue, addons, capabilities, simulatedOnly: [] };
}

function realAddon(addon: AddonType, added: ReadonlySet<string>): AddonType {
  if (addon.layer === 'service') return { ...addon, available: false };
  return added.has(`addon.${addon.id}.options`) ? { ...addon, options: null } : addon;
}
