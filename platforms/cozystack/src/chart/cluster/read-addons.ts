// Add-ons from values.
import { addonIdOfManifestKey } from '@hikube/domain';
import type { DesiredAddon } from '@hikube/service/platform';
import type { Values } from '../../kind.ts';
import type { AddonShape, Shape } from '../shape/shape.ts';
import { isThere, readsValues } from '../spec/addons.ts';
import { takeRepository } from '../spec/flux.ts';
import { objectOf } from '../spec/keep.ts';

/** Those that are switched on, and those without a switch that somebody has configured. */
export function readAddons(stored: Values, { addons }: Shape): readonly DesiredAddon[] {
  return [...addons].flatMap(([key, shape]) => {
    const id = addonIdOfManifestKey(key);
    const addon = objectOf(stored[key]);
    if (id === undefined) return [];
    if (!isThere(id, shape, addon)) return [];
    const values = readsValues(id, shape) ? objectOf(addon['valuesOverride']) : {};
    return [readAddon(id, addon, values, shape)];
  });
}

function readAddon(id: string, stored: Values, values: Values, shape: AddonShape): DesiredAddon {
  const taken = id === 'flux' ? takeRepository(values) : undefined;
  const rest = taken?.rest ?? values;
  const options =
    taken === undefined ? ingressOf(stored, shape) : { flux: { gitRepository: taken.repository } };
  return {
    id,
    uid: '',
    generation: 0,
    ...(options === undefined ? {} : { options }),
    ...(Object.keys(rest).length === 0 ? {} : { values: rest }),
  };
}

/** How the ingress is reached, when that is not what the chart does anyway. */
function ingressOf(stored: Values, { exposed }: AddonShape): DesiredAddon['options'] {
  if (!exposed) return undefined;
  const hosts = Array.isArray(stored['hosts'])
    ? stored['hosts'].filter((each): each is string => typeof each === 'string')
    : [];
  const exposure = stored['exposeMethod'] === 'LoadBalancer' ? 'load-balancer' : 'proxied';
  return exposure === 'proxied' && hosts.length === 0 ? undefined : { ingress: { exposure, hosts } };
}
