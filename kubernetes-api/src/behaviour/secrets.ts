// Secrets: types with their required keys, text that is folded into data.

import { objectOf } from '../json/json.ts';
import { JsonError, parseJson } from '../json/parse.ts';
import type { Behaviour } from '../kinds/behaviour.ts';
import type { KubernetesObject } from '../kinds/object.ts';
import { ageColumn, nameColumn } from '../read/columns.ts';
import { type FieldError, invalid, required, tooLong } from '../status/field-error.ts';
import { isConfigKey } from '../validation/names.ts';
import { decodedLength, immutableErrors } from './config-maps.ts';
import { column } from './texts.ts';

const MOST_BYTES = 1024 * 1024;
const REDACTED = '<secret contents redacted>';

/** `stringData` is for writing only: it goes into `data`. */
function fold(object: KubernetesObject): void {
  const { stringData } = object;
  delete object['stringData'];
  object['type'] ??= 'Opaque';
  if (stringData === undefined) return;
  const data = { ...objectOf(object['data']) };
  for (const [key, value] of Object.entries(objectOf(stringData))) data[key] = base64(String(value));
  if (Object.keys(data).length > 0) object['data'] = data;
}

function base64(text: string): string {
  const bytes = new TextEncoder().encode(text);
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

/** Kubernetes orders the keys of `data`. */
function textOf(data: Readonly<Record<string, unknown>>, key: string): string | undefined {
  const value = data[key];
  if (typeof value !== 'string') return undefined;
  return new TextDecoder().decode(Uint8Array.from(atob(value), (character) => character.charCodeAt(0)));
}

function jsonKey(data: Readonly<Record<string, unknown>>, key: string): FieldError[] {
  const text = textOf(data, key);
  if (text === undefined) return [required(`data[${key}]`)];
  try {
    parseJson(text);
    return [];
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    return [invalid(`data[${key}]`, REDACTED, error.message)];
  }
}

function typeErrors(object: KubernetesObject): FieldError[] {
  const data = objectOf(object['data']);
  const needs = (...keys: string[]): FieldError[] =>
    keys.filter((key) => !Object.hasOwn(data, key)).map((key) => required(`data[${key}]`));
  switch (object['type']) {
    case 'kubernetes.io/service-account-token':
      return (object.metadata.annotations?.['kubernetes.io/service-account.name'] ?? '') === ''
        ? [required('metadata.annotations[kubernetes.io/service-account.name]')]
        : [];
    case 'kubernetes.io/dockercfg':
      return jsonKey(data, '.dockercfg');
    case 'kubernetes.io/dockerconfigjson':
      return jsonKey(data, '.dockerconfigjson');
    case 'kubernetes.io/basic-auth':
      return Object.hasOwn(data, 'username') || Object.hasOwn(data, 'password')
        ? []
        : needs('username', 'password');
    case 'kubernetes.io/ssh-auth':
      return (textOf(data, 'ssh-privatekey') ?? '') === '' ? [required('data[ssh-privatekey]')] : [];
    case 'kubernetes.io/tls':
      return needs('tls.crt', 'tls.key');
    default:
      return [];
  }
}

function validate(object: KubernetesObject): FieldError[] {
  const found: FieldError[] = [];
  let size = 0;
  for (const [key, value] of Object.entries(objectOf(object['data'])).sort()) {
    found.push(...isConfigKey(key).map((line) => invalid(`data[${key}]`, key, line)));
    size += decodedLength(String(value));
  }
  if (size > MOST_BYTES) found.push(tooLong('data', MOST_BYTES));
  return [...found, ...typeErrors(object)];
}

export const secrets: Behaviour = {
  default: fold,
  validate,
  prepareUpdate(object, old) {
    // Clients may leave the type out.
    if (object['type'] === '') object['type'] = old['type'];
  },
  validateUpdate: (object, old) => [
    ...(object['type'] === old['type'] ? [] : [invalid('type', object['type'], 'field is immutable')]),
    ...immutableErrors(object, old, ['data']),
  ],
  fields: { type: (object) => String(object['type'] ?? '') },
  columns: [
    nameColumn,
    column(
      'Type',
      'string',
      'Used to facilitate programmatic handling of secret data. More info: https://kubernetes.io/docs/concepts/configuration/secret/#secret-types',
      (object) => object['type'] ?? '',
    ),
    column(
      'Data',
      'string',
      "Data contains the secret data. Each key must consist of alphanumeric characters, '-', '_' or '.'. The serialized form of the secret data is a base64 encoded string, representing the arbitrary (possibly non-string) data value here. Described in https://tools.ietf.org/html/rfc4648#section-4",
      (object) => Object.keys(objectOf(object['data'])).length,
    ),
    ageColumn,
  ],
};
