// What the roles of kubeconfigs are in a cluster: bindings to the roles that every cluster has, and one role more.
import { type Kind, type KubernetesObject, officialKinds } from '@hikube/kubernetes-api';
import type { Role } from '@hikube/service/platform';
import { groupOf } from './callers.ts';
import { metaOf } from './meta.ts';
import type { ShownObject } from './objects/shown.ts';
import type { ClusterSnapshot } from './snapshot.ts';

const API_GROUP = 'rbac.authorization.k8s.io';
const API_VERSION = `${API_GROUP}/v1`;
const READER = 'hikube:reader';

const BOUND: readonly (readonly [name: string, role: string, to: readonly Role[]])[] = [
  ['hikube:admin', 'cluster-admin', ['admin']],
  ['hikube:edit', 'edit', ['edit']],
  ['hikube:view', 'view', ['view']],
  // Kubernetes' own two stop at what is in namespaces.
  [READER, READER, ['edit', 'view']],
];

/** What can be read of official kinds, without secrets. */
const READABLE = officialKinds().filter(
  ({ verbs, resource }) => verbs.includes('list') && resource !== 'secrets',
);

function readerRules(kinds: readonly Kind[]): object[] {
  const groups = [...new Set(kinds.map(({ group }) => group))];
  return groups.map((group) => ({
    apiGroups: [group],
    resources: kinds.filter((kind) => kind.group === group).map(({ resource }) => resource),
    verbs: ['get', 'list', 'watch'],
  }));
}

/** The objects that give kubeconfigs their rights. */
export function roleObjects(snapshot: ClusterSnapshot): readonly ShownObject[] {
  const role: KubernetesObject = {
    apiVersion: API_VERSION,
    kind: 'ClusterRole',
    metadata: { ...metaOf(snapshot, { kind: 'ClusterRole', name: READER }) },
    rules: readerRules(READABLE),
  };
  return [
    { resource: `clusterroles.${API_GROUP}`, object: role },
    ...BOUND.map(([name, roleName, to]) => ({
      resource: `clusterrolebindings.${API_GROUP}`,
      object: {
        apiVersion: API_VERSION,
        kind: 'ClusterRoleBinding',
        metadata: { ...metaOf(snapshot, { kind: 'ClusterRoleBinding', name }) },
        roleRef: { apiGroup: API_GROUP, kind: 'ClusterRole', name: roleName },
        subjects: to.map((each) => ({ apiGroup: API_GROUP, kind: 'Group', name: groupOf(each) })),
      },
    })),
  ];
}
