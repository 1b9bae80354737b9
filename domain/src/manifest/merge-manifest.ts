// What a PUT of a manifest comes to: the manifest decides over everything that the form can express, and what it cannot
// express stays as the cluster has it.
import { type Fields, fields, type ObjectKind } from '@hikube/openapi/fields';
import { addonFacts } from '../addon/facts.ts';
import { isAbsent, isObject, type JsonObject, own } from '../values/read.ts';
import { isBlank } from './reading.ts';
import { OPTIONS_IN_FORM } from './write-addons.ts';

// What the form decides over, also where it is left out. Every other field stays: the form lacks it, or it has no default
// to go back to, as a version that only moves forward.
const DECIDED: Readonly<Record<ObjectKind, ReadonlySet<string>>> = {
  Cluster: new Set(['labels', 'controlPlane']),
  NodeGroup: new Set([
    'minReplicas',
    'maxReplicas',
    'instanceType',
    'resources',
    'diskSize',
    'storageClass',
    'kubelet',
    'healthCheck',
    'roles',
    'gpus',
  ]),
  Addon: new Set(['valuesOverride']),
};

/**
 * The cluster after the PUT, as the body of a creation: absent fields go to their defaults. Node groups and add-ons
 * that the manifest leaves out are gone; add-ons that the form has no key for stay.
 * @param current the cluster as it is, with everything in it; undefined when there is none yet
 * @param manifest the cluster that `readManifest` found
 */
export function mergeManifest(current: JsonObject | undefined, manifest: JsonObject): JsonObject {
  const groups = objectOf(manifest, 'nodeGroups');
  return {
    ...keptOf('Cluster', current ?? {}),
    ...manifest,
    ...mergeControlPlane(current, manifest),
    ...(Object.hasOwn(manifest, 'nodeGroups') && {
      nodeGroups: mergeNodeGroups(objectOf(current, 'nodeGroups'), groups),
    }),
    addons: mergeAddons(objectOf(current, 'addons'), objectOf(manifest, 'addons')),
  };
}

/** The fields that a manifest does not decide over, where there are some. */
function keptOf(kind: ObjectKind, current: JsonObject): JsonObject {
  const table: Fields = fields[kind];
  const kept = Object.entries(current).filter(
    ([name, value]) => Object.hasOwn(table, name) && !DECIDED[kind].has(name) && !isAbsent(value),
  );
  return Object.fromEntries(kept);
}

function mergeNodeGroups(current: JsonObject, manifest: JsonObject): JsonObject {
  const merged = Object.entries(manifest).map(([name, group]) => {
    const before = own(current, name);
    return [name, isObject(before) && isObject(group) ? { ...keptOf('NodeGroup', before), ...group } : group];
  });
  return Object.fromEntries(merged);
}

/** etcd is not in the form; its size stays, unless a new topology derives it again. */
function mergeControlPlane(current: JsonObject | undefined, manifest: JsonObject): JsonObject {
  const written = objectOf(manifest, 'controlPlane');
  const topology = own(manifest, 'topology') ?? own(current ?? {}, 'topology');
  const isSame = current !== undefined && topology === own(current, 'topology');
  const members = own(objectOf(current, 'controlPlane'), 'etcdMembers');
  const controlPlane = { ...(isSame && !isAbsent(members) ? { etcdMembers: members } : {}), ...written };
  return Object.keys(controlPlane).length === 0 ? {} : { controlPlane };
}

function mergeAddons(current: JsonObject, manifest: JsonObject): JsonObject {
  const after = new Map<string, unknown>();
  for (const [id, addon] of Object.entries(current)) {
    if (!hasKey(id)) after.set(id, addon);
  }
  for (const [id, addon] of Object.entries(manifest)) {
    if (addon === null) after.delete(id);
    else after.set(id, mergeAddon(id, own(current, id), addon));
  }
  return Object.fromEntries(after);
}

/** Options stay unless they have a key in the form, or the manifest carries others. */
function mergeAddon(id: string, before: unknown, addon: unknown): unknown {
  if (!isObject(before) || !isObject(addon) || !hasKey(id)) return addon;
  const after = new Map(Object.entries(keptOf('Addon', before)));
  if (OPTIONS_IN_FORM.has(addonFacts(id)?.options ?? '')) after.delete('options');
  for (const [field, value] of Object.entries(addon)) after.set(field, value);
  // No values and empty ones mean the same, so that what is there stays.
  if (isBlank(before['valuesOverride']) && isBlank(after.get('valuesOverride'))) {
    after.delete('valuesOverride');
    if (isObject(before['valuesOverride'])) after.set('valuesOverride', before['valuesOverride']);
  }
  return Object.fromEntries(after);
}

function hasKey(id: string): boolean {
  return (addonFacts(id)?.manifest ?? null) !== null;
}

function objectOf(object: JsonObject | undefined, key: string): JsonObject {
  const value = own(object ?? {}, key);
  return isObject(value) ? value : {};
}
