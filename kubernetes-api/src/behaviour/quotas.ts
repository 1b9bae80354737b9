// ResourceQuotas: how many objects a namespace may have.
import { isObject, objectOf } from '../json/json.ts';
import type { Behaviour } from '../kinds/behaviour.ts';
import type { KubernetesObject } from '../kinds/object.ts';
import { ageColumn, nameColumn } from '../read/columns.ts';
import { type FieldError, invalid } from '../status/field-error.ts';
import { quantityValue } from '../types/quantity.ts';
import { isQualifiedName } from '../validation/names.ts';
import { column } from './texts.ts';

/** Names without a domain that a quota may limit. */
const STANDARD = [
  'cpu',
  'memory',
  'ephemeral-storage',
  'requests.cpu',
  'requests.memory',
  'requests.storage',
  'requests.ephemeral-storage',
  'limits.cpu',
  'limits.memory',
  'limits.ephemeral-storage',
  'pods',
  'services',
  'services.nodeports',
  'services.loadbalancers',
  'resourcequotas',
  'replicationcontrollers',
  'secrets',
  'configmaps',
  'persistentvolumeclaims',
];

function hardErrors(hard: Readonly<Record<string, unknown>>, path: string): FieldError[] {
  return Object.entries(hard)
    .sort()
    .flatMap(([name, value]) => {
      const field = `${path}[${name}]`;
      const found = isQualifiedName(name).map((line) => invalid(field, name, line));
      if (found.length === 0 && !name.includes('/') && !STANDARD.includes(name))
        found.push(
          invalid(field, name, 'must be a standard resource type or fully qualified'),
          invalid(field, name, 'must be a standard resource for quota'),
        );
      if ((quantityValue(String(value)) ?? 0n) < 0n)
        found.push(invalid(field, value, 'must be greater than or equal to 0'));
      return found;
    });
}

function requestText(object: KubernetesObject): string {
  const [hard, used] = [
    objectOf(objectOf(object['status'])['hard']),
    objectOf(objectOf(object['status'])['used']),
  ];
  return Object.keys(hard)
    .filter((name) => !name.startsWith('limits.'))
    .sort()
    .map((name) => `${name}: ${String(used[name] ?? '0')}/${String(hard[name])}`)
    .join(', ');
}

function limitText(object: KubernetesObject): string {
  const [hard, used] = [
    objectOf(objectOf(object['status'])['hard']),
    objectOf(objectOf(object['status'])['used']),
  ];
  return Object.keys(hard)
    .filter((name) => name.startsWith('limits.'))
    .sort()
    .map((name) => `${name}: ${String(used[name] ?? '0')}/${String(hard[name])}`)
    .join(', ');
}

export const quotas: Behaviour = {
  prepareCreate(object) {
    object['status'] = {};
  },
  validate: (object) =>
    isObject(object['spec']) ? hardErrors(objectOf(object['spec']['hard']), 'spec.hard') : [],
  columns: [
    nameColumn,
    column(
      'Request',
      'string',
      'Request represents a minimum amount of cpu/memory that a container may consume.',
      requestText,
    ),
    column(
      'Limit',
      'string',
      'Limits control the maximum amount of cpu/memory that a container may use independent of contention on the node.',
      limitText,
    ),
    ageColumn,
  ],
};
