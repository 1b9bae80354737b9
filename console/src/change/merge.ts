// Somebody else changed the cluster while the form was open: what touches other fields is taken in, and where both changed the
// same, both values are shown and nothing is sent before one is chosen.
import type { GroupForm } from '../install/form.ts';
import { NODE_SETTINGS, type NodeSettings, textOf as settingIn } from '../install/node-settings.ts';
import { SETTINGS, type Settings } from '../install/settings.ts';
import type { ChangeForm } from './form.ts';

/** Two values of one field. */
export interface Conflict {
  /** Such as `nodeGroups/web/maxReplicas`. */
  readonly field: string;
  readonly mine: string;
  readonly theirs: string;
}

/** The forms together: what I changed on top of what is there now. */
export interface Merged {
  readonly form: ChangeForm;
  readonly conflicts: readonly Conflict[];
}

const GROUP_FIELDS = {
  min: 'minReplicas',
  max: 'maxReplicas',
  instanceType: 'instanceType',
  roles: 'roles',
  gpu: 'gpus',
} as const;

/**
 * @param base as the form began
 * @param fresh as the cluster is now
 * @param winner whose value a field has that both changed
 */
export function mergeForms(
  base: ChangeForm,
  fresh: ChangeForm,
  mine: ChangeForm,
  winner: 'mine' | 'theirs' = 'mine',
): Merged {
  const conflicts: Conflict[] = [];
  const pick: Pick = (field, before, now, wanted) => {
    if (before === wanted) return now;
    if (before === now || now === wanted) return wanted;
    conflicts.push({ field, mine: shown(wanted), theirs: shown(now) });
    return winner === 'mine' ? wanted : now;
  };
  const addons = [...new Set([...base.addons, ...fresh.addons, ...mine.addons])].filter((id) => {
    const isIn = ({ addons: ids }: ChangeForm) => ids.includes(id);
    return pick(`addons/${id}`, isIn(base), isIn(fresh), isIn(mine));
  });
  const form = {
    displayName: pick('displayName', base.displayName, fresh.displayName, mine.displayName),
    isProtected: pick('deletionProtection', base.isProtected, fresh.isProtected, mine.isProtected),
    groups: mergeGroups(base.groups, fresh.groups, mine.groups, pick),
    addons: addons.sort(),
    settings: mergeSettings(base.settings, fresh.settings, mine.settings, pick),
  };
  return { form, conflicts };
}

type Pick = <T extends string | boolean | undefined>(field: string, before: T, now: T, wanted: T) => T;

function mergeSettings(base: Settings, fresh: Settings, mine: Settings, pick: Pick): Settings {
  const ids = new Set([...Object.keys(fresh), ...Object.keys(mine)]);
  const merged = [...ids].map((id) => {
    const field = `addons/${id}/options${SETTINGS[id]?.pointers.at(-1) ?? ''}`;
    return [id, pick(field, base[id] ?? '', fresh[id] ?? '', mine[id] ?? '')] as const;
  });
  return Object.fromEntries(merged);
}

function mergeGroups(
  base: readonly GroupForm[],
  fresh: readonly GroupForm[],
  mine: readonly GroupForm[],
  pick: Pick,
): readonly GroupForm[] {
  const names = new Set([...fresh, ...mine].map(({ name }) => name));
  const of = (groups: readonly GroupForm[], name: string) => groups.find((group) => group.name === name);
  return [...names].flatMap((name, key) => {
    const [before, now, wanted] = [of(base, name), of(fresh, name), of(mine, name)];
    if (before !== undefined && now !== undefined && wanted !== undefined)
      return [{ ...mergeGroup(before, now, wanted, pick), key }];
    const chosen = pick(`nodeGroups/${name}`, textOf(before), textOf(now), textOf(wanted));
    const group = chosen === textOf(wanted) ? wanted : now;
    return group === undefined ? [] : [{ ...group, key, isFixed: now !== undefined }];
  });
}

function mergeGroup(before: GroupForm, now: GroupForm, wanted: GroupForm, pick: Pick): GroupForm {
  const fields = Object.entries(GROUP_FIELDS) as [keyof typeof GROUP_FIELDS, string][];
  const merged = fields.map(([part, field]) => [
    part,
    pick(`nodeGroups/${now.name}/${field}`, before[part], now[part], wanted[part]),
  ]);
  const settings = NODE_SETTINGS.map((setting) => {
    const of = (group: GroupForm) => settingIn(group.settings, setting);
    return [setting, pick(`nodeGroups/${now.name}/${setting}`, of(before), of(now), of(wanted))] as const;
  });
  return { ...now, ...Object.fromEntries(merged), settings: Object.fromEntries(settings) };
}

function textOf(group: GroupForm | undefined): string | undefined {
  if (group === undefined) return undefined;
  const { min, max, instanceType, roles, gpu, settings } = group;
  return [min, max, instanceType, roles, gpu, ...saidIn(settings)].join(' ').trim();
}

function saidIn(settings: NodeSettings): readonly string[] {
  const said = NODE_SETTINGS.filter((setting) => settingIn(settings, setting) !== '');
  return said.map((setting) => `${setting}=${settingIn(settings, setting)}`);
}

function shown(value: string | boolean | undefined): string {
  return value === undefined ? '–' : String(value);
}
