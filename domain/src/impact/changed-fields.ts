// Which input fields differ in meaning between two states of an object, as JSON pointers.
import { equalValues } from '../addon/values.ts';
import { equalGpus } from '../node-group/gpus.ts';
import { equalRoles } from '../node-group/roles.ts';
import { equalJson } from '../values/json.ts';
import { at } from '../values/pointer.ts';
import { equalQuantities } from '../values/quantity.ts';
import { isAbsent, isObject, type JsonObject } from '../values/read.ts';
import { equalVersionText } from '../values/version.ts';

/** Input fields of each kind of object; what the platform measures never counts as a change. */
export const INPUT_FIELDS = Object.freeze({
  cluster: [
    'displayName',
    'labels',
    'version',
    'topology',
    'controlPlane',
    'storageClass',
    'host',
    'network',
    'deletionProtection',
    'maintenance',
  ],
  'node-group': ['minReplicas', 'maxReplicas', 'instanceType', 'resources', 'diskSize', 'roles', 'gpus'],
  addon: ['version', 'valuesOverride', 'secretValues', 'options'],
} as const);

/** Kind of an object that a write changes. */
export type ObjectKind = keyof typeof INPUT_FIELDS;

// Objects whose inner fields are told one by one.
const NESTED_FIELDS: ReadonlySet<string> = new Set([
  'labels',
  'controlPlane',
  'resources',
  'network',
  'maintenance',
  'options',
]);

// Outputs of the platform inside an input object.
const OUTPUT_POINTERS: ReadonlySet<string> = new Set(
  ['cni', 'podCidr', 'serviceCidr', 'dnsDomain', 'dnsRecords'].map((field) => at('/network', field)),
);

/**
 * The fields that differ in meaning. Absent and `null` are the same.
 * @param id name of the object; the id of an add-on decides how its values compare
 */
export function changedFields(
  kind: ObjectKind,
  id: string,
  before: JsonObject,
  after: JsonObject,
): readonly string[] {
  return INPUT_FIELDS[kind].flatMap((field) => {
    const [from, to] = [before[field], after[field]];
    if (equalField(kind, id, field, from, to)) return [];
    return NESTED_FIELDS.has(field) && isObject(from) && isObject(to)
      ? innerFields(at('', field), from, to)
      : [at('', field)];
  });
}

function innerFields(pointer: string, before: JsonObject, after: JsonObject): readonly string[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys
    .filter((key) => !equalLeaf(key, before[key], after[key]))
    .map((key) => at(pointer, key))
    .filter((place) => !OUTPUT_POINTERS.has(place));
}

function equalField(kind: ObjectKind, id: string, field: string, from: unknown, to: unknown): boolean {
  if (field === 'roles') return equalRoles(from, to);
  if (field === 'gpus') return equalGpus(from, to);
  if (field === 'version' && kind === 'cluster') return equalVersionText(from ?? null, to ?? null);
  if (field === 'valuesOverride') return equalValues(id, from ?? null, to ?? null);
  return equalLeaf(field, from, to);
}

const QUANTITY_FIELDS: ReadonlySet<string> = new Set(['diskSize', 'cpu', 'memory']);

function equalLeaf(field: string, from: unknown, to: unknown): boolean {
  if (isAbsent(from) || isAbsent(to)) return isAbsent(from) && isAbsent(to);
  return QUANTITY_FIELDS.has(field) ? equalQuantities(from, to) : equalJson(from, to);
}
