// What runs in a cluster before anybody deploys anything: the platform's own workloads and those of add-ons.
import type { ClusterSnapshot } from './snapshot.ts';
import { EVERYTHING, type Toleration } from './taints.ts';

/** A workload of the platform. */
export interface Component {
  readonly namespace: string;
  readonly name: string;
  readonly kind: 'Deployment' | 'DaemonSet';
  /** For a deployment. */
  readonly replicas: number;
  /** Other nodes with taints are not for its pods. */
  readonly tolerations: readonly Toleration[];
  /** In the network of the node, with its address. */
  readonly hostNetwork: boolean;
  /** Its image, without a version. */
  readonly image: string;
  /** It runs; otherwise its pods are being created. */
  readonly running: boolean;
  readonly createdAt: string;
}

type Blueprint = readonly [
  name: string,
  kind: 'Deployment' | 'DaemonSet',
  replicas: number,
  more?: { readonly hostNetwork?: boolean; readonly tolerations?: readonly Toleration[] },
];

const GPU: readonly Toleration[] = [{ key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' }];
/** What makes a node usable, or looks at it, is on every one. */
const EVERYWHERE = { tolerations: EVERYTHING };
const EVERYWHERE_ON_HOST = { ...EVERYWHERE, hostNetwork: true } as const;

const SYSTEM: readonly Blueprint[] = [
  ['cilium', 'DaemonSet', 0, EVERYWHERE_ON_HOST],
  ['cilium-operator', 'Deployment', 1, EVERYWHERE_ON_HOST],
  ['coredns', 'Deployment', 2],
  ['konnectivity-agent', 'DaemonSet', 0, EVERYWHERE],
  ['kubevirt-csi-node', 'DaemonSet', 0, EVERYWHERE_ON_HOST],
];

/** By add-on; those that are not here run in the control plane or belong to the system anyway. */
const ADDONS: Readonly<
  Record<string, { readonly namespace: string; readonly workloads: readonly Blueprint[] }>
> = {
  'cert-manager': {
    namespace: 'cert-manager',
    workloads: [
      ['cert-manager', 'Deployment', 1],
      ['cert-manager-cainjector', 'Deployment', 1],
      ['cert-manager-webhook', 'Deployment', 1],
    ],
  },
  'ingress-nginx': {
    namespace: 'ingress-nginx',
    workloads: [
      ['ingress-nginx-controller', 'Deployment', 2],
      ['ingress-nginx-defaultbackend', 'Deployment', 1],
    ],
  },
  'ingress-traefik': { namespace: 'ingress-traefik', workloads: [['traefik', 'Deployment', 2]] },
  'ingress-haproxy': { namespace: 'ingress-haproxy', workloads: [['haproxy-ingress', 'Deployment', 2]] },
  flux: {
    namespace: 'flux-system',
    workloads: [
      ['helm-controller', 'Deployment', 1],
      ['kustomize-controller', 'Deployment', 1],
      ['notification-controller', 'Deployment', 1],
      ['source-controller', 'Deployment', 1],
    ],
  },
  monitoring: {
    namespace: 'monitoring',
    workloads: [
      ['fluent-bit', 'DaemonSet', 0, EVERYWHERE],
      ['kube-state-metrics', 'Deployment', 1],
      ['node-exporter', 'DaemonSet', 0, EVERYWHERE_ON_HOST],
      ['vmagent', 'Deployment', 1],
    ],
  },
  'gpu-operator': {
    namespace: 'gpu-operator',
    workloads: [
      ['gpu-operator', 'Deployment', 1],
      ['nvidia-device-plugin', 'DaemonSet', 0, { tolerations: GPU }],
    ],
  },
  hami: { namespace: 'hami', workloads: [['hami-scheduler', 'Deployment', 1]] },
  velero: {
    namespace: 'velero',
    workloads: [
      ['node-agent', 'DaemonSet', 0],
      ['velero', 'Deployment', 1],
    ],
  },
  'vertical-pod-autoscaler': {
    namespace: 'vertical-pod-autoscaler',
    workloads: [
      ['vpa-admission-controller', 'Deployment', 1],
      ['vpa-recommender', 'Deployment', 1],
      ['vpa-updater', 'Deployment', 1],
    ],
  },
  ouroboros: { namespace: 'ouroboros', workloads: [['ouroboros', 'Deployment', 1]] },
  dashboard: { namespace: 'kubernetes-dashboard', workloads: [['kubernetes-dashboard', 'Deployment', 1]] },
  nfs: { namespace: 'nfs', workloads: [['nfs-provisioner', 'Deployment', 1]] },
};

const RUNNING: readonly string[] = ['Ready', 'Updating'];
const COMING: readonly string[] = ['Installing', ...RUNNING];

/** Every workload that is there now. */
export function componentsOf(snapshot: ClusterSnapshot): readonly Component[] {
  const { createdAt } = snapshot.cluster;
  return [
    ...SYSTEM.map((blueprint) => build(blueprint, 'kube-system', true, createdAt)),
    ...addonsThatCome(snapshot).flatMap(({ id, phase, createdAt: since }) =>
      (ADDONS[id]?.workloads ?? []).map((blueprint) =>
        build(blueprint, ADDONS[id]!.namespace, RUNNING.includes(phase), since),
      ),
    ),
  ];
}

/** Namespaces that add-ons bring. */
export function addonNamespaces(snapshot: ClusterSnapshot): readonly { name: string; createdAt: string }[] {
  return addonsThatCome(snapshot).flatMap(({ id, createdAt }) => {
    const namespace = ADDONS[id]?.namespace;
    return namespace === undefined ? [] : [{ name: namespace, createdAt }];
  });
}

/** Whether an add-on works in the cluster. */
export function runs({ addons }: ClusterSnapshot, addon: string): boolean {
  return addons.some(({ id, phase }) => id === addon && RUNNING.includes(phase));
}

function addonsThatCome({ addons }: ClusterSnapshot): ClusterSnapshot['addons'] {
  return addons.filter(({ phase }) => COMING.includes(phase));
}

function build(
  [name, kind, replicas, { hostNetwork = false, tolerations = [] } = {}]: Blueprint,
  namespace: string,
  running: boolean,
  createdAt: string,
): Component {
  const image = `registry.hikube.cloud/${namespace}/${name}`;
  return { namespace, name, kind, replicas, tolerations, hostNetwork, image, running, createdAt };
}
