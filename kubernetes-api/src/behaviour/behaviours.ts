// Which official kinds do more than their schema says.
import type { Behaviour } from '../kinds/behaviour.ts';
import { certificateRequests } from './certificate-requests.ts';
import { configMaps } from './config-maps.ts';
import { defaults } from './defaults/defaults.ts';
import { definitions } from './definitions.ts';
import { coreEvents, events } from './events.ts';
import { leases } from './leases.ts';
import { namespaces } from './namespaces.ts';
import { quotas } from './quotas.ts';
import { roleBindings, roles } from './roles.ts';
import { secrets } from './secrets.ts';
import { serviceAccounts } from './service-accounts.ts';
import { workloads } from './workloads.ts';

const KNOWN: Readonly<Record<string, Behaviour>> = {
  configmaps: configMaps,
  secrets,
  serviceaccounts: serviceAccounts,
  namespaces,
  resourcequotas: quotas,
  events: coreEvents,
  'events.events.k8s.io': events,
  'leases.coordination.k8s.io': leases,
  'roles.rbac.authorization.k8s.io': roles('Role'),
  'clusterroles.rbac.authorization.k8s.io': roles('ClusterRole'),
  'rolebindings.rbac.authorization.k8s.io': roleBindings('RoleBinding'),
  'clusterrolebindings.rbac.authorization.k8s.io': roleBindings('ClusterRoleBinding'),
  'customresourcedefinitions.apiextensions.k8s.io': definitions,
  'certificatesigningrequests.certificates.k8s.io': certificateRequests,
  ...workloads,
};

const NONE: Behaviour = {};

/** @param resource with its group, such as `leases.coordination.k8s.io` */
export function behaviourOf(resource: string): Behaviour {
  const known = KNOWN[resource] ?? NONE;
  const fill = defaults[resource];
  return fill === undefined ? known : { ...known, default: fill };
}
