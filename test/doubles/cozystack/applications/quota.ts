// A tenant gets no more of a quota than the tenant above has left.
import { type FieldError, forbidden, type KubernetesObject } from '@hikube/kubernetes-api';
import { canonicalQuantity, quantityValue } from '../../../../kubernetes-api/src/types/quantity.ts';
import type { Backend } from '../platform/backend.ts';
import { KIND_LABEL } from './maps.ts';
import { HELM_RELEASES } from './release.ts';

type Quotas = Readonly<Record<string, string>>;

const VERBATIM = [
  'pods',
  'services',
  'services.loadbalancers',
  'services.nodeports',
  'configmaps',
  'secrets',
  'persistentvolumeclaims',
];

function declared(values: unknown): Quotas {
  const quotas = (values as { resourceQuotas?: Record<string, unknown> } | undefined)?.resourceQuotas ?? {};
  return Object.fromEntries(Object.entries(quotas).map(([name, value]) => [name, String(value)]));
}

function valuesOf(release: KubernetesObject | undefined): Quotas {
  return declared((release?.['spec'] as { values?: unknown } | undefined)?.values);
}

/** The release of the tenant that a namespace belongs to, and where it is. */
function ownerOf(namespace: string): readonly [name: string, namespace: string] | undefined {
  if (namespace === 'tenant-root') return ['tenant-root', 'tenant-root'];
  if (!namespace.startsWith('tenant-')) return undefined;
  const parts = namespace.split('-');
  const above = parts.length === 2 ? 'tenant-root' : parts.slice(0, -1).join('-');
  return [`tenant-${parts.at(-1)}`, above];
}

function amount(text: string | undefined): bigint {
  return quantityValue(text ?? '0') ?? 0n;
}

/** In the spelling of a limit: binary sizes stay binary. */
function spelled(value: bigint, like: string): string {
  if (value === 0n) return '0';
  const text = /i$/.test(like) ? `${value / 1024n / 1_000_000_000n}Ki` : `${value}n`;
  return canonicalQuantity(text) ?? text;
}

/** The name under which a ResourceQuota counts a quota. */
function counted(name: string): string {
  if (name === 'storage') return 'requests.storage';
  return VERBATIM.includes(name) ? name : `limits.${name}`;
}

async function inUse(backend: Backend, namespace: string): Promise<Quotas> {
  const quota = await backend.get('resourcequotas', namespace, 'tenant-quota');
  return (quota?.['status'] as { used?: Quotas } | undefined)?.used ?? {};
}

export async function quotaErrors(
  backend: Backend,
  namespace: string,
  object: KubernetesObject,
): Promise<FieldError[]> {
  const wanted = declared(object['spec']);
  const owner = ownerOf(namespace);
  if (Object.keys(wanted).length === 0 || owner === undefined) return [];
  const limits = valuesOf(await backend.get(HELM_RELEASES, owner[1], owner[0]));
  const siblings = (await backend.list({ resource: HELM_RELEASES, namespace })).filter(
    ({ metadata }) =>
      metadata.labels?.[KIND_LABEL] === 'Tenant' && metadata.name !== `tenant-${object.metadata.name}`,
  );
  const used = await inUse(backend, namespace);
  return Object.keys(limits)
    .sort()
    .flatMap((name) => {
      const want = wanted[name];
      if (want === undefined) return [];
      const limit = limits[name]!;
      const taken = siblings.reduce((sum, release) => sum + amount(valuesOf(release)[name]), 0n);
      const busy = amount(used[counted(name)]);
      const left = amount(limit) - taken - busy;
      if (amount(want) <= left) return [];
      return [
        forbidden(
          `spec.resourceQuotas[${name}]`,
          `requested ${canonicalQuantity(want)} exceeds the parent tenant's remaining ${JSON.stringify(name)} quota of ${spelled(left, limit)} (parent allows ${canonicalQuantity(limit)}, ${spelled(taken, limit)} already allocated to sibling tenants, ${spelled(busy, limit)} currently in use by the parent pool); a child tenant may not be granted more quota than its parent has left`,
        ),
      ];
    });
}
