// What the rules find in the cluster as it would be. As in the service, what stood before is nobody's fault now, unless the
// change touches it.
import { checkCluster, type Finding, pointerTokens } from '@hikube/domain';
import { type ClusterParts, definitionOf } from '../code/definition.ts';
import type { Offer } from '../install/catalogue.ts';
import { type Remark, remarkOf, twiceRemarks } from '../install/check.ts';
import { type GroupForm, groupOf } from '../install/form.ts';
import { SETTING_FIELDS } from '../install/node-settings.ts';
import { optionsOf } from '../install/settings.ts';
import { type ChangeForm, changedSettings, patchOf } from './form.ts';

/** What is to be corrected before anything is asked for. */
export function remarksOf(
  base: ChangeForm,
  form: ChangeForm,
  parts: ClusterParts,
  { known }: Pick<Offer, 'known'>,
): readonly Remark[] {
  const before = definitionOf(parts);
  const groups = form.groups.map((group) => [group.name, laidOver(before.nodeGroups?.[group.name], group)]);
  const after = {
    ...before,
    nodeGroups: Object.fromEntries(groups),
    addons: Object.fromEntries(form.addons.map((id) => [id, optionsOf(id, form.settings)])),
  };
  const stood = new Set(checkCluster(before, known).map(textOf));
  const touched = new Set(Object.keys(patchOf(base, form).nodeGroups ?? {}));
  const changed = new Set(changedSettings(base, form));
  const isAsked = (finding: Finding) => {
    const [part = '', name = '', field] = pointerTokens(finding.pointer) ?? [];
    if (part === 'addons') return field !== undefined && (!base.addons.includes(name) || changed.has(name));
    if (part !== 'nodeGroups') return false;
    return !stood.has(textOf(finding)) || (touched.has(name) && !mayStand(finding, field));
  };
  const found = checkCluster(after, known).filter(isAsked).map(remarkOf);
  return [...found.filter(({ isError }) => isError), ...twiceRemarks(form.groups)];
}

/** The group as it would be: what the form has no field for stays as it is. */
function laidOver(group: object | undefined, form: GroupForm): object {
  const of = { ...group, ...groupOf(form) };
  const said: Readonly<Record<string, unknown>> = groupOf(form);
  return Object.fromEntries(
    Object.entries(of).filter(([field]) => !ASKED.has(field) || said[field] !== undefined),
  );
}

/** Fields of a group that the form asks for, and that may be left out. */
const ASKED: ReadonlySet<string> = new Set(['roles', 'gpus', ...SETTING_FIELDS]);

/** Such settings may have come from elsewhere in ways that the rules do not know, and then they may stay. */
function mayStand({ code }: Finding, field: string | undefined): boolean {
  return code !== 'capability_missing' && SETTING_FIELDS.some((each) => each === field);
}

function textOf({ pointer, code, detail }: Finding): string {
  return `${pointer} ${code} ${detail}`;
}
