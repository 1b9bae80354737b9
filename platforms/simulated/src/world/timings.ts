// How long things take on a real platform, in milliseconds. A pair is the shortest and the longest; chance
// chooses in between. The speed factor of the simulation divides all of them.

/** The shortest and the longest duration. */
export type Range = readonly [least: number, most: number];

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** Hikube's pages promise a cluster in three to five minutes; the parts below add up to that. */
export const timings = {
  // The control plane: one to two minutes from nothing to an API server that answers.
  /** An etcd member gets its volume, starts and forms the cluster with the others. */
  etcdStart: [20 * SECOND, 35 * SECOND],
  /** A further member copies the data of a running cluster before it may vote. */
  etcdJoin: [15 * SECOND, 35 * SECOND],
  /** A member that was away fetches the log entries it missed. */
  etcdSync: [20 * SECOND, 45 * SECOND],
  /** The first API server pod pulls four images and gets certificates from a new authority. */
  apiServerStart: [40 * SECOND, 80 * SECOND],
  /** A later start on a machine that knows most of the images. */
  apiServerRestart: [20 * SECOND, 40 * SECOND],
  /** Connections are given time to end. */
  memberStop: [5 * SECOND, 12 * SECOND],
  /** Kubernetes evicts the pods of an unreachable machine after five minutes. */
  memberGiveUp: [5 * MINUTE, 5 * MINUTE],

  // Nodes: about two minutes from order to Ready, most of it the boot of the virtual machine.
  /** Machine, disk and network interface are created. */
  nodeSchedule: [2 * SECOND, 6 * SECOND],
  /** The virtual machine boots from an image that is cloned to its disk. */
  nodeBoot: [40 * SECOND, 90 * SECOND],
  /** The kubelet registers, its certificate is signed, and the network agent's image is pulled. */
  nodeJoin: [15 * SECOND, 30 * SECOND],
  /** Pods are evicted; their grace period is 30 seconds unless they say otherwise. */
  nodeDrain: [10 * SECOND, 40 * SECOND],
  /** The virtual machine is shut down and its disk deleted. */
  nodeTerminate: [10 * SECOND, 20 * SECOND],
  /** The kubelet of a machine that can be reached again reports itself. */
  nodeRecover: [10 * SECOND, 20 * SECOND],
  /** `node-monitor-grace-period` of the controller manager. */
  nodeUnreachable: [40 * SECOND, 40 * SECOND],
  /** From NotReady to a new machine elsewhere. */
  nodeGiveUp: [5 * MINUTE, 5 * MINUTE],
  /** A machine that has not joined by then is replaced. */
  nodeStartupTimeout: [20 * MINUTE, 20 * MINUTE],
  /** Before a group makes a node again while none joins: the first time, and after many. */
  nodeBackOff: [MINUTE, 60 * MINUTE],
  /** A drain that a disruption budget blocks is forced after this time. */
  nodeDrainTimeout: [10 * MINUTE, 10 * MINUTE],

  // The autoscaler, as the platform configures it.
  autoscalerScan: [25 * SECOND, 25 * SECOND],
  autoscalerIdle: [30 * SECOND, 30 * SECOND],

  // Add-ons: a Helm release with its image pulls.
  addonInstall: [20 * SECOND, 60 * SECOND],
  addonUpdate: [12 * SECOND, 35 * SECOND],
  addonRemove: [8 * SECOND, 20 * SECOND],
  /** The release controller tries again at this interval, without end. */
  addonRetry: [5 * MINUTE, 5 * MINUTE],

  // Volumes.
  volumeCreate: [3 * SECOND, 8 * SECOND],
  /** A replica that was away copies what changed: a little for itself, and this much for each GiB. */
  volumeSyncBase: [5 * SECOND, 10 * SECOND],
  volumeSyncPerGib: [300, 500],
} as const satisfies Readonly<Record<string, Range>>;

/** Add-ons whose installation is unlike the others'. */
export const addonInstallTimes: Readonly<Record<string, Range>> = {
  // Small, and their images are part of the node image.
  cilium: [10 * SECOND, 20 * SECOND],
  coredns: [8 * SECOND, 15 * SECOND],
  // Four components and their definitions.
  monitoring: [45 * SECOND, 100 * SECOND],
  // The driver is loaded on each node; Hikube's pages speak of ten minutes for a GPU cluster.
  'gpu-operator': [3 * MINUTE, 6 * MINUTE],
};
