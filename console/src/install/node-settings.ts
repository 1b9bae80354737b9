// What most groups leave to the platform: the class of the disks of their nodes, the kubelet, and the health check. Each has a
// text in the form, where an empty one leaves it to the platform.
import type {
  NodeGroup,
  NodeGroupInline,
  NodeGroupPatch,
  NodeHealthCheckInput,
  NodeKubeletInput,
} from '@hikube/sdk';

/** Fields of a group in which such settings are. Each needs the capability `nodeGroup.<field>`. */
export type SettingField = 'storageClass' | 'kubelet' | 'healthCheck';

/** A setting, by its place in the group. */
export type NodeSetting =
  | 'storageClass'
  | `kubelet/${keyof NodeKubeletInput}`
  | `healthCheck/${keyof NodeHealthCheckInput}`;

/** Settings as they are typed. */
export type NodeSettings = Readonly<Partial<Record<NodeSetting, string>>>;

const FIELDS: Readonly<Record<NodeSetting, SettingField>> = {
  storageClass: 'storageClass',
  'healthCheck/maxUnhealthy': 'healthCheck',
  'healthCheck/nodeStartupTimeout': 'healthCheck',
  'kubelet/systemReservedCpu': 'kubelet',
  'kubelet/systemReservedMemory': 'kubelet',
  'kubelet/kubeReservedCpu': 'kubelet',
  'kubelet/kubeReservedMemory': 'kubelet',
  'kubelet/evictionHardMemory': 'kubelet',
  'kubelet/evictionSoftMemory': 'kubelet',
};

/** Every setting, in the order of the form. */
export const NODE_SETTINGS = Object.keys(FIELDS) as readonly NodeSetting[];

/** Their fields, in the same order. */
export const SETTING_FIELDS: readonly SettingField[] = [...new Set(Object.values(FIELDS))];

/** The settings of a field. */
export function settingsOf(field: SettingField): readonly NodeSetting[] {
  return NODE_SETTINGS.filter((setting) => FIELDS[setting] === field);
}

/** What was typed, without what stands around it; empty where nothing was. */
export function textOf(settings: NodeSettings, setting: NodeSetting): string {
  return settings[setting]?.trim() ?? '';
}

/** The settings of a group as it is. */
export function nodeSettingsOf(group: Pick<NodeGroup, SettingField>): NodeSettings {
  const read = NODE_SETTINGS.flatMap((setting) => {
    const [field, inside] = placeOf(setting);
    const value = group[field];
    const text = typeof value === 'object' ? (value as Readonly<Record<string, string>>)[inside] : value;
    return text === undefined ? [] : [[setting, text] as const];
  });
  return Object.fromEntries(read);
}

/** What the settings say of a group. */
export function saidOfNodes(settings: NodeSettings): Pick<NodeGroupInline, SettingField> {
  const said = NODE_SETTINGS.filter((setting) => textOf(settings, setting) !== '');
  return together(said.map((setting) => [setting, textOf(settings, setting)]));
}

/** The patch that makes one of the other: what was emptied goes, and a field goes when nothing is left in it. */
export function nodeSettingsPatch(
  before: NodeSettings,
  after: NodeSettings,
): Pick<NodeGroupPatch, SettingField> {
  const said = saidOfNodes(after);
  const changed = NODE_SETTINGS.filter((setting) => textOf(before, setting) !== textOf(after, setting));
  const patch = together(changed.map((setting) => [setting, textOf(after, setting) || null]));
  const gone = Object.keys(patch).filter((field) => said[field as SettingField] === undefined);
  return { ...patch, ...Object.fromEntries(gone.map((field) => [field, null])) };
}

function placeOf(setting: NodeSetting): readonly [field: SettingField, inside: string] {
  return [FIELDS[setting], setting.slice(FIELDS[setting].length + 1)];
}

/** Values by their place, as the fields of a group. */
function together(values: readonly (readonly [NodeSetting, string | null])[]): Record<string, never> {
  const fields: Record<string, unknown> = {};
  for (const [setting, value] of values) {
    const [field, inside] = placeOf(setting);
    fields[field] = inside === '' ? value : { ...(fields[field] as object | undefined), [inside]: value };
  }
  // The places are those of the contract, which the type of a setting keeps.
  return fields as Record<string, never>;
}
