// The control plane of a manifest. This API sizes it by the number of API servers; sizes of its parts are the
// platform's, so that any that is asked for is told to have no effect, under whichever of its three places it stands.
import { currentPreset, equalPresets, PRESET_SUCCESSORS } from '../catalogue/presets.ts';
import { show } from '../values/read.ts';
import { readKeys, tellUnknown } from './keys.ts';
import { type Entry, isBlank, type Reading } from './reading.ts';

const PARTS = ['apiServer', 'controllerManager', 'scheduler', 'konnectivity'] as const;
const KEYS = ['replicas', ...PARTS] as const;
const PART_KEYS = ['resources', 'resourcesPreset', 'extraArgs', 'extraVolumes', 'extraVolumeMounts'] as const;

// What each part is without being asked for, in today's names.
const STANDARD_PRESETS: Readonly<Record<string, string>> = { apiServer: 'c1.medium' };
const STANDARD_PRESET = 't1.micro';

/** API servers that are asked for; undefined when the manifest does not say. */
export function readControlPlane(entry: Entry | undefined, reading: Reading): Entry | undefined {
  const pointer = entry?.pointer ?? '/spec/controlPlane';
  const { known, unknown } = readKeys(reading.object(entry, 'controlPlane'), KEYS, pointer, reading);
  tellUnknown(unknown, KEYS, 'controlPlane', reading);
  for (const part of PARTS) readPart(part, known.get(part), reading);
  return known.get('replicas');
}

/** The place of the control plane in the oldest form, which the platform itself has not read for long. */
export function readOldControlPlane(entry: Entry | undefined, reading: Reading): void {
  if (entry === undefined || isBlank(entry.value)) return;
  const section = reading.object(entry, 'kamajiControlPlane');
  const keys = ['apiServer', 'controllerManager', 'scheduler', 'addons'] as const;
  const { known, unknown } = readKeys(section, keys, entry.pointer, reading);
  tellUnknown(unknown, keys, 'kamajiControlPlane', reading);
  const target = '/spec/controlPlane';
  const detail = 'kamajiControlPlane is an old name that the platform ignores; it is read as controlPlane.';
  reading.moved(entry.pointer, target, detail);
  for (const part of ['apiServer', 'controllerManager', 'scheduler'] as const) {
    readPart(part, known.get(part), reading);
  }
  const addons = known.get('addons');
  if (addons === undefined) return;
  const inner = readKeys(
    reading.object(addons, 'kamajiControlPlane.addons'),
    ['konnectivity'],
    addons.pointer,
    reading,
  );
  tellUnknown(inner.unknown, ['konnectivity'], 'kamajiControlPlane.addons', reading);
  readPart('konnectivity', inner.known.get('konnectivity'), reading);
}

function readPart(part: string, entry: Entry | undefined, reading: Reading): void {
  if (entry === undefined || isBlank(entry.value)) return;
  const section = reading.object(entry, part);
  if (part === 'konnectivity') {
    const { known, unknown } = readKeys(section, ['server'], entry.pointer, reading);
    tellUnknown(unknown, ['server'], part, reading);
    readPart('konnectivity.server', known.get('server'), reading);
    return;
  }
  const { known, unknown } = readKeys(section, PART_KEYS, entry.pointer, reading);
  tellUnknown(unknown, PART_KEYS, part, reading);
  for (const [key, setting] of known) {
    if (!isStandard(part, key, setting.value)) reading.ignored(setting, sizeDetail(part, key, setting.value));
  }
}

function isStandard(part: string, key: string, value: unknown): boolean {
  if (isBlank(value) || isEmptySize(value)) return true;
  const standard = STANDARD_PRESETS[part] ?? STANDARD_PRESET;
  return key === 'resourcesPreset' && typeof value === 'string' && equalPresets(value, standard);
}

/** `{cpu: '', memory: ''}` asks for nothing. */
function isEmptySize(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.values(value).every(isBlank);
}

function sizeDetail(part: string, key: string, value: unknown): string {
  if (key !== 'resources' && key !== 'resourcesPreset') {
    return `This API has no ${part}.${key}; it has no effect.`;
  }
  const old =
    key === 'resourcesPreset' && typeof value === 'string' && Object.hasOwn(PRESET_SUCCESSORS, value);
  const today = old ? ` (today ${show(currentPreset(value))})` : '';
  const size = typeof value === 'string' ? ` ${show(value)}${today}` : '';
  return `The platform sizes its control plane itself, so ${part}.${key}${size} has no effect; choose controlPlane.replicas.`;
}
