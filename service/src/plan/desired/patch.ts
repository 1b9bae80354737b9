// Merge patches of clusters, node groups and add-ons: the state after the patch, checked for its shape.
import type { Catalogue } from '@hikube/domain';
import type { AddonPatch, ClusterPatch, NodeGroupPatch } from '@hikube/openapi/types';
import { completeAddon, completeCluster, completeNodeGroup } from './defaults.ts';
import {
  type AddonInputs,
  addonSettings,
  type ClusterInputs,
  type Desired,
  type NodeGroupInputs,
} from './desired.ts';
import { type JsonObject, mergePatch } from './merge-patch.ts';
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
  // Sizes that the topology derives go with it, unless the patch says otherwise.
  const derivedAgain = patch.topology !== undefined && (patch.topology ?? 'production') !== before.topology;
  const { controlPlane, ...kept } = before;
  const base = derivedAgain ? kept : { ...kept, controlPlane };
  const merged = mergePatch(base as unknown as JsonObject, rest as JsonObject);
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
  const merged = mergePatch((before ?? {}) as unknown as JsonObject, patch as JsonObject);
  return completeNodeGroup(shapeOf('NodeGroupInline', merged, pointer));
}

/** The add-on after a patch, without its secret values; a patch of nothing enables one. */
function patchAddon(before: AddonInputs | undefined, patch: AddonPatch, pointer: string): AddonInputs {
  const merged = mergePatch(addonSettings(before ?? {}) as JsonObject, patch as JsonObject);
  return completeAddon(shapeOf('AddonInline', merged, pointer));
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
