// Add-ons of a manifest, under the platform's keys, under their ids, and under `plugins` as one page shows them.
import { ADDON_IDS, addonFacts } from '../addon/facts.ts';
import type { KnownCatalogue } from '../catalogue/catalogue.ts';
import { at } from '../values/pointer.ts';
import { isAbsent, type JsonObject, show } from '../values/read.ts';
import { alikeKey } from './keys.ts';
import { readAddon } from './read-addon.ts';
import { type Entry, isBlank, type Reading } from './reading.ts';

/** Reads the add-ons by id. */
export function readAddons(
  addons: Entry | undefined,
  plugins: Entry | undefined,
  catalogue: KnownCatalogue | undefined,
  reading: Reading,
): JsonObject {
  reading.origin('/addons', addons?.pointer ?? '/spec/addons');
  const entries = new Map<string, Entry>();
  collect(addons, 'addons', entries, reading);
  if (!isBlank(plugins?.value)) collect(plugins, 'plugins', entries, reading);
  const read = new Map<string, JsonObject>();
  const autoscaler = entries.get(AUTOSCALER);
  entries.delete(AUTOSCALER);
  for (const [id, entry] of entries) readInto(read, id, entry, catalogue, reading);
  if (autoscaler !== undefined && read.has('monitoring')) {
    readInto(read, AUTOSCALER, autoscaler, catalogue, reading);
  } else if (autoscaler !== undefined) {
    tellIdle(autoscaler, reading);
  }
  return Object.fromEntries(read);
}

// The platform installs it only together with the monitoring agents.
const AUTOSCALER = 'vertical-pod-autoscaler';

function readInto(
  read: Map<string, JsonObject>,
  id: string,
  entry: Entry,
  catalogue: KnownCatalogue | undefined,
  reading: Reading,
): void {
  const addon = readAddon(id, entry, catalogue, reading);
  if (addon === undefined) return;
  reading.origin(at('/addons', id), entry.pointer);
  read.set(id, addon);
}

/** An autoscaler that is only mentioned, as complete manifests do, says nothing. */
function tellIdle(entry: Entry, reading: Reading): void {
  const section = reading.object(entry, 'addons.verticalPodAutoscaler');
  if (Object.values(section).every(isBlank)) return;
  const detail = 'It comes with monitoringAgents, which the manifest does not enable; this has no effect.';
  reading.ignored(entry, detail);
}

/** Finds the add-on that each key means; the first spelling of one wins. */
function collect(
  section: Entry | undefined,
  where: string,
  entries: Map<string, Entry>,
  reading: Reading,
): void {
  for (const [key, value] of Object.entries(reading.object(section, where))) {
    const place = { value, pointer: at(section?.pointer ?? '', key) };
    const id = addonOfKey(key);
    const form = id === undefined ? undefined : addonFacts(id)?.manifest?.key;
    if (id === undefined || form === undefined || entries.has(id)) {
      reading.ignored(place, ignoredDetail(key, where, id, entries));
      continue;
    }
    const target = at('/spec/addons', form);
    if (place.pointer !== target) {
      reading.moved(
        place.pointer,
        target,
        `The form keeps this add-on under addons.${form}; it is read from there.`,
      );
    }
    if (!isAbsent(value)) entries.set(id, place);
  }
}

const FORM_KEYS = new Map(
  ADDON_IDS.flatMap((id): [string, string][] => {
    const key = addonFacts(id)?.manifest?.key;
    return [[id, id], ...(key === undefined ? [] : [[key, id] as [string, string]])];
  }),
);
const WRITTEN_KEYS = [...FORM_KEYS.keys()];

/** The id that a key means: the platform's key or the id itself, in any spelling. */
function addonOfKey(key: string): string | undefined {
  return FORM_KEYS.get(key) ?? FORM_KEYS.get(alikeKey(key, WRITTEN_KEYS) ?? '');
}

function ignoredDetail(
  key: string,
  where: string,
  id: string | undefined,
  entries: ReadonlyMap<string, Entry>,
): string {
  if (id === undefined) return `${where} has no ${show(key)}; it has no effect.`;
  if (entries.has(id)) return `The add-on ${id} stands in the manifest twice; the first one counts.`;
  return (
    `The form has no place for the add-on ${id}; enable it by itself, or in the annotation ` +
    'platform.hikube.cloud/addons.'
  );
}
