// Nobody gives rights that he has not himself.

import type { Rbac } from '../access/rbac.ts';
import { allows, missing, type Rule, rulesOf, ruleText } from '../access/rules.ts';
import type { AdmissionRequest } from '../access/seams.ts';
import { MASTERS_GROUP } from '../access/seams.ts';
import { equal, objectOf, textOf } from '../json/json.ts';
import { forbiddenError, notFound } from '../status/status.ts';

const GROUP = 'rbac.authorization.k8s.io';

/** @throws StatusError */
export async function checkEscalation(rbac: Rbac, request: AdmissionRequest): Promise<void> {
  const { kind, object, oldObject, attributes } = request;
  const { user, namespace } = attributes;
  if (kind.group !== GROUP || object === undefined || user.groups.includes(MASTERS_GROUP)) return;
  const owned = await rbac.rules(user, namespace);
  const may = (verb: string): boolean =>
    owned.some((rule) => allows(rule, { ...attributes, verb, isResource: true }));
  if (kind.kind === 'Role' || kind.kind === 'ClusterRole') {
    if (oldObject !== undefined && equal(object['rules'], oldObject['rules'])) return;
    if (!may('escalate')) refuse(request, owned, rulesOf(object['rules']));
    return;
  }
  if (oldObject !== undefined && equal(object['subjects'], oldObject['subjects'])) return;
  const ref = objectOf(object['roleRef']);
  if (owned.some((rule) => allows(rule, bindAttributes(request)))) return;
  const rules = await rbac.rulesOfRole(ref, namespace);
  if (rules === undefined) throw notFound(kind, textOf(ref['name']));
  refuse(request, owned, rules);
}

function bindAttributes({ attributes, object }: AdmissionRequest) {
  const { kind, name } = objectOf(object?.['roleRef']);
  return {
    ...attributes,
    verb: 'bind',
    isResource: true,
    resource: kind === 'ClusterRole' ? 'clusterroles' : 'roles',
    name: textOf(name),
  };
}

function refuse(
  { kind, object, attributes }: AdmissionRequest,
  owned: readonly Rule[],
  wanted: readonly Rule[],
): void {
  const lacking = missing(owned, wanted);
  if (lacking.length === 0) return;
  const { user } = attributes;
  const groups = user.groups.map((group) => JSON.stringify(group)).join(' ');
  const lines = lacking.map(ruleText).sort().join('\n');
  throw forbiddenError(
    kind,
    object?.metadata.name ?? '',
    `user ${JSON.stringify(user.name)} (groups=[${groups}]) is attempting to grant RBAC permissions not currently held:\n${lines}`,
  );
}
