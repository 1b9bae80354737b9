// What of a cluster's own objects tenants may read by their names: the Secret with its kubeconfig among them.
import { subjectsOf } from '../tenants/subjects.ts';
import type { Owner } from './machines.ts';
import type { Writer } from './writer.ts';

const RBAC = 'rbac.authorization.k8s.io';
const nameOf = ({ name }: Owner): string => `kubernetes-${name}-dashboard-resources`;
const pathOf = ({ namespace }: Owner, plural: string): string =>
  `/apis/${RBAC}/v1/namespaces/${namespace}/${plural}`;

export async function makeRights(writer: Writer, owner: Owner, groups: readonly string[]): Promise<void> {
  const full = `kubernetes-${owner.name}`;
  const verbs = ['get', 'list', 'watch'];
  const rule = (group: string, resource: string, resourceNames: readonly string[]): object => ({
    apiGroups: [group],
    resources: [resource],
    resourceNames,
    verbs,
  });
  const rules = [
    rule('networking.k8s.io', 'ingresses', [full]),
    rule('', 'secrets', [`${full}-admin-kubeconfig`]),
    rule('', 'services', [full]),
    rule('cozystack.io', 'workloadmonitors', [full, ...groups.map((group) => `${full}-${group}`)]),
  ];
  const metadata = { name: nameOf(owner) };
  await writer.make(pathOf(owner, 'roles'), { apiVersion: `${RBAC}/v1`, kind: 'Role', metadata, rules });
  await writer.patch(`${pathOf(owner, 'roles')}/${nameOf(owner)}`, { rules });
  await writer.make(pathOf(owner, 'rolebindings'), {
    apiVersion: `${RBAC}/v1`,
    kind: 'RoleBinding',
    metadata,
    subjects: subjectsOf(owner.namespace, 'use'),
    roleRef: { apiGroup: RBAC, kind: 'Role', name: nameOf(owner) },
  });
}

export async function removeRights(writer: Writer, owner: Owner): Promise<void> {
  for (const plural of ['rolebindings', 'roles'])
    await writer.remove(`${pathOf(owner, plural)}/${nameOf(owner)}`);
}
