// ConfigMaps: keys, sizes, and data that cannot change any more.
import { equal, objectOf } from '../json/json.ts';
import type { Behaviour } from '../kinds/behaviour.ts';
import type { KubernetesObject } from '../kinds/object.ts';
import { ageColumn, nameColumn } from '../read/columns.ts';
import { type FieldError, forbidden, invalid, tooLong } from '../status/field-error.ts';
import { isConfigKey } from '../validation/names.ts';
import { column } from './texts.ts';

const MOST_BYTES = 1024 * 1024;

function sizeOf(object: KubernetesObject): number {
  const encoder = new TextEncoder();
  let size = 0;
  for (const value of Object.values(objectOf(object['data']))) size += encoder.encode(String(value)).length;
  for (const value of Object.values(objectOf(object['binaryData']))) size += decodedLength(String(value));
  return size;
}

/** Bytes behind a base64 text. */
export function decodedLength(base64: string): number {
  return Math.floor((base64.replace(/=+$/, '').length * 3) / 4);
}

function validate(object: KubernetesObject): FieldError[] {
  const [data, binary] = [objectOf(object['data']), objectOf(object['binaryData'])];
  const found: FieldError[] = [];
  for (const key of Object.keys(data).sort()) {
    found.push(...isConfigKey(key).map((line) => invalid(`data[${key}]`, key, line)));
    if (Object.hasOwn(binary, key))
      found.push(invalid(`data[${key}]`, key, 'duplicate of key present in binaryData'));
  }
  for (const key of Object.keys(binary).sort())
    found.push(...isConfigKey(key).map((line) => invalid(`binaryData[${key}]`, key, line)));
  if (sizeOf(object) > MOST_BYTES) found.push(tooLong('[]', MOST_BYTES));
  return found;
}

/** What is set once cannot be unset, nor the fields changed. */
export function immutableErrors(
  object: KubernetesObject,
  old: KubernetesObject,
  fields: readonly string[],
): FieldError[] {
  if (old['immutable'] !== true) return [];
  const why = 'field is immutable when `immutable` is set';
  const found: FieldError[] = [];
  if (object['immutable'] !== true) found.push(forbidden('immutable', why));
  for (const field of fields)
    if (!equal(object[field] ?? {}, old[field] ?? {})) found.push(forbidden(field, why));
  return found;
}

export const configMaps: Behaviour = {
  validate,
  validateUpdate: (object, old) => immutableErrors(object, old, ['data', 'binaryData']),
  columns: [
    nameColumn,
    column(
      'Data',
      'string',
      "Data contains the configuration data. Each key must consist of alphanumeric characters, '-', '_' or '.'. Values with non-UTF-8 byte sequences must use the BinaryData field. The keys stored in Data must not overlap with the keys in the BinaryData field, this is enforced during validation process.",
      (object) =>
        Object.keys(objectOf(object['data'])).length + Object.keys(objectOf(object['binaryData'])).length,
    ),
    ageColumn,
  ],
};
