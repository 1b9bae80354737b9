// Node groups of a manifest, whichever release of the form they were written for.
import type { KnownCatalogue } from '../catalogue/catalogue.ts';
import { at } from '../values/pointer.ts';
import { equalQuantities } from '../values/quantity.ts';
import { isObject, type JsonObject, show } from '../values/read.ts';
import { documentedGpu, documentedInstanceType } from './documented-names.ts';
import { GROUP_KEYS, HEALTH_KEYS, KUBELET_KEYS, UNSUPPORTED_GROUP_KEYS } from './form.ts';
import { readKeys, tellUnknown } from './keys.ts';
import { type Entry, isBlank, type Reading } from './reading.ts';

type GroupKey = (typeof GROUP_KEYS)[number] | (typeof UNSUPPORTED_GROUP_KEYS)[number];

/** Reads the groups by name. What the contract takes is left to the contract: other values pass as they are. */
export function readNodeGroups(
  entry: Entry | undefined,
  catalogue: KnownCatalogue | undefined,
  reading: Reading,
): JsonObject {
  const pointer = entry?.pointer ?? '/spec/nodeGroups';
  reading.origin('/nodeGroups', pointer);
  const groups: [string, JsonObject][] = [];
  for (const [name, value] of Object.entries(reading.object(entry, 'nodeGroups'))) {
    const place = { value, pointer: at(pointer, name) };
    if (value === null) {
      reading.ignored(
        place,
        `The node group ${show(name)} is null, which means that there is none of this name.`,
      );
    } else {
      groups.push([name, readNodeGroup(name, place, catalogue, reading)]);
    }
  }
  return Object.fromEntries(groups);
}

function readNodeGroup(
  name: string,
  entry: Entry,
  catalogue: KnownCatalogue | undefined,
  reading: Reading,
): JsonObject {
  const keys: readonly GroupKey[] = [...GROUP_KEYS, ...UNSUPPORTED_GROUP_KEYS];
  const { known, unknown } = readKeys(reading.object(entry, 'A node group'), keys, entry.pointer, reading);
  tellUnknown(unknown, GROUP_KEYS, 'A node group', reading);
  for (const key of UNSUPPORTED_GROUP_KEYS) {
    const setting = known.get(key);
    if (setting === undefined || isBlank(setting.value)) continue;
    reading.ignored(setting, `This API has no ${key} of a node group; the default of the platform applies.`);
  }
  const field = at('/nodeGroups', name);
  const keep = (key: string, place: Entry | undefined, value: unknown): [string, unknown][] => {
    if (place === undefined || value === undefined) return [];
    reading.origin(at(field, key), place.pointer);
    return [[key, value]];
  };
  const [min, max] = [known.get('minReplicas'), known.get('maxReplicas')];
  const [type, size] = [known.get('instanceType'), known.get('resources')];
  const disk = readDisk(known.get('diskSize'), known.get('ephemeralStorage'), reading);
  const [roles, gpus] = [known.get('roles'), known.get('gpus')];
  const [storageClass, kubelet] = [known.get('storageClass'), known.get('kubelet')];
  const healthCheck = readHealthCheck(known, entry);
  return Object.fromEntries([
    ...keep('minReplicas', min, min?.value),
    ...keep('maxReplicas', max, max?.value),
    ...keep('instanceType', type, readInstanceType(type, catalogue, reading)),
    ...keep('resources', size, readResources(size, reading)),
    ...keep('diskSize', disk, disk?.value),
    ...keep('storageClass', storageClass, saidIn(storageClass)),
    ...keep('kubelet', kubelet, readKubelet(kubelet, reading)),
    ...keep('healthCheck', healthCheck, healthCheck?.value),
    ...keep('roles', roles, readList(roles, 'roles', reading)),
    ...keep('gpus', gpus, readGpus(gpus, catalogue, reading)),
  ]);
}

/** An empty text stands beside explicit resources and names no type. */
function readInstanceType(
  entry: Entry | undefined,
  catalogue: KnownCatalogue | undefined,
  reading: Reading,
): unknown {
  if (entry === undefined || entry.value === '') return undefined;
  return documentedInstanceType(entry, catalogue, reading);
}

/** What is blank is the default of the platform. */
function saidIn(entry: Entry | undefined): unknown {
  return isBlank(entry?.value) ? undefined : entry?.value;
}

/** What the kubelet keeps, without what asks for nothing. */
function readKubelet(entry: Entry | undefined, reading: Reading): unknown {
  if (entry === undefined || !isObject(entry.value)) return entry?.value;
  const { known, unknown } = readKeys(entry.value, KUBELET_KEYS, entry.pointer, reading);
  tellUnknown(unknown, KUBELET_KEYS, 'kubelet', reading);
  const given = [...known].filter(([, { value }]) => !isBlank(value));
  return given.length === 0
    ? undefined
    : Object.fromEntries(given.map(([key, { value }]) => [key, quantityText(value)]));
}

/** The form has these beside the others; in this API they are one setting. */
function readHealthCheck(known: ReadonlyMap<GroupKey, Entry>, group: Entry): Entry | undefined {
  const given = HEALTH_KEYS.flatMap((key) => {
    const value = saidIn(known.get(key));
    return value === undefined ? [] : [[key, quantityText(value)] as const];
  });
  return given.length === 0 ? undefined : { value: Object.fromEntries(given), pointer: group.pointer };
}

/** Explicit sizes as texts; an object that asks for nothing, which old releases need, is no size. */
function readResources(entry: Entry | undefined, reading: Reading): unknown {
  if (entry === undefined || !isObject(entry.value)) return entry?.value;
  const { known, unknown } = readKeys(entry.value, ['cpu', 'memory'], entry.pointer, reading);
  tellUnknown(unknown, ['cpu', 'memory'], 'resources', reading);
  const given = [...known].filter(([, { value }]) => value !== '');
  if (given.length === 0) {
    if (known.size > 0) {
      const detail = 'resources with empty texts asks for nothing; the instance type decides the size.';
      reading.normalised({ value: undefined, pointer: entry.pointer }, '{}', detail);
    }
    return undefined;
  }
  return Object.fromEntries(given.map(([key, { value }]) => [key, quantityText(value)]));
}

/** The disk of a node under its new name, its old name, or the old name with an object. */
function readDisk(present: Entry | undefined, old: Entry | undefined, reading: Reading): Entry | undefined {
  const former = old === undefined ? undefined : readOldDisk(old, reading);
  if (present === undefined || former === undefined) {
    const disk = present ?? former;
    return disk === undefined ? undefined : { ...disk, value: quantityText(disk.value) };
  }
  const value = quantityText(present.value);
  if (!equalQuantities(value, quantityText(former.value))) {
    reading.ignored(former, `diskSize says ${show(value)} already; ephemeralStorage is its old name.`);
  }
  return { ...present, value };
}

function readOldDisk(entry: Entry, reading: Reading): Entry | undefined {
  if (!isObject(entry.value)) return entry;
  const { known, unknown } = readKeys(entry.value, ['size'], entry.pointer, reading);
  tellUnknown(unknown, ['size'], 'ephemeralStorage', reading);
  const size = known.get('size');
  if (size === undefined) return undefined;
  const text = quantityText(size.value);
  const detail = 'ephemeralStorage is a quantity in the form, not an object; its size is read.';
  reading.normalised(size, typeof text === 'string' ? text : '', detail);
  return size;
}

/** The form takes `4` as well as `"4"`. */
function quantityText(value: unknown): unknown {
  return typeof value === 'number' ? String(value) : value;
}

function readList(entry: Entry | undefined, field: string, reading: Reading): unknown {
  if (entry === undefined) return undefined;
  return reading.items(entry, field)?.map(({ value }) => value) ?? entry.value;
}

function readGpus(
  entry: Entry | undefined,
  catalogue: KnownCatalogue | undefined,
  reading: Reading,
): unknown {
  if (entry === undefined) return undefined;
  return reading.items(entry, 'gpus')?.map((gpu) => readGpu(gpu, catalogue, reading)) ?? entry.value;
}

function readGpu(entry: Entry, catalogue: KnownCatalogue | undefined, reading: Reading): unknown {
  if (!isObject(entry.value)) return entry.value;
  const { known, unknown } = readKeys(entry.value, ['name'], entry.pointer, reading);
  tellUnknown(unknown, ['name'], 'A GPU', reading);
  const name = known.get('name');
  return name === undefined ? {} : { name: documentedGpu(name, catalogue, reading) };
}
