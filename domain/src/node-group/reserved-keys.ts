// Keys of labels and taints that are not for users: Kubernetes or the platform sets them on nodes, or reads them.
import { domainOfKey, keyPrefix } from '../values/labels.ts';
import { show } from '../values/read.ts';

const DOMAINS = ['kubernetes.io', 'k8s.io', 'cozystack.io', 'hikube.cloud'];

const ROLE_PREFIX = 'node-role.kubernetes.io';

// Made for the owners of a cluster: a node may not give itself such a label, so that it can keep workloads apart.
const RESTRICTION_PREFIX = 'node-restriction.kubernetes.io';

// Read by load balancers, and set by nobody but people.
const NO_LOAD_BALANCER = 'node.kubernetes.io/exclude-from-external-load-balancers';

/** Why a label of a node group may not have this key; undefined when it may. */
export function reservedNodeLabel(key: string): string | undefined {
  const prefix = keyPrefix(key);
  if (prefix === ROLE_PREFIX) {
    const role = key.slice(ROLE_PREFIX.length + 1);
    return `Role labels come from the roles of a node group; add ${show(role)} to roles in place of this label.`;
  }
  if (prefix === RESTRICTION_PREFIX || key === NO_LOAD_BALANCER) return undefined;
  const domain = domainOfKey(key, DOMAINS);
  if (domain === undefined) return undefined;
  return `Label keys of nodes under ${domain} are reserved; use a domain of your own, or ${RESTRICTION_PREFIX}.`;
}

/** Why a taint of a node group may not have this key; undefined when it may. */
export function reservedTaint(key: string): string | undefined {
  // Pods of many charts tolerate taints by the role of a node.
  if (keyPrefix(key) === ROLE_PREFIX) return undefined;
  const domain = domainOfKey(key, DOMAINS);
  if (domain === undefined) return undefined;
  return `Taint keys under ${domain} are reserved; use a domain of your own, or ${ROLE_PREFIX}.`;
}
