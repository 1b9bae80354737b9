// What a PUT of a manifest comes to: the manifest decides over everything that the form can express, and what it cannot
// express stays as the cluster has it.
import { addonFacts } from '../addon/facts.ts';
import { isAbsent, isObject, type JsonObject, own } from '../values/read.ts';
import { isBlank } from './reading.ts';
import { OPTIONS_IN_FORM } from './write-addons.ts';

// Fields that the form lacks, and those that have no default to go back to: a version only moves forward, and class
// and host cannot change.
const KEPT = [
  ...['displayName', 'topology', 'network', 'deletionProtection', 'maintenance'],
  ...['version', 'storageClass', 'host'],
];

/**
 * The cluster after the PUT, as the body of a creation: absent fields go to their defaults. Node groups and add-ons
 * that the manifest leaves out are gone; add-ons that the form has no key for stay.
 * @param current the cluster as it is, with everything in it; undefined when there is none yet
 * @param manifest the cluster that `readManifest` found
 */
export function mergeManifest(current: JsonObject | undefined, manifest: JsonObject): JsonObject {
  const kept = KEPT.filter((field) => !isAbsent(own(current ?? {}, field)));
  return {
    ...Object.fromEntries(kept.map((field) => [field, own(current ?? {}, field)])),
    ...manifest,
    ...mergeControlPlane(current, manifest),
    addons: mergeAddons(objectOf(current, 'addons'), objectOf(manifest, 'addons')),
  };
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

/** The version of an add-on, and options without a key in the form, stay unless the manifest carries others. */
function mergeAddon(id: string, before: unknown, addon: unknown): unknown {
  if (!isObject(before) || !isObject(addon) || !hasKey(id)) return addon;
  const kept = ['version', ...(OPTIONS_IN_FORM.has(addonFacts(id)?.options ?? '') ? [] : ['options'])];
  const fields = new Map(Object.entries(before).filter(([field]) => kept.includes(field)));
  for (const [field, value] of Object.entries(addon)) fields.set(field, value);
  // No values and empty ones mean the same, so that what is there stays.
  if (isBlank(before['valuesOverride']) && isBlank(fields.get('valuesOverride'))) {
    fields.delete('valuesOverride');
    if (isObject(before['valuesOverride'])) fields.set('valuesOverride', before['valuesOverride']);
  }
  return Object.fromEntries(fields);
}

function hasKey(id: string): boolean {
  return (addonFacts(id)?.manifest ?? null) !== null;
}

function objectOf(object: JsonObject | undefined, key: string): JsonObject {
  const value = own(object ?? {}, key);
  return isObject(value) ? value : {};
}
