// Merge patches of clusters, node groups and add-ons: the state after the patch, checked for its shape.
import { type Catalogue, equalField, isObject, type JsonObject } from '@hikube/domain';
import { type Fields, fields } from '@hikube/openapi/fields';
import type {
  AddonInline,
  AddonPatch,
  ClusterCreate,
  ClusterPatch,
  NodeGroupInline,
  NodeGroupPatch,
} from '@hikube/openapi/types';
import { bodies } from '@hikube/openapi/validators';
import type { AddonInputs, ClusterInputs, NodeGroupInputs } from '../../model/inputs.ts';
import { Refusal } from '../../refusal.ts';
import { fieldErrors } from '../field-errors.ts';
import { addonSettings, completeAddon, completeCluster, completeNodeGroup, type Desired } from './desired.ts';

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
  const merged = merge(fields.Cluster, before, rest);
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
  const merged = merge(fields.NodeGroup, before ?? {}, patch);
  return completeNodeGroup(shapeOf('NodeGroupInline', merged, pointer));
}

/** The add-on after a patch, without its secret values; a patch of nothing enables one. */
function patchAddon(before: AddonInputs | undefined, patch: AddonPatch, pointer: string): AddonInputs {
  const merged = merge(fields.Addon, addonSettings(before ?? {}), patch);
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

// JSON merge patch (RFC 7396) on own properties only: what a key is called never decides what a merge does.

/**
 * The target with the patch applied: absent keys stay, `null` removes, objects merge, anything else replaces.
 * Bodies nest at most 32 levels, so recursion ends.
 */
export function mergePatch(target: JsonObject, patch: JsonObject): JsonObject {
  const result = new Map(Object.entries(target));
  for (const [key, change] of Object.entries(patch)) {
    if (change === null) result.delete(key);
    else result.set(key, merged(result.get(key), change));
  }
  // From entries, because assigning to a key such as __proto__ would not make a property.
  return Object.fromEntries(result);
}

function merged(before: unknown, change: unknown): unknown {
  if (!isObject(change)) return change;
  return mergePatch(isObject(before) ? before : {}, change);
}

// A merged object must still have the shape of the contract: a patch can remove what is needed and add what is too much.

interface Shapes {
  ClusterCreate: ClusterCreate;
  NodeGroupInline: NodeGroupInline;
  AddonInline: AddonInline;
}

// What one request may carry. Patch by patch an object could otherwise grow without end, because its Helm values are
// free in their content.
const LARGEST = 256 * 1024;

/**
 * The value as what it was proved to be.
 * @param pointer where the value stands in the body
 * @throws Refusal `validation_failed`
 */
export function shapeOf<Name extends keyof Shapes>(
  name: Name,
  value: unknown,
  pointer: string,
): Shapes[Name] {
  const validate = bodies[name];
  if (validate(value)) return withinBounds(value, pointer) as Shapes[Name];
  const errors = fieldErrors(validate.errors, name, value).map((error) => ({
    ...error,
    pointer: pointer + error.pointer,
  }));
  throw new Refusal(
    'validation_failed',
    'With the patch applied, the object breaks a rule, which is listed with its field.',
    {
      errors,
    },
  );
}

function withinBounds(value: unknown, pointer: string): unknown {
  if (JSON.stringify(value).length <= LARGEST) return value;
  const detail =
    'With the patch applied, the object is larger than 256 KiB: remove what it does not need any more.';
  throw new Refusal('validation_failed', detail, { errors: [{ pointer, code: 'too_large', detail }] });
}
