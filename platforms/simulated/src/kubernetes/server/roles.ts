// What each role may do, as the rules of RBAC: they decide, and `kubectl auth can-i --list` shows the same ones.
import type { Role } from '@hikube/service/platform';
import { RESOURCES } from '../resources.ts';
import type { Resource } from './resource.ts';

/** A rule as RBAC has it; `*` stands for everything. */
export interface PolicyRule {
  readonly verbs: readonly string[];
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
}

/** What somebody wants to do. */
export interface ResourceAttributes {
  readonly verb: string;
  readonly group: string;
  readonly resource: string;
  readonly subresource?: string | undefined;
}

const READ = ['get', 'list', 'watch'];
const WRITE = ['create', 'update', 'patch', 'delete', 'deletecollection'];
// What clusters write about themselves, and not people.
const KEPT_BY_CLUSTER = ['events', 'leases'];
const POD_ACTIONS = ['pods/attach', 'pods/exec', 'pods/portforward', 'pods/eviction', 'deployments/scale'];

/** Everybody may ask what he may do. */
const SELF: readonly PolicyRule[] = [
  {
    verbs: ['create'],
    apiGroups: ['authorization.k8s.io'],
    resources: ['selfsubjectaccessreviews', 'selfsubjectrulesreviews'],
  },
  { verbs: ['create'], apiGroups: ['authentication.k8s.io'], resources: ['selfsubjectreviews'] },
];

const isSecret = ({ name }: Resource): boolean => name === 'secrets';
const isWorkload = ({ namespaced, name }: Resource): boolean => namespaced && !KEPT_BY_CLUSTER.includes(name);

/** The rules of a role. */
export function rulesOf(role: Role): readonly PolicyRule[] {
  switch (role) {
    case 'view':
      return [...SELF, ...rulesFor(READ, (resource) => !isSecret(resource))];
    case 'edit':
      return [
        ...SELF,
        ...rulesFor(READ, () => true),
        ...rulesFor(WRITE, isWorkload),
        { verbs: ['create', 'get', 'update', 'patch'], apiGroups: ['', 'apps'], resources: POD_ACTIONS },
      ];
    case 'admin':
      return [...SELF, { verbs: ['*'], apiGroups: ['*'], resources: ['*'] }];
  }
}

/** Whether a role may do it. */
export function allows(role: Role, { verb, group, resource, subresource }: ResourceAttributes): boolean {
  const target = subresource ? `${resource}/${subresource}` : resource;
  return rulesOf(role).some(
    ({ verbs, apiGroups, resources }) =>
      covers(verbs, verb) && covers(apiGroups, group) && covers(resources, target),
  );
}

function covers(list: readonly string[], wanted: string): boolean {
  return list.includes('*') || list.includes(wanted);
}

function rulesFor(verbs: readonly string[], isMeant: (resource: Resource) => boolean): readonly PolicyRule[] {
  const meant = RESOURCES.filter(isMeant);
  return [...new Set(meant.map(({ group }) => group))].map((group) => ({
    verbs,
    apiGroups: [group],
    resources: meant.filter((resource) => resource.group === group).map(({ name }) => name),
  }));
}
