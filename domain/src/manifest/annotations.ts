// What the form has no place for travels in annotations, so that an exported manifest makes the same cluster again.
// Each is a text that a person can write by hand; only those that hold objects are JSON.
import { EXPOSURES } from '../addon/ingress.ts';
import type { ClusterInput } from '../cluster/cluster.ts';
import { VOLUMES_AFTER } from '../cluster/deletion.ts';
import { TOPOLOGIES } from '../cluster/topology.ts';
import { nearestName } from '../values/nearest-name.ts';
import { at } from '../values/pointer.ts';
import { isObject, type JsonObject, show } from '../values/read.ts';
import type { Entry, Reading } from './reading.ts';

/** In front of every annotation that carries a setting. */
export const ANNOTATION_PREFIX = 'platform.hikube.cloud/';

/** A setting that travels in an annotation. */
interface Carried {
  /** Pointer into the cluster. */
  readonly field: string;
  /** The value that a text stands for; undefined when it stands for none. */
  readonly parse: (text: string) => unknown;
  /** What the text must be, for the sentence that refuses another one. */
  readonly takes: string;
  /** Those that would pass, where they can be listed. */
  readonly allowed?: readonly string[];
}

const oneOf = (field: string, allowed: readonly string[]): Carried => ({
  field,
  parse: (text) => (allowed.includes(text) ? text : undefined),
  takes: allowed.join(' or '),
  allowed,
});

const object = (field: string): Carried => ({
  field,
  parse: parseObject,
  takes: 'a JSON object, nested at most 32 levels',
});

const CARRIED: Readonly<Record<string, Carried>> = {
  'display-name': { field: '/displayName', parse: (text) => text, takes: 'a text' },
  topology: oneOf('/topology', TOPOLOGIES),
  site: {
    field: '/site',
    parse: (text) => (text === '' ? undefined : text),
    takes: 'the name of a site',
  },
  'etcd-members': {
    field: '/controlPlane/etcdMembers',
    parse: (text) => (/^[0-9]{1,3}$/.test(text) ? Number(text) : undefined),
    takes: 'a number such as "3"',
  },
  exposure: oneOf('/network/exposure', EXPOSURES),
  'deletion-protection': {
    field: '/deletionProtection',
    parse: (text) => (text === 'true' || text === 'false' ? text === 'true' : undefined),
    takes: '"true" or "false"',
    allowed: ['true', 'false'],
  },
  'deletion-volumes': oneOf('/deletion/volumes', VOLUMES_AFTER),
  maintenance: object('/maintenance'),
  addons: object('/addons'),
  'node-groups': object('/nodeGroups'),
};

const NAMES = Object.keys(CARRIED);

/** Settings by their pointer into the cluster, such as `/topology`, each with its place in the manifest. */
export type CarriedSettings = ReadonlyMap<string, Entry>;

/** Reads the annotations that carry settings; any other one is told to have no effect. */
export function readAnnotations(entry: Entry | undefined, reading: Reading): CarriedSettings {
  const settings = new Map<string, Entry>();
  for (const [key, value] of Object.entries(reading.object(entry, 'metadata.annotations'))) {
    const place = { value, pointer: at(entry?.pointer ?? '', key) };
    const name = key.startsWith(ANNOTATION_PREFIX) ? key.slice(ANNOTATION_PREFIX.length) : undefined;
    const carried = name !== undefined && Object.hasOwn(CARRIED, name) ? CARRIED[name] : undefined;
    if (carried === undefined) reading.ignored(place, ignoredDetail(name));
    else readAnnotation(carried, key, place, settings, reading);
  }
  return settings;
}

function readAnnotation(
  carried: Carried,
  key: string,
  { value, pointer }: Entry,
  settings: Map<string, Entry>,
  reading: Reading,
): void {
  // An annotation is a text, but nobody quotes `true` or `3` unasked.
  const text = typeof value === 'boolean' || typeof value === 'number' ? String(value) : value;
  const parsed = typeof text === 'string' ? carried.parse(text) : undefined;
  if (parsed === undefined) {
    const detail = `The annotation ${key} takes ${carried.takes}, not ${show(value)}.`;
    reading.refused(pointer, 'invalid_value', detail, carried.allowed);
    return;
  }
  settings.set(carried.field, { value: parsed, pointer });
}

function ignoredDetail(name: string | undefined): string {
  if (name === undefined) return 'Annotations are not kept, except those that carry settings of the cluster.';
  const meant = nearestName(name, NAMES);
  const next = meant === undefined ? `there are ${NAMES.join(', ')}` : `did you mean ${meant}?`;
  return `No setting travels in an annotation of this name; ${next}${meant === undefined ? '.' : ''}`;
}

// As deep as a request body may be.
const MAX_DEPTH = 32;

function parseObject(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) && isShallow(value, MAX_DEPTH) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isShallow(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return levels > 0 && Object.values(value).every((inner) => isShallow(inner, levels - 1));
}

/** What the form lacks of what is inside a cluster, by name. */
export interface CarriedChildren {
  readonly addons: JsonObject;
  readonly nodeGroups: JsonObject;
}

/** What of a cluster the form lacks, as annotations. Constant defaults are left out. */
export function writeAnnotations(
  cluster: ClusterInput,
  { addons, nodeGroups }: CarriedChildren,
  derivedEtcdMembers: number,
): Readonly<Record<string, string>> {
  const { displayName = '', topology = 'production', controlPlane, network, maintenance } = cluster;
  const etcdMembers = controlPlane?.etcdMembers ?? derivedEtcdMembers;
  const texts: readonly (readonly [name: string, text: string | undefined])[] = [
    ['display-name', unless('', displayName)],
    ['topology', unless('production', topology)],
    ['site', cluster.site],
    ['etcd-members', unless(String(derivedEtcdMembers), String(etcdMembers))],
    ['exposure', unless('proxied', network?.exposure ?? 'proxied')],
    ['deletion-protection', unless('false', String(cluster.deletionProtection ?? false))],
    ['deletion-volumes', unless('delete', cluster.deletion?.volumes ?? 'delete')],
    [
      'maintenance',
      maintenance === undefined || maintenance === null ? undefined : JSON.stringify(maintenance),
    ],
    ['addons', unlessNone(addons)],
    ['node-groups', unlessNone(nodeGroups)],
  ];
  const written = texts.filter((entry): entry is [string, string] => entry[1] !== undefined);
  return Object.fromEntries(written.map(([name, text]) => [ANNOTATION_PREFIX + name, text]));
}

function unlessNone(children: JsonObject): string | undefined {
  return Object.keys(children).length === 0 ? undefined : JSON.stringify(children);
}

function unless(standard: string, text: string): string | undefined {
  return text === standard ? undefined : text;
}
