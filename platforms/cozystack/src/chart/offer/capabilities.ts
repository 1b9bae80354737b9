// What this platform can do, in the words of the contract.
import { addonFacts, addonIdOfManifestKey } from '@hikube/domain';
import type { Capability } from '@hikube/service/platform';
import { schemaAt } from '../shape/schema.ts';
import type { Shape } from '../shape/shape.ts';
import { NODE_SETTINGS, takesSetting } from '../spec/node-settings.ts';

/** Capabilities of a release. Settings of the chart that the contract has no field for are none. */
export function capabilitiesOf(shape: Shape): ReadonlySet<Capability> {
  const { schema, addons } = shape;
  const group = schemaAt(schema, 'nodeGroups', '*');
  const has = (key: string): boolean => schemaAt(group, key) !== undefined;
  return new Set([
    ...[...addons.keys()].flatMap(addonCapability),
    ...(has('minReplicas') ? ['autoscaling.scaleFromZero'] : []),
    ...(has('gpus') ? ['nodeGroup.gpus'] : []),
    ...(has('resources') ? ['nodeGroup.resources'] : []),
    ...NODE_SETTINGS.filter((setting) => takesSetting(shape, setting)).map(
      (setting) => `nodeGroup.${setting}`,
    ),
  ]);
}

function addonCapability(key: string): readonly Capability[] {
  const id = addonIdOfManifestKey(key);
  return id === undefined || addonFacts(id)?.alwaysOn === true ? [] : [`addon.${id}`];
}
