// ClusterRoles that are made of others: their rules are those of every role that their selectors find.
import { equal, isObject, type Json, listOf, objectOf, textOf } from '../json/json.ts';
import type { KubernetesObject } from '../kinds/object.ts';
import type { Server } from '../server.ts';
import { COMPACTED, type StoredChange } from '../storage/storage.ts';
import { changeObject, keyOf } from './change-object.ts';

export const CLUSTER_ROLES = 'clusterroles.rbac.authorization.k8s.io';

function isSelected(selector: Json, { metadata }: KubernetesObject): boolean {
  const { matchLabels, matchExpressions } = objectOf(selector);
  const labels = metadata.labels ?? {};
  const byLabel = Object.entries(objectOf(matchLabels)).every(([name, value]) => labels[name] === value);
  const byExpression = listOf(matchExpressions)
    .map(objectOf)
    .every(({ key, operator, values }) => {
      const value = Object.hasOwn(labels, textOf(key)) ? labels[textOf(key)] : undefined;
      if (operator === 'Exists') return value !== undefined;
      if (operator === 'DoesNotExist') return value === undefined;
      const isIn = value !== undefined && listOf(values).includes(value);
      return operator === 'In' ? isIn : !isIn;
    });
  return byLabel && byExpression;
}

/** A role came, changed or went: roles that are made of it follow. */
export async function handleClusterRole(server: Server, { object }: StoredChange): Promise<void> {
  const list = await server.storage.list({ resource: CLUSTER_ROLES });
  if (list === COMPACTED) return;
  for (const role of list.items) {
    const rule = role['aggregationRule'];
    if (!isObject(rule)) continue;
    const selectors = listOf(rule['clusterRoleSelectors']);
    const concerns =
      role.metadata.name === object.metadata.name || selectors.some((one) => isSelected(one, object));
    if (concerns) await refresh(server, role, selectors, list.items);
  }
}

async function refresh(
  server: Server,
  role: KubernetesObject,
  selectors: readonly Json[],
  all: readonly KubernetesObject[],
): Promise<void> {
  const rules: Json[] = [];
  for (const selector of selectors)
    for (const part of all)
      if (part.metadata.name !== role.metadata.name && isSelected(selector, part))
        for (const one of listOf(part['rules']))
          if (!rules.some((known) => equal(known, one))) rules.push(one);
  await changeObject(server.storage, keyOf(CLUSTER_ROLES, role), (now) =>
    equal(now['rules'] ?? [], rules) ? now : { ...now, rules: rules.length === 0 ? null : rules },
  );
}
