// Counts what a namespace may have.
import type { AdmissionRequest } from '../access/seams.ts';
import { type JsonObject, objectOf } from '../json/json.ts';
import type { Kind } from '../kinds/kind.ts';
import type { KubernetesObject } from '../kinds/object.ts';
import { conflict, forbiddenError, MODIFIED } from '../status/status.ts';
import { COMPACTED, revisionOf, type Storage } from '../storage/storage.ts';
import { quantityValue } from '../types/quantity.ts';

const PLAIN = [
  'configmaps',
  'secrets',
  'services',
  'resourcequotas',
  'persistentvolumeclaims',
  'replicationcontrollers',
  'pods',
];
const UNIT = 10n ** 9n;
const TRIES = 20;

/** Names under which objects of a kind are counted. */
export function countedAs({ group, resource }: Kind): string[] {
  const full = group === '' ? resource : `${resource}.${group}`;
  return [`count/${full}`, ...(group === '' && PLAIN.includes(resource) ? [resource] : [])];
}

/** Takes a place for a new object in every quota of its namespace. @throws StatusError when there is none */
export async function chargeQuota(
  storage: Storage,
  { kind, attributes, object, dryRun }: AdmissionRequest,
): Promise<void> {
  const { namespace } = attributes;
  if (!kind.namespaced || namespace === '') return;
  const names = countedAs(kind);
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const quotas = await storage.list({ resource: 'resourcequotas', namespace });
    if (quotas === COMPACTED) return;
    const charged = quotas.items.flatMap((quota) => charge(quota, names) ?? []);
    for (const { quota, hard, used, counted } of charged) {
      const over = counted.filter(
        (name) => (quantityValue(used[name] ?? '0') ?? 0n) + UNIT > (quantityValue(hard[name]!) ?? 0n),
      );
      if (over.length > 0) throw exceeded(kind, object, quota, { hard, used, over });
    }
    if (dryRun || charged.length === 0) return;
    if (await store(storage, namespace, charged)) return;
  }
  throw conflict({ group: '', resource: 'resourcequotas' }, '', MODIFIED);
}

interface Charged {
  readonly quota: KubernetesObject;
  readonly hard: Readonly<Record<string, string>>;
  readonly used: Readonly<Record<string, string>>;
  readonly counted: readonly string[];
}

function charge(quota: KubernetesObject, names: readonly string[]): Charged | undefined {
  const status = objectOf(quota['status']);
  // What the controller has not counted yet is not known.
  const hard = objectOf(status['hard']) as Record<string, string>;
  const counted = names.filter((name) => Object.hasOwn(hard, name));
  if (counted.length === 0) return undefined;
  return { quota, hard, used: objectOf(status['used']) as Record<string, string>, counted };
}

async function store(storage: Storage, namespace: string, charged: readonly Charged[]): Promise<boolean> {
  for (const { quota, used, counted } of charged) {
    const next = { ...used };
    for (const name of counted) next[name] = String(((quantityValue(used[name] ?? '0') ?? 0n) + UNIT) / UNIT);
    const status: JsonObject = { ...objectOf(quota['status']), used: next };
    const written = await storage.write({
      key: { resource: 'resourcequotas', namespace, name: quota.metadata.name ?? '' },
      expected: revisionOf(quota),
      object: { ...quota, status },
    });
    if (written === undefined) return false;
  }
  return true;
}

function exceeded(
  kind: Kind,
  object: KubernetesObject | undefined,
  quota: KubernetesObject,
  {
    hard,
    used,
    over,
  }: {
    hard: Readonly<Record<string, string>>;
    used: Readonly<Record<string, string>>;
    over: readonly string[];
  },
) {
  const list = (values: (name: string) => string): string =>
    over.map((name) => `${name}=${values(name)}`).join(',');
  return forbiddenError(
    kind,
    object?.metadata.name ?? '',
    `exceeded quota: ${quota.metadata.name}, requested: ${list(() => '1')}, used: ${list((name) => used[name] ?? '0')}, limited: ${list((name) => hard[name]!)}`,
  );
}
