// `metadata` of a manifest: the name, the labels, and the settings that travel in annotations.
import { checkLabels } from '../values/labels.ts';
import { nearestName } from '../values/nearest-name.ts';
import { at } from '../values/pointer.ts';
import { isAbsent, type JsonObject, show } from '../values/read.ts';
import { type CarriedSettings, readAnnotations } from './annotations.ts';
import { readKeys } from './keys.ts';
import { type Entry, isBlank, type Reading } from './reading.ts';

/** What the metadata says. */
export interface ReadMetadata {
  /** Undefined when it has none. */
  readonly name: unknown;
  readonly labels: JsonObject;
  readonly carried: CarriedSettings;
}

const KEYS = ['name', 'labels', 'annotations'] as const;

// What a server fills in, as `kubectl get -o yaml` prints it.
const OBSERVED: ReadonlySet<string> = new Set([
  ...['uid', 'resourceVersion', 'generation', 'creationTimestamp', 'managedFields', 'selfLink'],
  ...['ownerReferences', 'finalizers', 'deletionTimestamp'],
]);

/**
 * Reads the metadata.
 * @param expectedName the name of the cluster that the manifest is sent to; undefined when any name will do
 */
export function readMetadata(
  entry: Entry | undefined,
  expectedName: string | undefined,
  reading: Reading,
): ReadMetadata {
  const { known, unknown } = readKeys(reading.object(entry, 'metadata'), KEYS, '/metadata', reading);
  for (const { key, ...place } of unknown) {
    if (!isBlank(place.value)) reading.ignored(place, ignoredDetail(key));
  }
  reading.origin('/name', '/metadata/name');
  reading.origin('/labels', known.get('labels')?.pointer ?? '/metadata/labels');
  return {
    name: readName(known.get('name'), expectedName, reading),
    labels: readLabels(known.get('labels'), reading),
    carried: readAnnotations(known.get('annotations'), reading),
  };
}

function ignoredDetail(key: string): string {
  if (key === 'namespace') return 'The tenant comes from the token, so the namespace has no effect.';
  if (OBSERVED.has(key)) return `metadata.${key} is what a server observed; it has no effect.`;
  const meant = nearestName(key, KEYS);
  if (meant !== undefined) return `metadata has no ${show(key)}; did you mean ${meant}?`;
  return `metadata has no ${show(key)} in this form; remove it.`;
}

function readName(entry: Entry | undefined, expected: string | undefined, reading: Reading): unknown {
  if (entry === undefined) {
    if (expected === undefined) {
      reading.refused(
        '/metadata/name',
        'invalid_value',
        'metadata.name is missing; write the name of the cluster.',
      );
    } else {
      const detail = `metadata.name is missing; the manifest was sent to the cluster ${expected}.`;
      reading.normalised({ value: undefined, pointer: '/metadata/name' }, expected, detail);
    }
    return expected;
  }
  if (expected !== undefined && entry.value !== expected) {
    const detail =
      `metadata.name is ${show(entry.value)}, but the manifest was sent to the cluster "${expected}"; ` +
      'send it to the path of its own name, or correct the name.';
    reading.refused(entry.pointer, 'invalid_value', detail, [expected]);
  }
  return entry.value;
}

/** Labels as a map of texts; those of the platform itself are not the cluster's. */
function readLabels(entry: Entry | undefined, reading: Reading): JsonObject {
  const labels = reading.object(entry, 'metadata.labels');
  const kept = Object.entries(labels).flatMap(([key, value]): [string, unknown][] => {
    const place = { value, pointer: at(entry?.pointer ?? '', key) };
    if (isAbsent(value)) {
      reading.ignored(place, `The label ${show(key)} has no value; write "" for an empty one.`);
      return [];
    }
    const reserved = checkLabels({ [key]: '' }).find(({ code }) => code === 'reserved_label');
    if (reserved !== undefined) {
      reading.ignored(place, reserved.detail);
      return [];
    }
    return [[key, labelText(place, reading)]];
  });
  return Object.fromEntries(kept);
}

/** A label is a text; a bare number or boolean is read as the text that it looks like. */
function labelText(place: Entry, reading: Reading): unknown {
  if (typeof place.value !== 'number' && typeof place.value !== 'boolean') return place.value;
  const text = String(place.value);
  reading.normalised(place, text, `The value of a label is a text; ${text} is read as "${text}".`);
  return text;
}
