// The desired state of one cluster with everything in it: the input fields alone, complete and with their defaults.
// Every write is a step from one such state to another, whichever endpoint it came through.

import type { JsonObject } from '@hikube/domain';
import type { ClusterState } from '../../model/aggregate.ts';
import {
  type AddonInputs,
  addonInputs,
  type ClusterInputs,
  clusterInputs,
  type NodeGroupInputs,
  nodeGroupInputs,
} from '../../model/inputs.ts';

/** What shall be true of a cluster. */
export interface Desired {
  readonly cluster: ClusterInputs;
  readonly nodeGroups: ReadonlyMap<string, NodeGroupInputs>;
  readonly addons: ReadonlyMap<string, AddonInputs>;
}

/** The desired state that is stored. What is being deleted is not part of it. */
export function desiredOf(state: ClusterState): Desired {
  const kept = <Record extends { readonly deletion: unknown }>(records: readonly Record[]) =>
    records.filter(({ deletion }) => deletion === null);
  return {
    cluster: clusterInputs(state.cluster),
    nodeGroups: new Map(kept(state.nodeGroups).map((group) => [group.name, nodeGroupInputs(group)])),
    addons: new Map(kept(state.addons).map((addon) => [addon.name, addonInputs(addon)])),
  };
}

/** The state as one document, as the domain's rules read it. */
export function asDocument(name: string, { cluster, nodeGroups, addons }: Desired): JsonObject {
  return {
    name,
    ...cluster,
    nodeGroups: Object.fromEntries(nodeGroups),
    addons: Object.fromEntries(addons),
  };
}

/** The same without secret values, for what is shown and for what callers can write without knowing them. */
export function withoutSecrets(desired: Desired): Desired {
  const addons = [...desired.addons].map(([id, addon]) => [id, addonSettings(addon)] as const);
  return { ...desired, addons: new Map(addons) };
}

/** The settings of an add-on that are no secret. */
export function addonSettings({ secretValues: _secret, ...settings }: AddonInputs): AddonInputs {
  return settings;
}

/** The state in which every add-on that stays has the secret values that it had. */
export function keepSecrets(before: Desired, after: Desired): Desired {
  const addons = [...after.addons].map(([id, addon]) => {
    const secretValues = before.addons.get(id)?.secretValues;
    return [id, secretValues === undefined ? addon : { ...addon, secretValues }] as const;
  });
  return { ...after, addons: new Map(addons) };
}
