// Add-ons as values, under the keys of the chart.
import { addonFacts, addonIdOfManifestKey, equalJson } from '@hikube/domain';
import type { DesiredAddon } from '@hikube/service/platform';
import type { Values } from '../../kind.ts';
import { isOn } from '../shape/scalars.ts';
import type { AddonShape, Shape } from '../shape/shape.ts';
import { withRepository } from './flux.ts';
import { equalLists, keep, objectOf, without } from './keep.ts';

/** Whether the chart reads Helm values of an add-on; its schema takes them also where no template does. */
export function readsValues(id: string, { values }: AddonShape): boolean {
  return values && addonFacts(id)?.manifest?.subChart !== null;
}

/** Whether an add-on runs, or is one without a switch that somebody has configured. */
export function isThere(id: string, shape: AddonShape, stored: Values): boolean {
  if (shape.switched) return isOn(stored['enabled']);
  return readsValues(id, shape) && Object.keys(objectOf(stored['valuesOverride'])).length > 0;
}

/** All add-ons. One that is taken away keeps what only others know of it; one that was off, or is of a newer chart, is left alone. */
export function addonValues(desired: readonly DesiredAddon[], { addons }: Shape, stored: Values): Values {
  const known = [...addons].flatMap(([key, shape]): [string, Values][] => {
    const id = addonIdOfManifestKey(key);
    if (id === undefined) return [];
    const before = objectOf(stored[key]);
    const addon = desired.find((each) => each.id === id);
    const owned = readsValues(id, shape) ? ['valuesOverride'] : [];
    if (addon === undefined && !isThere(id, shape, before)) return [[key, without(before, 'enabled')]];
    const kept = without(before, 'enabled', 'exposeMethod', 'hosts', ...owned);
    const values = addon === undefined ? kept : { ...kept, ...ownValues(addon, shape, before) };
    return [[key, values]];
  });
  const said = known.filter(([, values]) => Object.keys(values).length > 0);
  return { ...without(stored, ...known.map(([key]) => key)), ...Object.fromEntries(said) };
}

function ownValues(addon: DesiredAddon, shape: AddonShape, stored: Values): Values {
  const values = readsValues(addon.id, shape) ? withRepository(addon) : {};
  const { exposure, hosts = [] } = addon.options?.ingress ?? {};
  return {
    ...(shape.switched ? { enabled: true } : {}),
    ...(Object.keys(values).length === 0
      ? {}
      : { valuesOverride: keep(stored['valuesOverride'], values, equalJson) }),
    ...(shape.exposed && exposure === 'load-balancer' ? { exposeMethod: 'LoadBalancer' } : {}),
    ...(shape.exposed && hosts.length > 0 ? { hosts: keep(stored['hosts'], hosts, equalLists) } : {}),
  };
}
