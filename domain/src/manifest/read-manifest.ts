// Reads a manifest of the platform as a cluster of this API: every shape that the documentation shows, and nothing
// that it says is dropped without a word.
import type { KnownCatalogue } from '../catalogue/catalogue.ts';
import type { Finding } from '../finding.ts';
import { nearestName } from '../values/nearest-name.ts';
import { at } from '../values/pointer.ts';
import { isObject, type JsonObject, show } from '../values/read.ts';
import { normaliseVersion, parseVersion } from '../values/version.ts';
import { addCarriedAddons } from './carried-addons.ts';
import { addCarriedNodeGroups } from './carried-node-groups.ts';
import { documentedStorageClass } from './documented-names.ts';
import { MANIFEST_API_VERSION, MANIFEST_KIND, SPEC_KEYS, UNSUPPORTED_SPEC_KEYS } from './form.ts';
import { readKeys } from './keys.ts';
import { readAddons } from './read-addons.ts';
import { readControlPlane, readOldControlPlane } from './read-control-plane.ts';
import { type ReadMetadata, readMetadata } from './read-metadata.ts';
import { readNodeGroups } from './read-node-groups.ts';
import { type Entry, isBlank, type ManifestNote, type ManifestOrigins, Reading } from './reading.ts';
import { type SpecKey, tellUnknownSpec } from './unknown-spec.ts';

/** What is known around a manifest. Everything is optional. */
export interface ManifestContext {
  /** Name of the cluster that the manifest is sent to. Another one in the manifest refuses it; none means this one. */
  readonly name?: string;
  /** What the platform offers: names that only the documentation knows are replaced against it. */
  readonly catalogue?: KnownCatalogue;
}

/** What a manifest says. */
export interface ManifestReading {
  /**
   * The cluster as the body of its creation, with every node group and add-on of the manifest. Its shape is not
   * checked: what the contract refuses stands here as it was written. An add-on that is `null` shall be disabled.
   */
  readonly cluster: JsonObject;
  /** What was done to the text besides reading it, in the order of the manifest's parts. */
  readonly notes: readonly ManifestNote[];
  /** Why the manifest is refused, with pointers into it; empty when nothing refuses it. */
  readonly findings: readonly Finding[];
  /** Where the fields of the cluster stood; see `manifestPointer`. */
  readonly origins: ManifestOrigins;
}

const ENVELOPE = ['apiVersion', 'kind', 'metadata', 'spec'] as const;

/**
 * Reads a manifest.
 * @param document any JSON: the one document that a YAML text holds
 */
export function readManifest(document: unknown, context: ManifestContext = {}): ManifestReading {
  const reading = new Reading();
  const cluster = readDocument(document, context, reading);
  return { cluster, notes: reading.notes, findings: reading.findings, origins: reading.origins };
}

function readDocument(document: unknown, context: ManifestContext, reading: Reading): JsonObject {
  if (!isObject(document)) {
    const detail = `A manifest is an object with apiVersion, kind, metadata and spec, not ${show(document)}.`;
    reading.refused('', 'invalid_type', detail);
    return {};
  }
  const { known, unknown } = readKeys(document, ENVELOPE, '', reading);
  checkEnvelope('apiVersion', MANIFEST_API_VERSION, known.get('apiVersion'), reading);
  checkEnvelope('kind', MANIFEST_KIND, known.get('kind'), reading);
  // Of another kind, nothing in it means what it seems to mean.
  if (reading.findings.length > 0) return {};
  for (const { key, ...place } of unknown) {
    if (!isBlank(place.value)) reading.ignored(place, ignoredDetail(key));
  }
  const metadata = readMetadata(known.get('metadata'), context.name, reading);
  return readSpec(known.get('spec'), metadata, context.catalogue, reading);
}

function checkEnvelope(key: string, expected: string, entry: Entry | undefined, reading: Reading): void {
  if (entry?.value === expected) return;
  const written = entry === undefined ? 'is missing' : `is ${show(entry.value)}`;
  const detail = `${key} ${written}; a manifest of a cluster has ${key}: ${expected}.`;
  reading.refused(at('', key), 'invalid_value', detail, [expected]);
}

function ignoredDetail(key: string): string {
  if (key === 'status') return 'status is what a server observed; it has no effect.';
  const meant = nearestName(key, ENVELOPE);
  return `A manifest has no ${show(key)}; ${meant === undefined ? 'it has no effect.' : `did you mean ${meant}?`}`;
}

function readSpec(
  entry: Entry | undefined,
  { name, labels, carried }: ReadMetadata,
  catalogue: KnownCatalogue | undefined,
  reading: Reading,
): JsonObject {
  const keys: readonly SpecKey[] = [...SPEC_KEYS, ...UNSUPPORTED_SPEC_KEYS];
  const section = readKeys(reading.object(entry, 'spec'), keys, '/spec', reading);
  tellUnknownSpec(section, reading);
  const { known } = section;
  const replicas = readControlPlane(known.get('controlPlane'), reading);
  readOldControlPlane(known.get('kamajiControlPlane'), reading);
  const fields = new Map<string, Entry | undefined>([
    ['/version', readVersion(known.get('version'), reading)],
    ['/host', isBlank(known.get('host')?.value) ? undefined : known.get('host')],
    ['/storageClass', readStorageClass(known.get('storageClass'), catalogue, reading)],
    ['/controlPlane/replicas', replicas],
    ...carried,
  ]);
  fields.delete('/addons');
  fields.delete('/nodeGroups');
  const cluster = new Map<string, unknown>([
    ['name', name],
    ['labels', labels],
  ]);
  for (const [field, place] of fields) {
    if (place !== undefined) keep(cluster, field, place, reading);
  }
  const addons = readAddons(known.get('addons'), known.get('plugins'), catalogue, reading);
  const groups = readNodeGroups(known.get('nodeGroups'), catalogue, reading);
  return {
    ...Object.fromEntries(cluster),
    nodeGroups: addCarriedNodeGroups(groups, carried.get('/nodeGroups'), reading),
    addons: addCarriedAddons(addons, carried.get('/addons'), reading),
  };
}

/** Puts a value where a pointer of one or two names says. */
function keep(cluster: Map<string, unknown>, field: string, place: Entry, reading: Reading): void {
  const [outer = '', inner] = field.slice(1).split('/');
  const before = cluster.get(outer);
  const value =
    inner === undefined ? place.value : { ...(isObject(before) ? before : {}), [inner]: place.value };
  cluster.set(outer, value);
  reading.origin(field, place.pointer);
}

/** Any spelling of a version as its minor; a number is refused, because YAML reads 1.30 as 1.3. */
function readVersion(entry: Entry | undefined, reading: Reading): Entry | undefined {
  if (entry === undefined || entry.value === '') return undefined;
  if (typeof entry.value === 'number') {
    const detail =
      'version is a number here, and 1.30 would be read as 1.3; write it in quotes, such as "v1.34".';
    reading.refused(entry.pointer, 'invalid_type', detail);
    return undefined;
  }
  const minor = normaliseVersion(entry.value);
  if (minor === undefined) return entry;
  if (parseVersion(entry.value)?.patch !== undefined) {
    const detail = `The platform chooses the patch, so ${show(entry.value)} is read as ${minor}.`;
    reading.normalised(entry, minor, detail);
  }
  return { ...entry, value: minor };
}

function readStorageClass(
  entry: Entry | undefined,
  catalogue: KnownCatalogue | undefined,
  reading: Reading,
): Entry | undefined {
  // One page lists "" as the default class.
  if (entry === undefined || entry.value === '') return undefined;
  return { ...entry, value: documentedStorageClass(entry, catalogue, reading) };
}
