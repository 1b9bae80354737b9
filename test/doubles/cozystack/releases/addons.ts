// Add-ons of a cluster: for each a release of its own that tenants do not see, and in the cluster a workload that they do.
import type { WorkloadState } from '../clusters/workloads.ts';
import type { Values } from './refusals.ts';

interface Addon {
  /** Key of the values; none for what is always there. */
  readonly key?: string;
  readonly name: string;
  readonly namespace: string;
  readonly kind: WorkloadState['kind'];
  /** Runs on nodes with this role only. */
  readonly role?: string;
}

const ADDONS: readonly Addon[] = [
  { name: 'cilium', namespace: 'cozy-cilium', kind: 'DaemonSet' },
  { name: 'coredns', namespace: 'kube-system', kind: 'Deployment' },
  { name: 'csi', namespace: 'cozy-csi', kind: 'DaemonSet' },
  { name: 'metrics-server', namespace: 'cozy-monitoring', kind: 'Deployment' },
  { key: 'certManager', name: 'cert-manager', namespace: 'cozy-cert-manager', kind: 'Deployment' },
  {
    key: 'ingressNginx',
    name: 'ingress-nginx',
    namespace: 'cozy-ingress-nginx',
    kind: 'DaemonSet',
    role: 'ingress-nginx',
  },
  { key: 'gpuOperator', name: 'gpu-operator', namespace: 'cozy-gpu-operator', kind: 'Deployment' },
  { key: 'hami', name: 'hami', namespace: 'cozy-hami', kind: 'Deployment' },
  { key: 'velero', name: 'velero', namespace: 'cozy-velero', kind: 'Deployment' },
  { key: 'fluxcd', name: 'fluxcd-operator', namespace: 'cozy-fluxcd', kind: 'Deployment' },
  { key: 'monitoringAgents', name: 'monitoring-agents', namespace: 'cozy-monitoring', kind: 'DaemonSet' },
  { key: 'ouroboros', name: 'ouroboros', namespace: 'cozy-ouroboros', kind: 'Deployment' },
];

/** What is to run in a cluster. @param roles of each node that has joined */
export function addonsOf(
  { addons = {} }: Values,
  roles: readonly (readonly string[])[],
): (WorkloadState & { readonly release: string })[] {
  return ADDONS.filter(({ key }) => key === undefined || addons[key]?.enabled === true).map(
    ({ name, namespace, kind, role }) => {
      const nodes = role === undefined ? roles : roles.filter((each) => each.includes(role));
      const desired = kind === 'DaemonSet' ? nodes.length : 1;
      return { release: name, name, namespace, kind, desired, ready: Math.min(desired, nodes.length) };
    },
  );
}
