// Helm values of an add-on in a manifest. The documentation shows them flat and under camel-case names, and shows
// settings as values that no chart reads but that this API has options for; each ends up where it has an effect.
import { nestValues } from '../addon/values.ts';
import type { KnownCatalogue } from '../catalogue/catalogue.ts';
import { at, pointerTokens } from '../values/pointer.ts';
import { isObject, type JsonObject, own } from '../values/read.ts';
import { takeRepository } from './flux-values.ts';
import { readMonitoringValues } from './monitoring-values.ts';
import { type Entry, isBlank, type Reading, type ReadValues } from './reading.ts';

/** Reads `valuesOverride`. What is no object is left to the contract to refuse. */
export function readValues(
  id: string,
  entry: Entry,
  catalogue: KnownCatalogue | undefined,
  reading: Reading,
): ReadValues {
  const { value, pointer } = entry;
  if (!isObject(value)) return { values: value };
  const options = at('/addons', id, 'options');
  if (id === 'monitoring') return readMonitoringValues(value, pointer, options, reading);
  if (id === 'gateway-api') return readUseless(entry, reading);
  if (id !== 'flux') return { values: readNested(id, value, pointer, catalogue, reading) };
  const taken = takeRepository(value, pointer, options, reading);
  if (taken === undefined) return { values: readNested(id, value, pointer, catalogue, reading) };
  // Values that held nothing but the repository are none.
  const isEmptied = Object.keys(taken.rest).length === 0;
  const values = isEmptied ? undefined : readNested(id, taken.rest, pointer, catalogue, reading);
  return { values, options: taken.options };
}

function readNested(
  id: string,
  values: JsonObject,
  pointer: string,
  catalogue: KnownCatalogue | undefined,
  reading: Reading,
): JsonObject {
  const nested = nestValues(id, values, catalogue);
  for (const { from, to } of nested.moved) {
    const chart = pointerTokens(to)?.[0] ?? '';
    const detail = `The chart reads only what stands under "${chart}", so this is read from there.`;
    reading.moved(pointer + from, pointer + to, detail);
  }
  if (id !== 'velero') return nested.values;
  const target = at('', 'velero', 'configuration');
  const written = nested.moved.find(({ to }) => to === target)?.from ?? target;
  return readLocations(nested.values, pointer + written, reading);
}

/** The add-on has no chart of its own that could read values. */
function readUseless(entry: Entry, reading: Reading): ReadValues {
  if (isBlank(entry.value)) return { values: entry.value };
  reading.ignored(entry, 'The platform reads no Helm values of gatewayAPI; this has no effect.');
  return { values: undefined };
}

/**
 * Velero takes a list of backup locations; the documentation shows a single one.
 * @param pointer where its configuration stands in the manifest
 */
function readLocations(values: JsonObject, pointer: string, reading: Reading): JsonObject {
  const velero = own(values, 'velero');
  const configuration = isObject(velero) ? own(velero, 'configuration') : undefined;
  if (!isObject(velero) || !isObject(configuration)) return values;
  const location = own(configuration, 'backupStorageLocation');
  if (!isObject(location)) return values;
  const place = { value: location, pointer: at(pointer, 'backupStorageLocation') };
  const detail =
    'velero takes a list of backup locations; the one that stands here is read as a list of one.';
  reading.normalised(place, 'a list of one', detail);
  const locations = { ...configuration, backupStorageLocation: [location] };
  return { ...values, velero: { ...velero, configuration: locations } };
}
