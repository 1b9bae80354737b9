// What can be changed of a cluster in one form, and the patch that says only what was changed: a field that nobody touched is
// never sent, so that it cannot take back what somebody else has done.
import type { Addon, AddonOptionsPatch, Cluster, ClusterPatch, NodeGroup } from '@hikube/sdk';
import { type GroupForm, groupOf } from '../install/form.ts';
import { nodeSettingsOf, nodeSettingsPatch } from '../install/node-settings.ts';
import { optionsOf, SETTINGS, type Settings } from '../install/settings.ts';

/** The form. */
export interface ChangeForm {
  readonly displayName: string;
  readonly isProtected: boolean;
  readonly groups: readonly GroupForm[];
  /** Ids of the add-ons that are on. */
  readonly addons: readonly string[];
  readonly settings: Settings;
}

/** What a form is made from. */
export interface Changeable {
  readonly cluster: Pick<Cluster, 'displayName' | 'deletionProtection'>;
  readonly nodeGroups: readonly NodeGroup[];
  readonly addons: readonly Pick<Addon, 'name' | 'options'>[];
}

/** The form of a cluster as it is. */
export function formOf({ cluster, nodeGroups, addons }: Changeable): ChangeForm {
  return {
    displayName: cluster.displayName,
    isProtected: cluster.deletionProtection,
    groups: nodeGroups.map(groupFormOf),
    addons: addons.map(({ name }) => name).sort(),
    settings: settingsOf(addons),
  };
}

function settingsOf(addons: Changeable['addons']): Settings {
  const known = addons.filter(({ name }) => SETTINGS[name] !== undefined);
  return Object.fromEntries(
    known.map(({ name, options = {} }) => [name, SETTINGS[name]?.read(options) ?? ''] as const),
  );
}

function groupFormOf(group: NodeGroup, key: number): GroupForm {
  const { name, instanceType, minReplicas, maxReplicas, roles, gpus } = group;
  return {
    ...{ key, name, instanceType },
    min: String(minReplicas),
    max: String(maxReplicas),
    roles: roles.join(' '),
    gpu: gpus[0]?.name ?? '',
    settings: nodeSettingsOf(group),
    isFixed: true,
  };
}

/** The form with an add-on more; the same where it is there already. */
export function withAddon(form: ChangeForm, addon: string): ChangeForm {
  return form.addons.includes(addon) ? form : { ...form, addons: [...form.addons, addon].sort() };
}

/** The patch that makes one form of the other; empty when nothing was changed. */
export function patchOf(before: ChangeForm, after: ChangeForm): ClusterPatch {
  const nodeGroups = groupPatches(before.groups, after.groups);
  const addons = addonPatches(before, after);
  return {
    ...(before.displayName === after.displayName ? {} : { displayName: after.displayName }),
    ...(before.isProtected === after.isProtected ? {} : { deletionProtection: after.isProtected }),
    ...(Object.keys(nodeGroups).length === 0 ? {} : { nodeGroups }),
    ...(Object.keys(addons).length === 0 ? {} : { addons }),
  };
}

function addonPatches(before: ChangeForm, after: ChangeForm): NonNullable<ClusterPatch['addons']> {
  const gone = before.addons.filter((id) => !after.addons.includes(id));
  const fresh = after.addons.filter((id) => !before.addons.includes(id));
  const patches = changedSettings(before, after).map((id) => {
    const options = SETTINGS[id]?.patch(after.settings[id]?.trim() ?? '') as AddonOptionsPatch | null;
    return [id, { options }] as const;
  });
  return Object.fromEntries([
    ...gone.map((id) => [id, null] as const),
    ...patches,
    ...fresh.map((id) => [id, optionsOf(id, after.settings)] as const),
  ]);
}

/** Ids of the add-ons that stay, with another setting. */
export function changedSettings(before: ChangeForm, after: ChangeForm): readonly string[] {
  const textOf = ({ settings }: ChangeForm, id: string) => settings[id]?.trim() ?? '';
  return after.addons.filter((id) => before.addons.includes(id) && textOf(before, id) !== textOf(after, id));
}

function groupPatches(
  before: readonly GroupForm[],
  after: readonly GroupForm[],
): NonNullable<ClusterPatch['nodeGroups']> {
  const gone = before.filter(({ name }) => !after.some((each) => each.name === name));
  const changed = after.flatMap((group) => {
    const last = before.find(({ name }) => name === group.name);
    const patch = last === undefined ? groupOf(group) : changedFields(last, group);
    return last !== undefined && Object.keys(patch).length === 0 ? [] : [[group.name, patch] as const];
  });
  return Object.fromEntries([...gone.map(({ name }) => [name, null] as const), ...changed]);
}

function changedFields(before: GroupForm, after: GroupForm) {
  const said = groupOf(after);
  return {
    ...(before.min === after.min ? {} : { minReplicas: said.minReplicas }),
    ...(before.max === after.max ? {} : { maxReplicas: said.maxReplicas }),
    ...(before.instanceType === after.instanceType ? {} : { instanceType: said.instanceType }),
    ...(before.roles === after.roles ? {} : { roles: said.roles ?? [] }),
    ...(before.gpu === after.gpu ? {} : { gpus: said.gpus ?? [] }),
    ...nodeSettingsPatch(before.settings, after.settings),
  };
}
