// The monitoring agents. The documentation switches their parts among the Helm values, which the platform never reads;
// this API has options for them, and the form keeps them where the documentation has them.
import { at } from '../values/pointer.ts';
import { isObject, type JsonObject, own } from '../values/read.ts';
import type { Entry, Reading, ReadValues } from './reading.ts';

/** Each part: its name in the documentation, and in the options. */
const PARTS = [
  ['nodeExporter', 'nodeExporter'],
  ['fluentbit', 'fluentBit'],
  ['kubeStateMetrics', 'kubeStateMetrics'],
] as const;

// An object that the documentation wraps around the values.
const WRAPPER = 'monitoringAgents';

/**
 * Reads which parts run; everything else among the values is told to have no effect.
 * @param pointer where the values stand in the manifest
 * @param field where the options stand in the cluster
 */
export function readMonitoringValues(
  values: JsonObject,
  pointer: string,
  field: string,
  reading: Reading,
): ReadValues {
  if (Object.keys(values).length === 0) return { values };
  const switches = new Map<string, Entry>();
  for (const place of entriesOf(values, pointer)) {
    const { key, value } = place;
    if (key === WRAPPER && isObject(value)) {
      for (const inner of entriesOf(value, place.pointer)) readPart(inner, switches, reading);
    } else {
      readPart(place, switches, reading);
    }
  }
  if (switches.size === 0) return { values: undefined };
  for (const [option, place] of switches) reading.origin(at(field, 'monitoring', option), place.pointer);
  const parts = [...switches].map(([option, { value }]) => [option, value]);
  return { values: undefined, options: { monitoring: Object.fromEntries(parts) } };
}

type KeyedEntry = Entry & { readonly key: string };

function entriesOf(object: JsonObject, pointer: string): readonly KeyedEntry[] {
  return Object.entries(object).map(([key, value]) => ({ key, value, pointer: at(pointer, key) }));
}

function readPart(place: KeyedEntry, switches: Map<string, Entry>, reading: Reading): void {
  const option = PARTS.find(([documented, ours]) => documented === place.key || ours === place.key)?.[1];
  if (option === undefined || !isObject(place.value)) {
    tellUnread(place, reading);
    return;
  }
  for (const inner of entriesOf(place.value, place.pointer)) {
    if (inner.key === 'enabled') switches.set(option, inner);
    else tellUnread(inner, reading);
  }
}

function tellUnread(place: Entry, reading: Reading): void {
  reading.ignored(place, 'The platform reads no Helm values of monitoringAgents; this has no effect.');
}

/** The switches of the options as values; undefined when there are none. */
export function monitoringValues(options: unknown): JsonObject | undefined {
  const monitoring = isObject(options) ? own(options, 'monitoring') : undefined;
  if (!isObject(monitoring)) return undefined;
  const given = PARTS.filter(([, option]) => own(monitoring, option) !== undefined);
  return Object.fromEntries(
    given.map(([documented, option]) => [documented, { enabled: own(monitoring, option) }]),
  );
}
