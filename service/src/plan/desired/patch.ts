// Merge patches of clusters, node groups and add-ons: the state after the patch, checked for its shape.
import { type Catalogue, equalField, type JsonObject } from '@hikube/domain';
import { type Fields, fields } from '@hikube/openapi/fields';
import type { AddonPatch, ClusterPatch, NodeGroupPatch } from '@hikube/openapi/types';
import type { AddonInputs, ClusterInputs, NodeGroupInputs } from '../../model/inputs.ts';
import { completeAddon, completeCluster, completeNodeGroup } from './defaults.ts';
import { addonSettings, type Desired } from './desired.ts';
import { mergePatch } from './merge-patch.ts';
import { shapeOf } from './shapes.ts';

/** The desired state after a patch of a cluster and of what stands inside it. */
export function patchDesired(
  before: Desired,
  patch: ClusterPatch,
  name: string,
  catalogue: Catalogue,
): Desired {
  const { nodeGroups = {}, addons = {}, ...own } = patch;
  return {
    cluster: patchCluster(before.cluster, own, name, catalogue),
    nodeGroups: patchMap(before.nodeGroups, nodeGroups, (group, change, key) =>
      patchNodeGroup(group, change, `/nodeGroups/${key}`),
    ),
    addons: patchMap(before.addons, addons, (addon, change, key) =>
      patchAddon(addon, change, `/addons/${key}`),
    ),
  };
}

function patchCluster(
  before: ClusterInputs,
  patch: Omit<ClusterPatch, 'nodeGroups' | 'addons'>,
  name: string,
  catalogue: Catalogue,
): ClusterInputs {
  const { version, ...rest } = patch;
  const merged = merge(fields.cluster, before, rest);
  // The default of a version is what was newest at creation: going back to it would be a downgrade, so null keeps.
  const target = version ?? before.version;
  const sparse = shapeOf('ClusterCreate', { ...merged, name, version: target }, '');
  const complete = completeCluster(sparse, catalogue);
  // A host that the patch removes is derived again, which gives the one that the cluster has.
  return complete.host === undefined && before.host !== undefined
    ? { ...complete, host: before.host }
    : complete;
}

/** The node group after a patch; a patch of nothing makes a group. */
export function patchNodeGroup(
  before: NodeGroupInputs | undefined,
  patch: NodeGroupPatch,
  pointer = '',
): NodeGroupInputs {
  const merged = merge(fields.nodeGroup, before ?? {}, patch);
  return completeNodeGroup(shapeOf('NodeGroupInline', merged, pointer));
}

/** The add-on after a patch, without its secret values; a patch of nothing enables one. */
function patchAddon(before: AddonInputs | undefined, patch: AddonPatch, pointer: string): AddonInputs {
  const merged = merge(fields.addon, addonSettings(before ?? {}), patch);
  return completeAddon(shapeOf('AddonInline', merged, pointer));
}

/** The patch on what was there. What derives from a field that it changes is derived again, unless it says otherwise. */
function merge(table: Fields, before: object, patch: object): JsonObject {
  const [kept, changes] = [before as JsonObject, patch as JsonObject];
  const isChanged = (name: string) => {
    const field = table[name];
    return (
      field !== undefined && Object.hasOwn(changes, name) && !equalField(field, kept[name], changes[name])
    );
  };
  const base = Object.entries(kept).filter(([name]) => !table[name]?.dependsOn?.some(isChanged));
  return mergePatch(Object.fromEntries(base), changes);
}

function patchMap<Inputs, Patch>(
  before: ReadonlyMap<string, Inputs>,
  patch: Readonly<Record<string, Patch | null>>,
  apply: (inputs: Inputs | undefined, patch: Patch, name: string) => Inputs,
): ReadonlyMap<string, Inputs> {
  const after = new Map(before);
  for (const [name, change] of Object.entries(patch)) {
    if (change === null) after.delete(name);
    else after.set(name, apply(before.get(name), change, name));
  }
  return after;
}
